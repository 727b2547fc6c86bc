"""What was read of each text for the checks, said once a text.

`FULL` means the provision's own words, whatever copy they were read in; the official text prevails.
"""

from datetime import date

from isonomia.check.definition import Reading
from isonomia.check.level import Extent

_DAY = date(2026, 11, 27)

GDPR_TEXT = Reading("GDPR, the articles cited", Extent.EXCERPT, _DAY)
EPRIVACY_TEXT = Reading("Directive 2002/58/EC, article 5", Extent.MEMORY, _DAY)
EQUALITY_TEXTS = Reading("Directives 2000/43/EC, 2000/78/EC and 2004/113/EC, articles 1 to 4", Extent.MEMORY, _DAY)
EQUALITY_ACT = Reading("Equality Act 2010, sections 13, 19, 20, 28 and 149", Extent.MEMORY, _DAY)
UK_DATA_ACT = Reading("Data (Use and Access) Act 2025, section 80, and UK GDPR 22A to 22D", Extent.SECONDARY, _DAY)
UK_COMPLAINTS = Reading("Data Protection Act 2018, section 164A", Extent.SECONDARY, _DAY)
CONSUMER_CREDIT_TEXT = Reading("Directive (EU) 2023/2225, article 18", Extent.SECONDARY, _DAY)
CONSUMER_TEXTS = Reading("Directives 2005/29/EC, articles 5 to 7, and 2011/83/EU, article 6(1)(ea)", Extent.MEMORY, _DAY)
INSURANCE_GUIDANCE = Reading("Guidelines C(2025) 5052, paragraph 177", Extent.EXCERPT, _DAY)
DSA_TEXT = Reading("Digital Services Act, articles 14, 17, 20, 21 and 27", Extent.MEMORY, _DAY)
PLATFORM_WORK_TEXT = Reading("Directive (EU) 2024/2831, articles 7 to 11", Extent.SECONDARY, _DAY)
FCRA_TEXT = Reading("15 U.S.C. 1681b, 1681c, 1681g, 1681i, 1681m", Extent.MEMORY, _DAY)
REGULATION_B = Reading("12 CFR 1002.4, 1002.6, 1002.9, as amended with effect from 21 July 2026", Extent.SECONDARY, _DAY)
COLORADO_ACT = Reading("Colorado SB 26-189", Extent.SECONDARY, _DAY)
NEW_YORK_LAW = Reading("New York City Local Law 144 of 2021", Extent.MEMORY, _DAY)
ILLINOIS_ACT = Reading("Illinois HB 3773, Public Act 103-0804", Extent.MEMORY, _DAY)
DUE_PROCESS = Reading("Goldberg v. Kelly, 397 U.S. 254; Mathews v. Eldridge, 424 U.S. 319", Extent.MEMORY, _DAY)
CHINA_CATALOGUE = Reading("Guobanfa [2020] No. 49", Extent.SECONDARY, _DAY)
CHINA_REPAIR = Reading("NDRC Order No. 36 of 20 November 2025; Guobanfa [2025] No. 22", Extent.EXCERPT, _DAY)
CHINA_PIPL = Reading("Personal Information Protection Law, articles 24, 55 and 56", Extent.EXCERPT, _DAY)
SCHUFA_SCORING = Reading("C-634/21, the operative part", Extent.EXCERPT, _DAY)
DUN_BRADSTREET = Reading("C-203/22, parts that the Court's press release repeats", Extent.EXCERPT, _DAY)
INDIRECT_REVELATION = Reading("C-184/20, the operative part as others quote it", Extent.SECONDARY, _DAY)
CONSENT_GUIDELINES = Reading("EDPB Guidelines 05/2020, paragraphs 16 to 18", Extent.EXCERPT, _DAY)
AUTOMATION_GUIDELINES = Reading("Guidelines WP251 rev.01, section IV.A", Extent.EXCERPT, _DAY)
NATIONAL_AGES = Reading("National laws under GDPR 8(1), as the shipped list says", Extent.SECONDARY, _DAY)


def gdpr_in_full(provisions: str) -> Reading:
    """Provisions of the GDPR that were read in their own words."""
    return Reading(f"GDPR, {provisions}", Extent.FULL, _DAY)

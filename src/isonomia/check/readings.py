"""What was read of each text for the checks, said once a text.

`FULL` means the provision's own words, whatever copy they were read in; the official text prevails.
"""

from datetime import date

from isonomia.check.definition import Reading
from isonomia.check.level import Extent

_DAY = date(2026, 11, 27)

GDPR_TEXT = Reading("GDPR, the articles cited, OJ L 119 of 4 May 2016", Extent.FULL, _DAY)
EPRIVACY_TEXT = Reading("Directive 2002/58/EC as amended in 2009, articles 5 and 9", Extent.FULL, _DAY)
EQUALITY_TEXTS = Reading("Directive 2000/43/EC, article 2; other directives, TFEU 18 not again", Extent.EXCERPT, _DAY)
EQUALITY_ACT = Reading("Equality Act 2010, section 19 in full, section 149 in part", Extent.EXCERPT, _DAY)
SELECTION_PROCEDURES = Reading("29 CFR 1607.4(D)", Extent.MEMORY, _DAY)
UK_DATA_ACT = Reading("UK GDPR 22A to 22D as revised on 31 March 2026", Extent.FULL, _DAY)
UK_COMPLAINTS = Reading("Data Protection Act 2018, section 164A as inserted", Extent.FULL, _DAY)
CONSUMER_CREDIT_TEXT = Reading("Directive (EU) 2023/2225, article 18", Extent.SECONDARY, _DAY)
CONSUMER_TEXTS = Reading("Directives 2005/29/EC and 2011/83/EU, the articles cited", Extent.MEMORY, _DAY)
INSURANCE_GUIDANCE = Reading("Guidelines C(2025) 5052, paragraph 177", Extent.FULL, _DAY)
DSA_TEXT = Reading("Digital Services Act, articles 14, 17, 20, 21 and 27", Extent.FULL, _DAY)
PLATFORM_WORK_TEXT = Reading("Directive (EU) 2024/2831, articles 7 to 11", Extent.SECONDARY, _DAY)
FCRA_TEXT = Reading("15 U.S.C. 1681b, c, g, i and m as of April 2023", Extent.FULL, _DAY)
REGULATION_B = Reading("12 CFR 1002.4, 1002.6 and 1002.9 as amended in 2026", Extent.SECONDARY, _DAY)
COLORADO_ACT = Reading("Colorado SB 26-189", Extent.SECONDARY, _DAY)
NEW_YORK_LAW = Reading("New York City Local Law 144 of 2021", Extent.MEMORY, _DAY)
ILLINOIS_ACT = Reading("Illinois HB 3773, Public Act 103-0804", Extent.MEMORY, _DAY)
DUE_PROCESS = Reading("Goldberg v. Kelly, 397 U.S. 254; Mathews v. Eldridge, 424 U.S. 319", Extent.MEMORY, _DAY)
CHINA_CATALOGUE = Reading("Guobanfa [2020] No. 49", Extent.SECONDARY, _DAY)
CHINA_REPAIR = Reading("NDRC Order No. 36 of 2025 (its draft) and Guobanfa [2025] No. 22", Extent.SECONDARY, _DAY)
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


AI_ACT_ARTICLE_5 = Reading("AI Act, article 5, as consolidated on 27 July 2026", Extent.FULL, _DAY)
GUIDELINES_SOCIAL_SCORING = Reading("Guidelines C(2025) 5052, section 4", Extent.FULL, _DAY)
CHARTER_TEXT = Reading("EU Charter, the articles cited", Extent.FULL, _DAY)
CONVENTION_TEXT = Reading("ECHR and its protocols 1, 4 and 12, the articles cited", Extent.EXCERPT, _DAY)
COVENANT_TEXT = Reading("ICCPR, the articles cited", Extent.EXCERPT, _DAY)
CRIMINAL_NATURE = Reading("C-489/10 Bonda, C-524/15 Menci, C-117/20 bpost", Extent.MEMORY, _DAY)
GUIDELINES_CRIME_PREDICTION = Reading("Guidelines C(2025) 5052, section 5", Extent.EXCERPT, _DAY)
GUIDELINES_EMOTION = Reading("Guidelines C(2025) 5052, section 7", Extent.EXCERPT, _DAY)
RIGHT_TO_BE_HEARD = Reading("C-166/13 Mukarubega, on the authorities of Member States", Extent.MEMORY, _DAY)

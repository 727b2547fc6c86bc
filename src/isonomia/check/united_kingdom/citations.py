"""Union law as one cites it in the United Kingdom."""

import re
from collections.abc import Iterable

from isonomia.check.citations import united_kingdom
from isonomia.check.definition import Citation
from isonomia.locale import _

GDPR = re.compile(r"GDPR (?P<article>\d+).*")
NOT_IN_FORCE = ("Directive ", "EU Charter ")  # what they ask stands in Acts and regulations, which the checks name


def in_the_united_kingdom(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """The GDPR as the UK GDPR, judgments of the Court of Justice as what they are there, no directives, no Charter."""
    cited = tuple(citations)
    kept = tuple(_translated(item) for item in cited if not item.text.startswith(NOT_IN_FORCE))
    return kept or cited


def _translated(citation: Citation) -> Citation:
    if found := GDPR.fullmatch(citation.text):
        url = f"https://www.legislation.gov.uk/eur/2016/679/article/{found['article']}"
        return united_kingdom(f"UK {citation.text}", url)
    if citation.text.startswith("GDPR recital"):
        return united_kingdom(f"UK {citation.text}", "https://www.legislation.gov.uk/eur/2016/679/introduction")
    if citation.text.startswith("CJEU"):
        return Citation(
            _("{judgment} (courts of the United Kingdom may have regard to it)").format(judgment=citation.text),
            citation.url,
        )
    return citation

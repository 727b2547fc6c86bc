"""The findings of all worked cases in German, as members and staff of the service read them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from checks.worked_cases import worked_cases
from isonomia.check.cited import cited
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.registry import checks
from isonomia.check.words import citation_words, judgement_words
from isonomia.locale import speaking

LAWS = [check for check in checks() if check.family != "accepts"]
TELLTALE = frozenset(
    "the and of your you is are not until with for what who this that from has have to by at which be no only within "
    "score band scheme member people source rule points days law article when where must or".split()
)
"""Words that no German sentence holds outside code, names of the file and names of acts."""
NAMES = re.compile(r"`[^`]*`|„[^“]*“|\([^)]*\)|Equality Act|Data Protection Act|Consumer Duty")
CITED = [
    ("GDPR 6(1) second subparagraph", "DSGVO 6(1) Unterabsatz 2"),
    ("GDPR recitals 42 and 43", "DSGVO Erwägungsgründe 42 und 43"),
    ("AI Act Annex III 6 to 8", "KI-Verordnung Anhang III 6 bis 8"),
    ("CJEU, C-26/22 and C-64/22 (SCHUFA Holding), 7 December 2023", "EuGH, C-26/22 and C-64/22 (SCHUFA Holding), 7. Dezember 2023"),
    ("Directive 2024/2831 (platform work), article 10(5)", "Richtlinie 2024/2831 (Plattformarbeit), Artikel 10(5)"),
    ("Equality Act 2010, section 13", "Equality Act 2010, section 13"),
    ("UK GDPR 22A-22D", "UK GDPR 22A-22D"),
]  # fmt: skip


def sentences(finding: Finding) -> Iterator[str]:
    """What the pages show of a finding, and what each element of the provision asks."""
    yield from (finding.message, finding.remedy, judgement_words(finding))
    yield from (element.name for element in finding.elements)


def written(data: Any) -> Iterator[str]:
    """The sentences of a case's author."""
    match data:
        case dict():
            for value in data.values():
                yield from written(value)
        case list():
            for value in data:
                yield from written(value)
        case str() if " " in data:
            yield data


def is_english(text: str) -> bool:
    return bool(set(re.findall(r"[a-zäöüß]+", NAMES.sub(" ", text).lower())) & TELLTALE)


@pytest.mark.parametrize("check", LAWS, ids=lambda check: check.code)
def test_no_finding_is_in_english(check: Check) -> None:
    english = []
    with speaking("de", for_members=True):
        for case in worked_cases(check):
            for text in filter(is_english, (text for finding in case.findings() for text in sentences(finding))):
                scheme = case.reading.scheme
                assert scheme is not None
                rest = text
                for own in sorted(written(yaml.load(scheme.text, yaml.CSafeLoader)), key=len, reverse=True):
                    rest = rest.replace(own, " ")
                english += [text] if is_english(rest) else []
    assert english == []


@pytest.mark.parametrize(("english", "german"), CITED)
def test_citations_of_the_union_are_in_german(english: str, german: str) -> None:
    assert cited(english) == english
    with speaking("de", for_members=True):
        assert cited(english) == german
    with speaking("de"):  # analysts read one language
        assert cited(english) == english


def test_english_citations_are_as_written() -> None:
    for check in checks():
        for citation in check.citations:
            assert cited(citation.text) == citation.text
    found = next(finding for check in LAWS if check.code == "GDPR005" for case in worked_cases(check) for finding in case.findings())  # fmt: skip
    with speaking("de", for_members=True):
        assert citation_words(found).startswith("DSGVO 5(1)(e); DSGVO 17(1)(a); EuGH, ")

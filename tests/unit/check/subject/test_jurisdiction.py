"""Whose law applies: by the file, and by where the operator has its seat."""

from datetime import date
from pathlib import Path

import pytest

from isonomia.check.example import family_base, lay_over
from isonomia.check.level import Law
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction, is_within_eea
from isonomia.check.words import verdict
from isonomia.scheme.load import read_scheme_text

DAY = date(2026, 11, 27)


def report(over, **settings):
    reading = read_scheme_text(Path("scheme.yaml"), lay_over(family_base("gdpr"), over))
    assert reading.scheme is not None, [item.message for item in reading.errors]
    return check_scheme(reading.scheme, reading.document, Settings(DAY, **settings))


@pytest.mark.parametrize("code", ["eu", "at", "fr", "re", "gf", "ax"])
def test_states_and_outermost_parts_of_the_union(code):
    assert Law.UNION in Jurisdiction(code).laws


@pytest.mark.parametrize("code", ["none", "ch", "us", "uk"])
def test_an_operator_with_its_seat_in_the_union_brings_union_law_along(code):
    assert Law.UNION in Jurisdiction(code, "at").laws
    assert Law.UNION not in Jurisdiction(code, "ch").laws
    assert Law.UNION not in Jurisdiction(code).laws


def test_a_jurisdiction_that_is_asked_for_is_read_alone():
    over = "controller: {country: at}\nsources: {loans: {context: parking}}\n"
    assert any(finding.code == "AIA001" for finding in report("jurisdiction: ch\n" + over).findings)
    assert not any(finding.code == "AIA001" for finding in report(over, jurisdiction=Jurisdiction("ch")).findings)


@pytest.mark.parametrize("place", ["at", "DE", "Germany", "eu", "eea", "Norway", "re"])
def test_within_the_economic_area(place):
    assert is_within_eea(place)


@pytest.mark.parametrize("place", ["us", "uk", "ch", "Switzerland", "the cloud"])
def test_outside_the_economic_area(place):
    assert not is_within_eea(place)


def test_union_law_is_cited_in_the_united_kingdom_as_what_it_is_there():
    made = report("jurisdiction: uk\ncontroller: {country: uk}\nsources: {loans: {retention: null}}\n")
    [cited] = [finding.citations for finding in made.findings if finding.code == "GDPR005"]
    assert [item.text for item in cited] == [
        "UK GDPR 5(1)(e)",
        "UK GDPR 17(1)(a)",
        "CJEU, C-26/22 and C-64/22 (SCHUFA Holding), 7 December 2023 (courts of the United Kingdom may have regard to it)",
    ]
    assert cited[0].url == "https://www.legislation.gov.uk/eur/2016/679/article/5"


def test_of_law_without_prohibitions_none_is_denied():
    made = report("jurisdiction: cn\ncontroller: {country: cn}\n")
    assert verdict(made).startswith("Of China, duties were read, but no prohibitions")
    assert "Nothing prohibited" not in verdict(made)


def test_where_no_law_is_read_the_verdict_says_so():
    made = report("jurisdiction: none\ncontroller: {country: null}\n")
    assert verdict(made).startswith("No law was read, only good practice")


def test_for_law_enforcement_each_finding_asks_which_law_applies():
    over = (
        "controller: {public_authority: true}\nconsequences: {loans_paused: {area: police, context: police}}\n"
        "sources: {loans: {retention: null}}\n"
    )
    [finding] = [finding for finding in report(over).findings if finding.code == "GDPR005"]
    assert "Directive (EU) 2016/680" in finding.judgement

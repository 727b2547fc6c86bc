"""Findings that share all but their place are shown together, and none is lost."""

import re
from collections import Counter
from datetime import date

import pytest

from isonomia.check.alike import group_alike
from isonomia.check.formats.interface import Persona
from isonomia.check.formats.text import text
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.check.words import WITH_ELEMENTS
from isonomia.presets import preset_names, preset_path
from isonomia.report.check_page import check_page
from isonomia.scheme.load import read_scheme


def report(name):
    reading = read_scheme(preset_path(name))
    return check_scheme(reading.scheme, reading.document, Settings(date(2026, 11, 27), jurisdiction=Jurisdiction("eu")))


@pytest.mark.parametrize("name", preset_names())
def test_every_finding_is_in_one_group_with_those_of_the_same_remedy_and_law(name):
    found = report(name).findings
    groups = group_alike(found)
    assert Counter(id(item) for group in groups for item in (group.first, *group.others)) == Counter(map(id, found))
    for group in groups:
        for other in group.others:
            assert other.level not in WITH_ELEMENTS
            assert (other.code, other.remedy, other.citations, other.judgement) == (
                group.first.code,
                group.first.remedy,
                group.first.citations,
                group.first.judgement,
            )


def test_the_text_says_a_remedy_once_and_names_every_line():
    made = report("rongcheng")
    shown = text([made], Persona.REGULAR)
    assert shown.count("= do: Add `retention`: the time after which the facts are deleted.") == 1
    assert "also line 60: The file does not say how long the facts of 'court_cases' are kept.\n" in shown
    heads = len(re.findall(r"^[a-z -]+\[[A-Z]{3,4}\d{3}\]: ", shown, re.MULTILINE))
    assert heads + shown.count("also line ") == len(made.findings)


def test_an_auditor_gets_each_finding_whole():
    made = report("rongcheng")
    shown = text([made], Persona.AUDITOR)
    assert "also line" not in shown
    assert len(re.findall(r"^[a-z -]+\[[A-Z]{3,4}\d{3}\]: ", shown, re.MULTILINE)) == len(made.findings)


def test_every_finding_has_its_place_on_the_page():
    made = report("rongcheng")
    page = check_page([made], Persona.REGULAR)
    anchors = re.findall(r'id="(s1f\d+)"', page)
    assert sorted(anchors) == sorted(f"s1f{number}" for number in range(1, len(made.findings) + 1))
    assert set(re.findall(r'href="#(s1f\d+)"', page)) == set(anchors)

"""The page of a simulation: one file, readable by anyone, the same bytes again, and right at its edges."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from isonomia.experiment.engines.threads import ThreadsEngine
from isonomia.experiment.kept import Asked, Runner
from isonomia.experiment.paired import compare
from isonomia.presets import preset_path, society_path
from isonomia.report.simulation.page import figures, simulation_page
from isonomia.report.simulation.standing import standing
from isonomia.report.simulation.subject import Subject
from isonomia.report.simulation.traps import Stay, _trap_answer
from isonomia.report.simulation_findings import key_findings
from isonomia.scheme.load import read_scheme_text
from isonomia.society.load import load_society
from isonomia.society.society import Society
from page_reader import Reader
from simulation.gauged_items import ITEMS
from simulation.made import EVERYTHING, lively, q, scheme_of, society_of


def scheme(name):
    path = preset_path(name)
    return read_scheme_text(path, path.read_text(encoding="utf-8")).scheme


COUNTY = Asked(load_society(society_path("chinese-county-2015")), scheme("rongcheng"), None, 600, 12, 1, 2)


def found(asked):
    return compare(Runner(asked, ThreadsEngine(1)).pairs(), asked.replicates)


@pytest.fixture(scope="module")
def county():
    return found(COUNTY)


@pytest.fixture(scope="module")
def page(county):
    return simulation_page(county, COUNTY)


@pytest.fixture(scope="module")
def read(page):
    return Reader(page, void={"meta"})


def test_it_stands_alone(page, read):
    assert len(page.encode()) < 1_000_000
    for tag in ("script", "link", "img", "iframe", "object", "image", "use"):
        assert not read.named(tag)
    loads = [
        (name, value)
        for _tag, attributes in read.tags
        for name, value in attributes.items()
        if name in ("src", "srcset")
    ]
    assert not loads
    assert all(item["href"].startswith("#") for item in read.named("a"))
    assert not [name for _tag, attributes in read.tags for name in attributes if name.startswith("on")]
    assert not re.search(r"url\(|@import", page)
    assert set(re.findall(r"https?://[^\"'<\s]+", page)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    } in read.named("meta")


def test_it_is_well_formed(page, read):
    assert (read.wrong, read.open) == ([], [])
    assert page.startswith('<!doctype html>\n<html lang="en">')
    places = [attributes["id"] for _tag, attributes in read.tags if "id" in attributes]
    assert len(places) == len(set(places))
    assert {item["href"][1:] for item in read.named("a")} == set(places)


def test_anyone_can_read_it(page, read):
    assert len(read.named("h1")) == 1
    assert len(read.named("caption")) == len(read.named("table")) > 20
    assert all(item.get("scope") in ("row", "col") for item in read.named("th"))
    drawings = read.named("svg")
    assert len(drawings) == 2 * len(read.named("figure")) == 2 * len(read.named("figcaption"))
    assert all(item["role"] == "img" and len(item["aria-label"]) > 40 for item in drawings)
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert "max-width: 44rem" in page


def test_every_question_is_answered_and_has_its_numbers(county):
    shown = list(figures(Subject(county, COUNTY)))
    assert [figure.anchor for figure in shown] == [
        "conduct", "silenced", "bands", "moves", "traps", "error", "equal", "lives", "cost",
    ]  # fmt: skip
    for figure in shown:
        assert figure.question.endswith("?")
        assert figure.answer.endswith(".")
        assert figure.tables
        assert figure.drawings or figure.anchor in ("cost", "moves", "traps", "error")
        for table in figure.tables:
            assert {len(line) for line in table.rows} <= {len(table.header)}, table.caption


def test_the_same_bytes_again(page):
    assert simulation_page(found(COUNTY), COUNTY) == page


def test_what_it_rests_on(page, read, county):
    words = " ".join(" ".join(read.words).split())
    for text in (county.first.scheme.digest, county.first.baseline.digest, "numba", "1, 2", "assumptions first"):
        assert text in words
    assert "--people 600 --weeks 12 --seed 1 --replicates 2 --format html" in words
    for row in county.rows:
        assert row.measure.title in words
        assert row.measure.definition in words


@pytest.fixture
def undrawn(monkeypatch):
    """Pages without their drawings, which take longest."""
    monkeypatch.setattr("isonomia.report.simulation.page.drawn", lambda drawing: "")


def test_against_another_scheme(undrawn):
    asked = replace(COUNTY, baseline=scheme("rongcheng"), replicates=1, people=300, weeks=5)
    findings = found(asked)
    first = key_findings(findings)[0]
    assert first.sentence == "All lawful acts together are as many as under 'Rongcheng 2016-2018'."
    assert "--replicates" in first.certainty
    text = simulation_page(findings, asked)
    assert "Rongcheng 2016-2018 (baseline)" in text
    assert "no scheme" not in text


@pytest.mark.parametrize(("people", "weeks"), [(0, 3), (1, 1)])
def test_hardly_anybody(people, weeks):
    asked = replace(COUNTY, people=people, weeks=weeks, replicates=1)
    read = Reader(simulation_page(found(asked), asked), void={"meta"})
    assert (read.wrong, read.open) == ([], [])
    assert "nan" not in " ".join(read.words).lower().split()
    assert "There is one pair of runs" in " ".join(read.words)


def test_a_voluntary_scheme_without_bands_in_a_society_of_one_group(undrawn):
    data = lively()
    data["groups"] = {"many": {"title": "Many", "share": q(1)}}
    body = "rules: {help: {source: deeds, points: 2}}\nscore: {base: 20, range: [-100, 150], assessed: weekly}\n"
    made = Society(society_of(data), Path("lively.yaml"), "")
    asked = replace(COUNTY, scheme=scheme_of(body), society=made, people=200, weeks=4, replicates=1)
    assert not asked.scheme.bands
    words = " ".join(Reader(simulation_page(found(asked), asked), void={"meta"}).words)
    assert "The scheme has no bands: it gives points, and no standing." in words
    assert "nan" not in words.lower().split()


def test_who_is_not_enrolled_stands_in_no_band():
    made = Society(society_of(lively()), Path("lively.yaml"), "")
    asked = replace(COUNTY, scheme=scheme_of(EVERYTHING), society=made, people=300, weeks=8, replicates=1)
    findings = found(asked)
    subject = Subject(findings, asked)
    shown = standing(subject, subject.scheme)
    assert shown.titles[0] == "not enrolled"
    assert shown.weeks == list(range(1, 9))
    members = subject.scheme.persons.member
    assert shown.shares[-1][0] == pytest.approx(1 - members.mean())
    assert shown.shares.sum(axis=1) == pytest.approx([1] * 8)


def test_stays():
    assert Stay("D", "everyone", 500, 20, 52).chance == 0.04
    assert Stay("D", "everyone", 500, 20, 52).spell == 25
    assert Stay("D", "everyone", 500, 20, 24).spell == float("inf"), "longer than the run"
    assert Stay("D", "everyone", 500, 9, 520).spell == float("inf"), "too few moves"
    assert Stay("D", "everyone", 50, 0, 52).spell == float("inf")
    assert Stay("D", "everyone", 0, 0, 52).spell != Stay("D", "everyone", 0, 0, 52).spell


def test_whether_there_is_a_trap():
    stays = [
        Stay("D", "everyone", 0, 0, 52),
        Stay("C", "everyone", 500, 20, 52),
        Stay("B", "everyone", 9, 0, 52),
    ]
    assert _trap_answer(stays, [True, True, True, False]) == (
        "How people leave the bands with adverse consequences for better ones: nobody came into 'D'; 'C' by 4.0 % of "
        "those in it each week, after 25.0 weeks on average; nobody was seen to leave 'B' for a better one in 52 weeks."
    )
    assert _trap_answer(stays, [True, False, False, False]).startswith("Nobody came into a band with adverse")
    assert _trap_answer(stays, [False] * 4).startswith("No band brings anything adverse")


def test_the_items_of_a_real_run_are_those_whose_unit_and_direction_are_told(county):
    found = {(row.measure.name, row.item) for row in county.rows if row.measure.name != "conduct"}
    assert found == {key for key in ITEMS if key[0] != "conduct"}

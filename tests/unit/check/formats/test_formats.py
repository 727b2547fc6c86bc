"""Reports in each format: whole, escaped, valid against the published schema, and the same findings in all."""

import json
import re
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from isonomia.check.baseline import against
from isonomia.check.example import family_base
from isonomia.check.formats.as_json import as_json
from isonomia.check.formats.github import github
from isonomia.check.formats.interface import Persona
from isonomia.check.formats.lines import lines
from isonomia.check.formats.sarif import sarif
from isonomia.check.formats.text import text
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.presets import preset_names, preset_path
from isonomia.report.check_page import check_page
from isonomia.scheme.load import read_scheme_text

ROOT = Path(__file__).parents[4]
SCHEMA = json.loads((ROOT / "tests/known_answers/sarif/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
DAY = date(2026, 11, 27)
FAULTY = family_base("gdpr").replace(
    "    expires: 12 months\n", "    relative: true  # isonomia: accept DSN002 agreed\n", 1
)
FAULTY = FAULTY.replace("    retention: 24 months\n", "").replace(
    "    context: community\n    kind: register", "    context: parking\n    kind: register"
)


def report(source, path="a scheme.yaml", **settings):
    reading = read_scheme_text(Path(path), source)
    assert reading.scheme is not None, [item.message for item in reading.errors]
    return check_scheme(reading.scheme, reading.document, Settings(DAY, **settings))


@pytest.fixture(scope="module")
def faulty():
    return report(FAULTY)


def test_lines_name_place_level_and_code(faulty):
    shown = lines([faulty], Persona.REGULAR).splitlines()
    assert len(shown) == len(faulty.findings)
    assert shown[0].startswith("a scheme.yaml:")
    assert ": prohibited[AIA001] 'loans_paused' treats people worse" in shown[0]
    assert shown[0].endswith(" (if an AI system is used)")


def test_text_gives_condition_elements_remedy_and_law(faulty):
    shown = text([faulty], Persona.REGULAR)
    for words in (
        "would be prohibited[AIA001]: 'loans_paused'",
        "- met: evaluation or classification of natural persons over a certain period of time",
        "= if: This applies only if an AI system is used.",
        "= do: Let only facts from the area of 'loans_paused' count towards it, or drop it.",
        "= law: AI Act 5(1)(c)(i)",
        "Accepted in the file: DSN002.",
        "This scheme would be prohibited if an AI system is used.",
        "not legal advice.",
    ):
        assert words in " ".join(shown.split()) or words in shown, words
    assert "accepted[DSN002]" not in shown
    assert "accepted[DSN002]" in text([faulty], Persona.AUDITOR)


def test_json_has_every_finding_with_its_parts(faulty):
    made = json.loads(as_json([faulty], Persona.REGULAR))["schemes"][0]
    assert made["is_refused"] is True
    assert made["counts"]["prohibited"] == 1
    [first, *_rest] = made["findings"]
    assert first["code"] == "AIA001"
    assert first["is_conditional"] is True
    assert first["needs_human_judgement"] is False
    assert [element["state"] for element in first["elements"]] == ["met"] * 4
    assert {reading["extent"] for reading in first["readings"]} == {"full"}
    assert [item["reason"] for item in made["accepted"]] == ["agreed"]


@pytest.mark.parametrize("name", preset_names())
def test_sarif_is_valid_for_every_shipped_scheme(name):
    made = report(preset_path(name).read_text(encoding="utf-8"), name, jurisdiction=Jurisdiction("eu"))
    jsonschema.validate(json.loads(sarif([made], Persona.REGULAR)), SCHEMA)


def test_sarif_keeps_accepted_findings_under_suppressions(faulty):
    content = json.loads(sarif([faulty], Persona.REGULAR))
    jsonschema.validate(content, SCHEMA)
    [run] = content["runs"]
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert [(item["ruleId"], item["suppressions"]) for item in suppressed] == [
        ("DSN002", [{"kind": "inSource", "justification": "agreed"}])
    ]
    rule = run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]
    assert rule["id"] == "AIA001"
    assert rule["properties"]["readings"]
    assert run["artifacts"][0]["location"]["uri"] == "a%20scheme.yaml"


def test_fingerprints_stay_when_lines_move(faulty):
    moved = report("# a remark\n\n" + FAULTY)
    before = [finding.fingerprint("example") for finding in faulty.findings]
    assert [finding.fingerprint("example") for finding in moved.findings] == before
    assert len(set(before)) == len(before)


def test_a_baseline_hides_what_is_known_but_nothing_prohibited(faulty):
    known = against(faulty, [finding.fingerprint("example") for finding in faulty.findings])
    assert [finding.code for finding in known.findings] == ["AIA001"]
    assert {finding.code for finding in known.known} == {finding.code for finding in faulty.findings} - {"AIA001"}
    content = json.loads(sarif([known], Persona.REGULAR))
    jsonschema.validate(content, SCHEMA)
    states = {result.get("baselineState") for result in content["runs"][0]["results"]}
    assert states == {"new", "unchanged", None}


def test_sarif_says_on_what_a_conditional_finding_depends(faulty):
    results = json.loads(sarif([faulty], Persona.REGULAR))["runs"][0]["results"]
    told = next(result["message"]["text"] for result in results if result["ruleId"] == "AIA001")
    assert "This applies only if an AI system is used." in told


def test_github_annotations_escape_what_would_break_them(faulty):
    shown = github([faulty], Persona.REGULAR).splitlines()
    assert len(shown) == len(faulty.findings)
    assert shown[0].startswith("::error file=a scheme.yaml,line=")
    assert "title=AIA001 (would be prohibited)%3A Treatment" in shown[0]
    assert "This applies only if an AI system is used." in shown[0]
    assert all(line.split("::")[1].count(",") == 5 for line in shown)


def test_the_page_is_whole_and_asks_for_nothing(faulty):
    page = check_page([faulty], Persona.AUDITOR)
    assert "<script" not in page
    assert not re.search(r"""(?:src|action)\s*=|url\(|@import|<link""", page), "nothing is fetched; laws are links"
    assert "This scheme would be prohibited if an AI system is used." in page
    assert page.count('<article class="finding') == len(faulty.findings) + len(faulty.accepted)
    assert "&lt;" not in page.split("<table>")[0].split("<main>")[0]


def test_the_page_tells_effects_titles_and_reasons_not_keys():
    titled = FAULTY.replace("  paused: {}", "  paused: {title: At rest}").replace("severity: low", "severity: high")
    page = check_page([report(titled)], Persona.REGULAR)
    told = re.sub("<[^>]+>", "", page.split("<table>\n<caption>The file")[0].split("</style>")[1])
    assert "\u201cNo tools are lent for a month\u201d treats people worse for facts from another area of life: " in told
    assert "\u201cNo tools are lent for a month\u201d follows from band \u201cAt rest\u201d" in told
    assert "hits hard for slight conduct: \u201cReturned a tool ... days late\u201d." in told
    assert "&#39;parking&#39; and &#39;community&#39; are different areas of life" in told
    assert not re.search("&#39;(loans_paused|returned_late|paused|help|loans)&#39;", told)
    assert "Read with the law of the European Union (&#39;eu&#39;) as of 2026-11-27." in told


def test_the_page_escapes_what_the_file_says():
    page = check_page([report(FAULTY.replace("title: Example", "title: <script>alert(1)</script>"))], Persona.REGULAR)
    assert "<script>alert" not in page


def test_a_file_name_forges_no_line_and_steers_no_terminal():
    made = report(FAULTY, path="a\n::error::x\x1b[31m\u202e.yaml")
    assert "\n::error::x" not in github([made], Persona.REGULAR)
    for shown in (text([made], Persona.REGULAR), lines([made], Persona.REGULAR)):
        assert "\n::error::x" not in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "\x1b" not in check_page([made], Persona.REGULAR)

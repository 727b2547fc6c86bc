"""What `adapt` writes loads, has nothing prohibited, and accounts for each link and each thing dropped."""

import re
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from isonomia.check.adapt.adapt import adapt
from isonomia.check.example import family_base, lay_over
from isonomia.check.level import Level
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.presets import preset_names, preset_path
from isonomia.scheme.load import read_scheme_text

UNION = Settings(date(2026, 11, 27), Jurisdiction("eu"))
OWN = Settings(date(2026, 11, 27))
CORPUS = [
    path.with_name(path.name.replace(".labels", ""))
    for path in sorted((Path(__file__).parents[3] / "corpus").glob("*/*.labels.yaml"))
]
ELSEWHERE = [
    path
    for path in [*map(preset_path, preset_names()), *CORPUS]
    if re.search(r"^jurisdiction: (cn|us|none|ch|au|in)", path.read_text(encoding="utf-8"), re.MULTILINE)
]


def some(paths, every):
    """One of so many in each run, the others in the long one."""
    return [pytest.param(path, marks=pytest.mark.slow if place % every else ()) for place, path in enumerate(paths)]


def report(text):
    reading = read_scheme_text(Path("scheme.yaml"), text)
    assert reading.scheme is not None, [item.message for item in reading.errors]
    return check_scheme(reading.scheme, reading.document, UNION)


@pytest.mark.parametrize("path", [*map(preset_path, preset_names()), *some(CORPUS, 4)], ids=lambda path: path.stem)
def test_nothing_prohibited_is_left(path):
    made = adapt(Path("scheme.yaml"), path.read_text(encoding="utf-8"), UNION)
    after = report(made.text)
    assert after.of_level(Level.PROHIBITED, Level.RIGHTS) == ()
    assert [finding.code for finding in after.findings] == [finding.code for finding in made.report.findings]


@pytest.mark.parametrize("path", some(ELSEWHERE, 2), ids=lambda path: path.stem)
def test_nothing_that_the_union_prohibits_is_left_whatever_the_law_of_the_file(path):
    made = adapt(Path("scheme.yaml"), path.read_text(encoding="utf-8"), OWN)
    assert report(made.text).of_level(Level.PROHIBITED, Level.RIGHTS) == ()


@pytest.mark.parametrize("law", ["cn", "us", "ch", "none"])
def test_a_law_that_prohibits_nothing_keeps_no_coercion(law):
    text = preset_path("rongcheng").read_text(encoding="utf-8").replace("jurisdiction: cn", f"jurisdiction: {law}")
    made = adapt(Path("scheme.yaml"), text, OWN)
    assert list(report(made.text).scheme.file.consequences) == ["heating_rebate", "bicycles"]


@pytest.mark.parametrize("evidence", ["report", "allegation"])
def test_what_is_not_established_never_counts(evidence):
    over = f"sources: {{loans: {{evidence: {evidence}}}}}"
    made = adapt(Path("scheme.yaml"), lay_over(family_base("gdpr"), over), UNION)
    file = report(made.text).scheme.file
    assert "loans" not in file.sources
    assert "returned_late" not in file.rules


def test_rongcheng_becomes_a_scheme_of_thanks():
    made = adapt(Path("scheme.yaml"), preset_path("rongcheng").read_text(encoding="utf-8"), UNION)
    file = report(made.text).scheme.file
    assert list(file.sources) == ["good_deeds"]
    assert list(file.rules) == ["village_volunteering", "heroic_act"]
    assert list(file.consequences) == ["heating_rebate", "bicycles"]
    assert list(file.bands) == ["a", "aa", "aaa"]
    assert file.participation.value == "voluntary"
    assert file.rights.appeal.independent is True
    whys = {change.what: (change.why, change.code) for change in made.changes}
    assert whys["consequences.loans_closed"] == ("its facts come from other areas of life", "AIA001")
    assert whys["consequences.candidacy_closed"] == ("it restricts a freedom", "CHR001")
    assert whys["sources.investigations"] == ("what is alleged or reported is not established", "GDPR004")
    assert whys["rules.traffic_ticket"] == ("the same fact is sanctioned already", "CHR007")
    assert whys["rules.other_untrustworthy"] == ("its points are at someone's discretion", "CHR006")


def test_every_link_of_the_scheme_is_accounted_for():
    text = preset_path("rongcheng").read_text(encoding="utf-8")
    before = report(text)
    made = adapt(Path("scheme.yaml"), text, UNION)
    pairs = [(source, item.name) for item in before.subject.consequences for source in item.feeding_sources]
    assert [(link.source, link.consequence) for link in made.links] == pairs
    kept = {(link.source, link.consequence) for link in made.links if link.is_kept}
    assert kept == {("good_deeds", "heating_rebate"), ("good_deeds", "bicycles")}


def test_a_scheme_in_which_nothing_is_prohibited_loses_nothing():
    text = preset_path("flensburg").read_text(encoding="utf-8")
    made = adapt(Path("scheme.yaml"), text, UNION)
    before, after = report(text).scheme.file, report(made.text).scheme.file
    for part in ("sources", "rules", "bands", "consequences"):
        assert list(getattr(before, part)) == list(getattr(after, part))
    assert all(link.is_kept for link in made.links)


COERCIVE = """
controller: {kind: municipality, public_authority: true}
consequences:
  loans_paused: {restricts: [vote]}
sources:
  help: {retention: null}
  loans: {retention: null}
"""


def adapted_retention(rule):
    """The retention of the help that adapt writes, for the rule on help with these keys; None where it writes none."""
    made = adapt(
        Path("scheme.yaml"), lay_over(family_base("gdpr"), COERCIVE + "rules:\n  helped: " + rule + "\n"), UNION
    )
    retention = report(made.text).scheme.file.sources["help"].retention  # it loads: the loader refuses a short one
    return str(retention) if retention is not None else None


@pytest.mark.parametrize(
    ("rule", "retention"),
    [
        ("{expires: 6 months, cap: null}", "6 months"),
        ("{expires: 6 months, nth: {within: 18 months}}", "18 months"),
        ("{expires: 6 months, ceiling: {band: member, for: 400 days}}", "400 days"),
        ("{expires: 6 months, nth: {within: 200 days}}", "200 days"),
        ("{expires: null, cap: {points: 60, per: year}}", "24 months"),
    ],
)
def test_facts_are_kept_as_long_as_points_counts_and_ceilings_need_them(rule, retention):
    assert adapted_retention(rule) == retention


@pytest.mark.parametrize("rule", ["{nth: {}}", "{cap: {points: 60, per: ever}}"])
def test_no_retention_is_written_where_a_rule_needs_its_facts_for_ever(rule):
    assert adapted_retention(rule) is None


def test_facts_that_a_rule_counts_by_the_quarter_are_kept_a_quarter_longer():
    rules = """
rules:
  helped: null
  busy: {each: quarter, when: COUNT(help) >= 3, points: 5, expires: 12 months, gravity: none, reason: Helped often}
"""
    made = adapt(Path("scheme.yaml"), lay_over(family_base("gdpr"), COERCIVE + rules), UNION)
    assert str(report(made.text).scheme.file.sources["help"].retention) == "15 months"


def test_the_account_stands_on_top_of_the_file():
    made = adapt(Path("scheme.yaml"), preset_path("rongcheng").read_text(encoding="utf-8"), UNION)
    assert made.text.startswith("# A variant that was adapted to put rights first.")
    assert "# consequences.loans_closed: its facts come from other areas of life (AIA001)\n" in made.text


def test_what_a_ceiling_of_a_period_rule_counts_goes_with_its_source():
    over = """
    sources: {posts: {context: political expression, kind: post, conduct: [speech], about: member}}
    rules: {seldom: {each: month, points: 0, expires: 12 months, ceiling: {band: paused, for: 1 month, when: COUNT(posts) > 3}}}
    """
    text = lay_over(family_base("charter"), dedent(over))
    made = adapt(Path("scheme.yaml"), text, UNION)
    file = report(made.text).scheme.file
    assert "posts" not in file.sources
    assert "seldom" not in file.rules

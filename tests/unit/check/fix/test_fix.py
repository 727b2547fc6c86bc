"""Mending a scheme takes findings away, brings none, and leaves every other character as it was."""

from datetime import date
from pathlib import Path

import pytest

from isonomia.check.example import family_base
from isonomia.check.fix.fix import mend
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.presets import preset_names, preset_path
from isonomia.scheme.load import read_scheme_text

SETTINGS = Settings(date(2026, 11, 27))
CORPUS = sorted((Path(__file__).parents[3] / "corpus").glob("*/*.labels.yaml"))[::6]


def report(text):
    reading = read_scheme_text(Path("scheme.yaml"), text)
    return check_scheme(reading.scheme, reading.document, SETTINGS)


def places(made):
    return {(finding.code, finding.place.path) for finding in made.findings}


TEXTS = {name: preset_path(name) for name in preset_names()} | {
    path.name: path.with_name(path.name.replace(".labels", "")) for path in CORPUS
}


@pytest.mark.parametrize("path", TEXTS.values(), ids=TEXTS)
def test_what_is_mended_brings_nothing_new(path):
    before = report(path.read_text(encoding="utf-8"))
    mended = mend(Path("scheme.yaml"), before, SETTINGS)
    after = report(mended.text)
    assert places(after) == places(mended.report)
    assert places(after) <= places(before)
    assert bool(mended.fixed) == (mended.text != before.subject.document.text)
    kept = [line for line in before.subject.document.text.splitlines() if line.strip().startswith("#")]
    assert [line for line in mended.text.splitlines() if line.strip().startswith("#")] == kept


def test_a_missing_expiry_and_a_short_appeal_are_mended():
    text = family_base("platforms").replace("    within: 6 months\n", "    within: 30 days  # a month\n")
    text = text.replace("  answer_within: 30 days\n", "  answer_within: 6 weeks\n")
    mended = mend(Path("scheme.yaml"), report(text), SETTINGS)
    assert sorted(item.finding.code for item in mended.fixed) == ["DSA002", "GDPR032"]
    assert "    within: 6 months  # a month\n" in mended.text
    assert mended.report.findings == ()


def test_what_people_must_decide_is_left():
    text = (
        family_base("gdpr")
        .replace("  dpia: the club's folder, sheet 1\n", "")
        .replace(
            "severity: low\n    decided_by: person\n    decider: board",
            "severity: high\n    decided_by: person\n    decider: board",
        )
    )
    mended = mend(Path("scheme.yaml"), report(text), SETTINGS)
    assert mended.fixed == []
    assert "GDPR020" in {finding.code for finding in mended.report.findings}


def test_lines_end_as_the_file_ends_them():
    text = family_base("gdpr").replace("    expires: 12 months\n", "").replace("    retention: 24 months\n", "")
    mended = mend(Path("scheme.yaml"), report(text.replace("\n", "\r\n")), SETTINGS)
    assert "expires: 12 months" in mended.text
    assert mended.text.count("\n") == mended.text.count("\r\n")

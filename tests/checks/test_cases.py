"""Worked cases of each check, as YAML that a lawyer can read: what is laid over the family's base, and what is found.

tests/checks/<family>/<code>.yaml is a list of cases: `case` (the point of law), `over` (laid over the family's base; null
takes a key away), optional `as_of`, and `findings`: for each, in the order of the report, `at` (path of keys), `level`,
`message`, and, where a human must judge, `judgement`. No case is silent about its findings: `findings: []` is said.
"""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from isonomia.check.example import family_base, lay_over
from isonomia.check.registry import by_code, checks
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.scheme.load import read_scheme_text

FOLDER = Path(__file__).parent
DAY = date(2028, 9, 1)


def cases():
    for path in sorted(FOLDER.glob("*/*.yaml")):
        for case in YAML(typ="safe").load(path.read_text(encoding="utf-8")):
            yield pytest.param(path, case, id=f"{path.stem}: {case['case']}")


def text_of(over):
    stream = StringIO()
    YAML().dump(over, stream)
    return stream.getvalue()


@pytest.mark.parametrize(("path", "case"), list(cases()))
def test_case(path, case):
    check = by_code()[path.stem.upper()]
    over = case["over"] or {}
    if "jurisdiction" in over and "country" not in over.get("controller", {}):
        # whose law the operator's seat brings along is a case of its own (tests/unit/check/test_subject.py)
        over = {**over, "controller": {**over.get("controller", {}), "country": None}}
    text = lay_over(family_base(check.family), text_of(over)) if over else family_base(check.family)
    reading = read_scheme_text(Path("case.yaml"), text)
    assert reading.scheme is not None, [item.message for item in reading.errors]
    settings = Settings(case.get("as_of", DAY), select=(check.code,))
    report = check_scheme(reading.scheme, reading.document, settings)
    found = [
        {"at": finding.place.path, "level": finding.level.value, "message": finding.message}
        | ({"judgement": finding.judgement} if finding.judgement else {})
        for finding in report.findings
    ]
    assert found == case["findings"]


def test_every_check_has_cases_that_fire_and_cases_that_do_not():
    for check in checks():
        if check.family == "accepts":
            continue  # comments are no data: test_accepts.py
        path = FOLDER / check.family / f"{check.code.lower()}.yaml"
        assert path.is_file(), f"{check.code} has no worked cases: write {path.name}"
        listed = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        assert any(case["findings"] for case in listed), f"{check.code}: no case fires"
        assert any(not case["findings"] for case in listed), f"{check.code}: no case is silent"

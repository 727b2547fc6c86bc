"""Worked cases of each check, as YAML that a lawyer can read: what is laid over the family's base, and what is found.

tests/checks/<family>/<code>.yaml is a list of cases: `case` (the point of law), `over` (laid over the family's base; null
takes a key away), optional `as_of`, optional `results` of a simulation, and `findings`: for each, in the order of the
report, `at` (path of keys), `level`, `message`, and, where a human must judge, `judgement`. No case is silent about its
findings: `findings: []` is said. What a finding says beyond that is kept in `in_full.json` (worked_cases.py).
"""

from functools import cache
from pathlib import Path

import pytest

from checks.worked_cases import in_full, kept_in_full, told, worked_cases
from isonomia.check.registry import checks

FOLDER = Path(__file__).parent
LAWS = [check for check in checks() if check.family != "accepts"]  # comments are no data: test_accepts.py
CASES = [case for check in LAWS for case in worked_cases(check)]
AGAIN = "if that is meant: python tests/checks/worked_cases.py"


@cache
def kept(family):
    return kept_in_full(family)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case):
    findings = case.findings()
    assert told(findings) == case.expected
    assert in_full(findings) == kept(case.check.family).get(case.name, []), AGAIN


def test_every_check_has_cases_that_fire_and_cases_that_do_not():
    for check in LAWS:
        listed = [case for case in CASES if case.check is check]
        assert any(case.expected for case in listed), f"{check.code}: no case fires"
        assert any(not case.expected for case in listed), f"{check.code}: no case is silent"


def test_no_file_of_cases_or_kept_finding_is_left_over():
    named = {case.check.family: set() for case in CASES}
    for case in CASES:
        named[case.check.family].add(case.name)
    for family, names in named.items():
        assert set(kept(family)) <= names, AGAIN
    known = {f"{check.code.lower()}.yaml" for check in LAWS}
    assert {path.name for path in FOLDER.glob("*/*.yaml")} == known

"""The checks agree with labels that were written without sight of them."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from independent import counts, independent_cases

from isonomia.check.registry import by_code


@pytest.fixture(scope="module")
def cases():
    return independent_cases()


def test_what_is_prohibited_is_found_and_nothing_else_is_called_so(cases):
    prohibited, _overall = counts(cases)
    assert (prohibited.misses, prohibited.false_alarms) == ([], [])


def test_every_verdict_is_the_label_s(cases):
    assert [case.name for case in cases if case.verdict != case.shown_verdict] == []


def test_little_is_found_that_is_not_there_and_little_missed(cases):
    _prohibited, overall = counts(cases)
    assert overall.precision >= 0.95, overall.false_alarms
    assert overall.recall >= 0.9, overall.misses


def test_labels_name_checks_that_exist(cases):
    assert {code for case in cases for code in case.expected | case.open} <= set(by_code()) | {"EQL002"}

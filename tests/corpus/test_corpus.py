"""The checks agree with the labels: everything prohibited is found, and little is found that should not be."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from evaluation import FOLDER, SUFFIX, cases, evaluate

from case_files import read_document
from isonomia.check.level import Level
from isonomia.check.registry import by_code

LABELS = sorted(FOLDER.glob(f"*/*{SUFFIX}"))


@pytest.fixture(scope="module")
def made():
    return evaluate(cases())


def test_everything_prohibited_is_found(made):
    assert made.prohibited.misses == []


def test_little_is_called_prohibited_that_is_not(made):
    assert made.prohibited.precision >= 0.95, made.prohibited.false_alarms


def test_little_is_found_that_is_not_there(made):
    assert made.overall.precision >= 0.9, made.overall.false_alarms


def test_the_corpus_is_large_enough():
    names = [path.parent.name for path in LABELS]
    assert names.count("near_misses") >= 40
    assert names.count("real") >= 25


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.name.removesuffix(SUFFIX))
def test_a_label_names_checks_and_levels_that_exist(path):
    labels = read_document(path)
    codes = [item["code"] for item in labels.get("expect") or []]
    assert set(codes) <= set(by_code())
    assert len(codes) == len(set(codes)), "one entry a code"
    assert all(Level(item["level"]) for item in labels.get("expect") or [])
    assert labels["reading"], "say why"


@pytest.mark.parametrize("path", [path for path in LABELS if path.parent.name == "real"], ids=lambda path: path.stem)
def test_a_real_case_has_a_source(path):
    citation = read_document(path)["citation"]
    assert citation["title"]
    assert citation["read"] in ("full", "excerpt", "memory")


@pytest.mark.parametrize(
    "path", [path for path in LABELS if path.parent.name == "near_misses"], ids=lambda path: path.stem
)
def test_a_near_miss_has_its_pair(path):
    labels = read_document(path)
    assert path.with_name(labels["pair"] + SUFFIX).is_file()
    assert labels["change"]

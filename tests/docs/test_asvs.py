"""The account of OWASP ASVS 5.0 is whole, and each test that it names exists."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "docs" / "scripts"))

import asvs_pages  # noqa: E402


def exists(test: str) -> bool:
    name, _colons, function = test.partition("::")
    path = ROOT / "tests" / name
    if not path.exists():
        return False
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_the_list_of_requirements_is_that_of_the_standard():
    levels = asvs_pages.requirements()
    assert [list(levels.values()).count(level) for level in (1, 2, 3)] == [70, 183, 92]
    assert all(re.fullmatch(r"V\d+\.\d+\.\d+", name) for name in levels)
    assert len(asvs_pages.wanted()) == 284


def test_every_requirement_has_its_answer_and_no_answer_is_of_nothing():
    said = asvs_pages.answers()
    assert [name for name in asvs_pages.wanted() if asvs_pages.answer_to(name, said) is None] == []
    known = {".".join(name.split(".")[:n]) for name in asvs_pages.requirements() for n in (1, 2, 3)}
    assert sorted(said.keys() - known) == []


@pytest.mark.parametrize(("way", "wanted"), [("test", True), ("awaits", False)])
def test_named_tests_exist_and_awaited_ones_not_yet(way, wanted):
    named = {test for answer in asvs_pages.answers().values() if answer.way == way for test in answer.texts}
    wrong = sorted(test for test in named if exists(test) is not wanted)
    assert wrong == [], "not there" if wanted else "these exist now: write `test` in place of `awaits` in asvs.yaml"


def test_pages_about_the_service_name_tests_that_exist():
    named = {
        found
        for path in (ROOT / "docs" / "service").glob("*.md")
        for found in re.findall(r"`(service/\w+\.py::\w+)`", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 30
    assert sorted(test for test in named if not exists(test)) == []

"""Every result is registered, documented, and gives again what the documentation prints."""

import json
from pathlib import Path

import pytest

from isonomia.reproduce import registry
from isonomia.reproduce.record import results_record
from isonomia.reproduce.result import Verdict

ROOT = Path(__file__).parents[3]
RECORD = json.loads((ROOT / "docs/scripts/reproduced.json").read_text(encoding="utf-8"))


def test_every_result_is_documented():
    names = registry.names()
    assert len(set(names)) == len(names)
    assert [item["name"] for item in RECORD["results"]] == names
    page = (ROOT / "docs/reproduce.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in names)
    assert RECORD["quick"] is False


def test_every_module_of_a_result_is_registered():
    modules = (ROOT / "src/isonomia/reproduce").glob("*.py")
    holding = [path.stem for path in modules if "\nTITLE = " in path.read_text(encoding="utf-8")]
    assert len(holding) == len(registry.REPRODUCTIONS)


def test_what_is_printed_was_compared_or_says_why_not():
    for result in RECORD["results"]:
        assert result["missing"] is None
        for row in result["rows"]:
            compared = row["verdict"] != Verdict.NOT_COMPARED.value
            assert compared == (row["published"] is not None) == (row["basis"] not in ("not read", "ours alone"))
            assert row["reason"] or not compared


@pytest.mark.slow
def test_a_whole_run_gives_what_is_printed():
    found = results_record(registry.reproduced(None, None, is_quick=False), is_quick=False)["results"]
    for new, printed in zip(found, RECORD["results"], strict=True):
        if new["missing"] is not None:  # needs data that do not come with isonomia
            continue
        for ours, theirs in zip(new["rows"], printed["rows"], strict=True):
            assert ours["quantity"] == theirs["quantity"]
            assert ours["verdict"] == theirs["verdict"]
            if isinstance(theirs["ours"], str):
                assert ours["ours"] == theirs["ours"]
            else:
                assert ours["ours"] == pytest.approx(theirs["ours"], rel=1e-6, abs=1e-9)

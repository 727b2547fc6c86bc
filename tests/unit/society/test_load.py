"""A society in order: what its loading gives."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from isonomia.society.load import load_society, read_society_text

BAD = Path(__file__).parents[2] / "faults" / "society" / "begins-tuesday.yaml"
TEXT = BAD.read_text(encoding="utf-8").replace("2025-01-07", "2025-01-06")


def test_a_society(tmp_path):
    path = tmp_path / "society.yaml"
    path.write_text(TEXT, encoding="utf-8")
    society = load_society(path)
    assert (society.path, society.text) == (path, TEXT)
    assert society.file.first_day == date(2025, 1, 6)
    theft = society.file.activities["theft"]
    assert theft.weekly.value == Decimal("0.01")
    assert theft.weekly.range == (0, Decimal("0.02"))
    assert theft.weekly.is_assumption
    assert theft.events[0].data == {"guilty": True}


def test_it_never_changes():
    society = read_society_text(Path("society.yaml"), TEXT).society
    assert society is not None
    with pytest.raises(AttributeError):
        society.path = Path("other.yaml")
    with pytest.raises(ValueError, match="frozen"):
        society.file.title = "Other"


@pytest.mark.parametrize(("written", "kept"), [("2.50", "2.50"), ("7", 7), ("no", "no"), ("false", False)])
def test_values_of_fields_keep_their_type(written, kept):
    text = TEXT.replace("guilty: true", f"guilty: {written}")
    society = read_society_text(Path("society.yaml"), text).society
    assert society is not None
    found = society.file.activities["theft"].events[0].data["guilty"]
    assert (found, type(found)) == (kept, type(kept))


@pytest.mark.parametrize(
    "section", ["groups", "activities", "response", "effects", "feelings", "membership", "contest", "costs", "ties"]
)
def test_a_section_that_is_missing_is_one_fault(section):
    lines = TEXT.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if line.startswith(f"{section}:"))
    last = next((n for n in range(first + 1, len(lines)) if not lines[n].startswith(" ")), len(lines))
    reading = read_society_text(Path("society.yaml"), "".join(lines[:first] + lines[last:]))
    assert [fault.code for fault in reading.diagnostics] == ["society-missing-key"]


def test_no_more_activities_than_a_run_has_room_for():
    more = "".join(
        f"  a{number}:\n    title: One\n    moral: lawful\n"
        + "".join(
            f"    {name}: {{value: 0.1, range: [0.1, 0.1], source: assumption}}\n"
            for name in ("weekly", "spread", "detected")
        )
        for number in range(63)
    )
    reading = read_society_text(Path("society.yaml"), TEXT.replace("activities:\n", "activities:\n" + more, 1))
    assert [fault.code for fault in reading.diagnostics] == ["society-value"]
    assert reading.diagnostics[0].found == "65 activities"
    assert reading.diagnostics[0].span is not None

"""Positions there and back, in each unit that an editor may count in."""

from pathlib import Path

import pytest
from lsprotocol import types as lsp

from isonomia.diagnostics.span import Position, Span
from isonomia.editor.outline import Cursor, cursor_at
from isonomia.editor.places import Places

TEXT = "a: é🛠b\r\nc: d\rlast\u2028line"


@pytest.mark.parametrize(
    ("encoding", "units"), [("utf-8", [3, 5, 9, 10]), ("utf-16", [3, 4, 6, 7]), ("utf-32", [3, 4, 5, 6])]
)
def test_columns_count_in_the_unit_agreed_on(encoding, units):
    places = Places(TEXT, encoding)
    for column, unit in zip(range(4, 8), units, strict=True):
        assert places.position_of(Position(1, column)) == lsp.Position(0, unit)
        assert places.read(lsp.Position(0, unit)) == Position(1, column)


def test_lines_end_where_the_protocol_says():
    places = Places(TEXT, "utf-16")
    assert places.position_of(Position(3, 6)) == lsp.Position(2, 5)
    assert places.position_of(Position(9, 9)) == lsp.Position(2, 9)
    assert places.read(lsp.Position(9, 9)) == Position(3, 10)
    assert places.read(lsp.Position(0, 99)) == Position(1, 7)


def test_half_a_character_is_the_place_before_it():
    assert Places(TEXT, "utf-16").read(lsp.Position(0, 5)) == Position(1, 5)


def test_an_empty_span_is_widened_unless_text_is_put_there():
    places, at = Places(TEXT, "utf-16"), Position(1, 5)
    empty = Span(Path("x"), at, at)
    assert places.range_of(empty) == lsp.Range(lsp.Position(0, 4), lsp.Position(0, 6))
    assert places.exact_range_of(empty) == lsp.Range(lsp.Position(0, 4), lsp.Position(0, 4))


CURSORS = {
    "": Cursor((), "", False),
    "rules:\n  ": Cursor(("rules",), "", False),
    "rules:\n  a:\n    when: x >": Cursor(("rules", "a", "when"), "x >", True),
    "rules:\n  a:\n    points: 1\n  b:\n    po": Cursor(("rules", "b"), "po", False),
    "steps:\n- band: a\n- ba": Cursor(("steps", 1), "ba", False),
    "steps:\n  - band: a\n    after:\n      me": Cursor(("steps", 0, "after"), "me", False),
    "steps:\n  - band: a\n  - after: {band: a, me": Cursor(("steps", 1, "after"), "me", False),
    "rules:\n  a: {cap: {points: 1,\n    per: m": Cursor(("rules", "a", "cap", "per"), "m", True),
    "rules:\n  a: {never closed\nscore: {ba": Cursor(("score",), "ba", False),
    'rules:\n  a: {reason: "x: {y", po': Cursor(("rules", "a"), "po", False),
    "notes: |\n  rules:\n    x: 1\nsco": Cursor((), "sco", False),
    "sources:\n  a:  # c: d\n    ki": Cursor(("sources", "a"), "ki", False),
    '"rules":\n  a:\n    source:': Cursor(("rules", "a", "source"), "", True),
    "rules:\n  a: {x: 1} ": Cursor(("rules", "a"), "", True),
    "bands: [a, [b, c": Cursor(("bands", 1, 1), "c", True),
    "notes: |\n  text in ": None,
    "a: b  # comm": None,
}


@pytest.mark.parametrize("text", CURSORS)
def test_the_path_around_a_cursor_is_read_by_indentation(text):
    lines = text.split("\n")
    assert cursor_at(lines, Position(len(lines), len(lines[-1]) + 1)) == CURSORS[text]

"""A diagnostic as people read it: message, place, source line, caret, remedy; to the last blank."""

from pathlib import Path

import pytest

from isonomia.diagnostics.diagnostic import Diagnostic, Level
from isonomia.diagnostics.render import LONGEST_LINE, render, render_one
from isonomia.diagnostics.span import Position, Span

FILE = Path("club.yaml")


def at(line: int, column: int, last_line: int, last_column: int, path: Path = FILE) -> Span:
    return Span(path, Position(line, column), Position(last_line, last_column))


def shown(text: str | None, span: Span | None, **said: str) -> str:
    diagnostic = Diagnostic("a-code", span, "the found", **said)
    return render_one(diagnostic, {FILE: text} if text is not None else {})


def test_everything():
    found = shown("a: 1\nbase: ten\n", at(2, 7, 2, 10), expected="a whole number", remedy="write 10")
    assert found == (
        "error[a-code]: the found; expected a whole number\n"
        " --> club.yaml:2:7\n"
        "   |\n"
        " 2 | base: ten\n"
        "   |       ^^^\n"
        "  = help: write 10\n"
    )


def test_the_margin_grows_with_the_number():
    found = shown("\n" * 99 + "base: ten\n", at(100, 7, 100, 10), remedy="write 10")
    assert found == (
        "error[a-code]: the found\n"
        "   --> club.yaml:100:7\n"
        "     |\n"
        " 100 | base: ten\n"
        "     |       ^^^\n"
        "    = help: write 10\n"
    )


def test_without_a_place():
    assert shown(None, None, remedy="do it") == "error[a-code]: the found\n  = help: do it\n"
    assert shown(None, None) == "error[a-code]: the found\n"


def test_of_a_file_whose_text_is_not_at_hand():
    assert shown(None, at(2, 7, 2, 10)) == "error[a-code]: the found\n --> club.yaml:2:7\n"


@pytest.mark.parametrize("line", [0, 2, 5])
def test_a_line_that_the_text_has_not(line):
    assert shown("only\n", at(line, 1, line, 2)) == f"error[a-code]: the found\n --> club.yaml:{line}:1\n"


def carets(text: str, span: Span) -> tuple[str, str]:
    """The source line and the line of carets, without the margin."""
    lines = shown(text, span).splitlines()
    return lines[3].removeprefix(" 1 |").removeprefix(" "), lines[4].removeprefix("   | ")


def test_a_tab_is_one_column():
    # "b" is the third character, of which two are tabs
    assert carets("\t\tbase: ten", at(1, 3, 1, 7)) == ("  base: ten", "  ^^^^")


def test_a_span_over_several_lines_is_marked_to_the_end_of_its_first():
    assert carets("when: a\n  AND b\n", at(1, 7, 2, 8)) == ("when: a", "      ^")


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (at(1, 3, 1, 3), "  ^"),  # empty: one caret all the same
        (at(1, 5, 1, 5), "    ^"),  # just after the last character
        (at(1, 1, 1, 5), "^^^^"),
    ],
)
def test_at_least_one_caret(span, expected):
    assert carets("word", span) == ("word", expected)


def test_an_empty_line():
    assert shown("", at(1, 1, 1, 1)) == "error[a-code]: the found\n --> club.yaml:1:1\n"
    assert carets("\nx", at(1, 1, 1, 1)) == ("", "^")


LONG = "".join(chr(ord("a") + index % 26) for index in range(300))


@pytest.mark.parametrize(
    ("column", "shift"),
    [
        (1, 0),
        (56, 0),  # the middle of the first window: 55 characters stand before it
        (57, 1),
        (200, 144),  # 199 - 55
        (246, 190),
        (300, 190),  # the last window, 300 - 110
    ],
)
def test_of_a_very_long_line_the_part_around_the_place(column, shift):
    line, marks = carets(LONG, at(1, column, 1, column + 1))
    assert line == LONG[shift : shift + LONGEST_LINE]
    assert marks == " " * (column - 1 - shift) + "^"
    assert line[len(marks) - 1] == LONG[column - 1]


def test_carets_end_where_the_shown_part_ends():
    line, marks = carets(LONG, at(1, 101, 1, 301))
    # shown from 45 (100 - 55) to 155; the carets from 100 on: 55 of them
    assert (line, marks) == (LONG[45:155], " " * 55 + "^" * 55)


def test_a_line_that_just_fits_is_shown_whole():
    assert carets(LONG[:LONGEST_LINE], at(1, 100, 1, 111)) == (LONG[:LONGEST_LINE], " " * 99 + "^" * 11)


def test_characters_beyond_the_first_plane_are_one_column():
    assert carets("🌳🌳 ten", at(1, 4, 1, 7)) == ("🌳🌳 ten", "   ^^^")


def test_in_the_order_of_the_files():
    faults = [
        Diagnostic("d", at(1, 1, 1, 1, Path("b.yaml")), "four"),
        Diagnostic("c", at(10, 1, 10, 1, Path("a.yaml")), "three"),
        Diagnostic("b", at(9, 5, 9, 6, Path("a.yaml")), "two", level=Level.WARNING),
        Diagnostic("a", at(9, 2, 9, 3, Path("a.yaml")), "one"),
        Diagnostic("n", None, "nowhere"),
    ]
    first_lines = [part.splitlines()[0] for part in render(faults, {}).split("\n\n")]
    assert first_lines == ["error[n]: nowhere", "error[a]: one", "warning[b]: two", "error[c]: three", "error[d]: four"]


def test_windows_line_ends_are_not_shown():
    assert carets("base: ten\r\nb: 1\r\n", at(1, 7, 1, 10)) == ("base: ten", "      ^^^")

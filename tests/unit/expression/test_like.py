"""LIKE: % is any run, _ one code point, no escape, case-sensitive (SEMANTICS 4 and 6.23)."""

import time

import pytest

from unit.expression.one_event import value_of


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("park", "park", True),
        ("park", "Park", False),
        ("park", "parks", False),
        ("park", "a park", False),  # the whole text, not a part
        ("%", "", True),
        ("_", "", False),
        ("", "", True),
        ("", "a", False),
        ("p%", "p", True),
        ("p%k", "park", True),
        ("p%k", "pk", True),
        ("p%k", "parks", False),
        ("%park%", "the park here", True),
        ("_", "\U0001f333", True),  # a tree outside the BMP is one code point
        ("__", "\U0001f333", False),
        ("__", "e\u0301", True),  # e with a combining accent is two
        ("_", "é", True),
        ("___", "👍🏽!", True),  # thumb, skin tone, sign
        ("%🌳%", "a 🌳 b", True),
        ("a\\%", "a\\", True),  # a backslash is ordinary, and % stays wild
        ("a\\%", "a\\bc", True),
        ("a\\%", "a%", False),
        ("a\\_b", "a\\xb", True),
        ("a\\_b", "a_b", False),
        ("100%", "100%", True),
        ("100%", "100 percent", True),
        ("a_b", "a_b", True),
        ("a_b", "axb", True),
        ("a_b", "a\nb", True),  # a line end is one code point
        ("a%b", "a\n\nb", True),
        ("a%", "a\n", True),
        ("a", "a\n", False),  # nothing is trimmed
        ("a_", "a\r\n", False),
        ("a.c", "abc", False),  # signs of other pattern languages mean themselves
        ("[ab]*", "a", False),
        ("(a|b)+", "(a|b)+", True),
        ("^a$", "a", False),
    ],
)
def test_like(pattern, text, expected):
    assert value_of(f"place LIKE '{pattern}'", place=text) is expected
    assert value_of(f"place NOT LIKE '{pattern}'", place=text) is (not expected)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("%ab%ab", "abab", True),
        ("%ab%ab", "ab", False),  # the two may not overlap
        ("%aa%a", "aaa", True),
        ("%aa%aa", "aaa", False),
        ("a%ba", "aba", True),
        ("%_b%b", "abab", True),
        ("%__%", "a", False),
        ("%%a%%", "xay", True),
        ("ab%ab", "ab", False),
        ("%b%a", "ab", False),
        ("%a_c%", "aabc", True),  # a first fit that fails is tried further on
    ],
)
def test_several_runs(pattern, text, expected):
    assert value_of(f"place LIKE '{pattern}'", place=text) is expected


def test_a_quote_is_written_twice():
    assert value_of("place LIKE 'o''%'", place="o'clock") is True


def test_many_wild_runs_do_not_take_for_ever():
    begun = time.process_time()
    assert value_of(f"place LIKE '{'%a' * 20}%b'", place="a" * 2000) is False
    assert time.process_time() - begun < 5  # a hang, not a slow machine

"""Did you mean: near words are named, far ones are not; lists of choices in words."""

import pytest

from isonomia.diagnostics.suggest import did_you_mean, nearest, one_of

KEYS = ["points", "expires", "halves", "source", "reason", "cap"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("points", "points"),
        ("Points", "points"),  # capitals apart
        ("poinst", "points"),  # two letters changed places: one mistake
        ("point", "points"),
        ("pointss", "points"),
        ("expire", "expires"),
        ("expries", "expires"),
        ("halvs", "halves"),
        ("sorce", "source"),
        ("reasno", "reason"),
        ("cpa", "cap"),  # one mistake of three letters
        ("sauce", "source"),  # two of six: s-ou-rce, a third
        ("gravity", None),
        ("x", None),
        ("", None),
        ("pointsbasedonsomething", None),
    ],
)
def test_nearest(word, expected):
    assert nearest(word, KEYS) == expected
    assert did_you_mean(word, KEYS) == (f"did you mean '{expected}'?" if expected else "")


def test_the_nearest_of_several():
    assert nearest("sourcs", ["source", "sources"]) == "sources"  # one letter of seven, not one of six
    assert nearest("sources", ["source", "sources"]) == "sources"


def test_known_words_keep_their_own_form():
    assert nearest("ÄTNA", ["Ätna"]) == "Ätna"
    assert nearest("STRASSE", ["Straße"]) == "Straße"  # folded, ß is ss


def test_nothing_is_near_where_nothing_is_known():
    assert nearest("points", []) is None
    assert did_you_mean("points", []) == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], "none, as none is declared"),
        (["a"], "a"),
        (["a", "b"], "one of a, b"),
        (list("abcdefghijkl"), "one of a, b, c, d, e, f, g, h, i, j, k, l"),  # twelve
        (list("abcdefghijklm"), "one of a, b, c, d, e, f, g, h, i, j, k, l and 1 more"),
        (list("abcdefghijklmnopqrst"), "one of a, b, c, d, e, f, g, h, i, j, k, l and 8 more"),
    ],
)
def test_choices_in_words(words, expected):
    assert one_of(iter(words)) == expected

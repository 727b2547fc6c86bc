"""Where values, keys and single characters stand in a YAML file, whatever style a scalar is written in."""

from pathlib import Path

import pytest

from isonomia.diagnostics.span import Span
from isonomia.diagnostics.yaml_document import Scalar, describe, plain, read_document


def document(text: str):
    found = read_document(Path("club.yaml"), text)
    assert found.faults == []
    return found


def places(span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    return (span.start.line, span.start.column), (span.end.line, span.end.column)


def word_at(text: str, word: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where `word`, a part of the text of the value of `when`, is said to stand."""
    found = document(text)
    value = found.value_at(("when",))
    assert isinstance(value, Scalar)
    start = value.text.index(word)
    return places(found.locate_within(("when",), start, start + len(word)))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("when: hours > 2", "hours", ((1, 7), (1, 12))),
        ("when: hours > 2", "2", ((1, 15), (1, 16))),
        ("when:    hours > 2", "hours", ((1, 10), (1, 15))),
        ("when: 'hours > 2'", "hours", ((1, 8), (1, 13))),
        ('when: "hours > 2"', "> 2", ((1, 14), (1, 17))),
        # a quote written twice is one character of the text
        ("when: 'a = ''x'' OR b'", "OR", ((1, 18), (1, 20))),
        ("when: 'a = ''x'' OR b'", "'x'", ((1, 13), (1, 17))),  # from the second of two quotes to the last
        ('when: "a = \\"x\\" OR b"', "OR", ((1, 18), (1, 20))),
        ('when: "a\\\\b OR c"', "OR", ((1, 13), (1, 15))),
        # blocks begin on the line after the sign
        ("when: |\n  hours > 2\n  AND late\n", "hours", ((2, 3), (2, 8))),
        ("when: |\n  hours > 2\n  AND late\n", "late", ((3, 7), (3, 11))),
        ("when: |-\n    hours > 2\n    AND late", "AND", ((3, 5), (3, 8))),
        ("when: | # said so\n  hours > 2\n", "hours", ((2, 3), (2, 8))),
        ("when: |\n  hours > 2\n    AND late\n", "AND", ((3, 5), (3, 8))),  # two of the blanks are text
        ("when: |\n\n  hours > 2\n", "hours", ((3, 3), (3, 8))),
        # folded: a line end is one blank of the text
        ("when: >\n  hours > 2\n  AND late\n", "AND", ((3, 3), (3, 6))),
        ("when: >-\n  hours > 2\n\n  AND late\n", "late", ((4, 7), (4, 11))),
        ("when: >-\n  hours\n  > 2\n", "hours > 2", ((2, 3), (3, 6))),  # over two lines
        # plain and quoted over several lines
        ("when: hours > 2\n  AND late\n", "AND", ((2, 3), (2, 6))),
        ("when: hours > 2\n\n   AND late\n", "late", ((3, 8), (3, 12))),
        ("when: 'hours > 2\n   AND late'\n", "AND", ((2, 4), (2, 7))),
        ('when: "hours > 2\n   AND late"\n', "late", ((2, 8), (2, 12))),
        # columns count code points
        ("when: place = '🌳🌳' OR late", "OR", ((1, 20), (1, 22))),
        ("when: >\n  place = 'é'\n  OR late\n", "late", ((3, 6), (3, 10))),
        # Windows line ends
        ("when: |\r\n  hours > 2\r\n  AND late\r\n", "late", ((3, 7), (3, 11))),
        ("when: >\r\n  hours > 2\r\n  AND late\r\n", "AND", ((3, 3), (3, 6))),
        # not the first line, and in flow style
        ("a: 1\nwhen: hours > 2", "hours", ((2, 7), (2, 12))),
        ("{a: 1, when: hours > 2}", "2", ((1, 22), (1, 23))),
    ],
)
def test_a_word_inside_a_scalar(text, word, expected):
    assert word_at(text, word) == expected


def test_where_an_escape_hides_the_places_the_whole_value_is_named():
    # \t in double quotes is one character written as two
    assert word_at('when: "a\\tOR b"', "OR") == ((1, 7), (1, 16))
    assert word_at('when: "\\u0041 OR b"', "OR") == ((1, 7), (1, 20))


def test_beyond_the_text_the_whole_value_is_named():
    found = document("when: hours")
    assert places(found.locate_within(("when",), 5, 6)) == ((1, 7), (1, 12))
    assert places(found.locate_within(("when",), 4, 99)) == ((1, 11), (1, 12))


TEXT = """\
sources:
  hours: {fields: {hours: decimal}}
"rules":
  - first
  -   second
empty:
"""


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("sources", "hours", "fields", "hours"), ((2, 27), (2, 34))),
        (("sources", "hours", "fields"), ((2, 19), (2, 35))),
        (("rules", 0), ((4, 5), (4, 10))),
        (("rules", 1), ((5, 7), (5, 13))),
        (("empty",), ((6, 1), (6, 6))),  # nothing is written: its key
        (("sources", "hours", "fields", "hour"), ((2, 19), (2, 35))),  # the deepest that exists
        (("rules", 7), ((4, 3), (6, 1))),
        (("rules", "x"), ((4, 3), (6, 1))),
    ],
)
def test_values(keys, expected):
    assert places(document(TEXT).locate(keys)) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("sources", "hours"), ((2, 3), (2, 8))),
        (("sources", "hours", "fields"), ((2, 11), (2, 17))),
        (("rules",), ((3, 1), (3, 8))),  # with its quotes
        (("rules", 1), ((5, 7), (5, 13))),  # an item of a list has no key
    ],
)
def test_keys(keys, expected):
    assert places(document(TEXT).locate_key(keys)) == expected


@pytest.mark.parametrize(
    ("written", "value", "said"),
    [
        ("7", 7, "the number 7"),
        ("-7", -7, "the number -7"),
        ("7.50", "7.50", "the number 7.50"),  # its text, never a float
        ("1e3", "1e3", None),
        ("0x10", "0x10", "the number 0x10"),
        ("true", True, "true"),
        ("True", True, "true"),
        ("no", "no", "the text 'no'"),  # YAML 1.2: a text
        ("'7'", "7", "the text '7'"),
        ("2025-03-31", "2025-03-31", "the text '2025-03-31'"),
        ("null", None, "nothing"),
        ("~", None, "nothing"),
        ("''", "", "the text ''"),
        ("[]", [], "an empty list"),
        ("[1, x]", [1, "x"], "a list"),
        ("{}", {}, "an empty mapping"),
        ("{a: 1}", {"a": 1}, "a mapping of keys"),
    ],
)
def test_what_a_value_is(written, value, said):
    found = document(f"key: {written}").value_at(("key",))
    assert plain(found) == value
    assert type(plain(found)) is type(value) or isinstance(value, str)
    assert said is None or describe(found) == said


def test_the_same_key_twice_is_named_with_the_first():
    found = read_document(Path("club.yaml"), "a: 1\nb: 2\na: 3\n")
    [fault] = found.faults
    assert (str(fault.span), fault.found, fault.remedy) == (
        "club.yaml:3:1",
        "the key 'a' twice",
        "it stands on line 1 already",
    )


def test_an_empty_file_has_no_root():
    for text in ("", "\n\n", "# nothing\n"):
        found = document(text)
        assert found.root is None
        assert places(found.locate(("a", "b"))) == ((1, 1), (1, 1))

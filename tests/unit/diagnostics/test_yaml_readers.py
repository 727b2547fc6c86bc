"""The fast reader of YAML gives what the reader in Python gives, to the last column, or leaves the file to it."""

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode

import isonomia
from isonomia.diagnostics import yaml_fast
from isonomia.diagnostics.yaml_document import Document, NumberText, plain, read_document
from isonomia.diagnostics.yaml_fast import ReadAgain, plain_value, read_fast
from isonomia.diagnostics.yaml_pure import read_pure
from strategies import examples

TESTS = Path(__file__).parents[2]
PRESETS = sorted((Path(isonomia.__file__).parent / "presets").rglob("*.yaml"))
FAULTS = sorted((TESTS / "faults" / "scheme").glob("*.yaml"))
CASES = sorted((TESTS / "cases").rglob("*.yaml"))
PATH = Path("club.yaml")
EXAMPLE = (TESTS / "known_answers" / "semantics_example.yaml").read_text(encoding="utf-8")
# what the two parsers are most likely to take differently, and what surrounds it
PARTS = [
    "a", "b: ", "key: value\n", "- item\n", "  nested: x\n", " ", "  ", "\n", "\n  ", "\n    ", "\r\n", "\r", "\t", "- ", "-", "? ", "?",
    ": ", ":", "{", "}", "[", "]", ",", ", ", "'", '"', "''", '""', "'it''s'", '"q\\"x"', "#", " #", " # said\n", "|", ">", "|-\n", ">+\n",
    ">2", "|1\n", "|\n", ">\n", "&a ", "*a", "!t ", "%", "@", "`", "~", "null", "True", "1", "1.5", "0x1F", "1_000", "+1", "1e3", ".inf",
    "2025-01-01", "1:30", "é", "🌳", "\\", '\\"', "\\n", "\\x41", "<<", "=", "---", "...", "---\n", "{a: 1}", "[1, 2]", "[a: b]", "x" * 1030,
    "\n \n", "a:b", "a#b", "a #b", ".", "x?", "\u00a0", "\u0085", "\u2028", "\ufeff", "\0", "\ud800", "[" * 45, "- " * 45,
]  # fmt: skip


def written(value):
    """A value with all that it holds and the types of it, so that 1 is not True and a number not its text."""
    if isinstance(value, Struct):
        return (type(value), *(written(getattr(value, name)) for name in value.__struct_fields__))
    if is_dataclass(value):
        return (type(value), *(written(getattr(value, each.name)) for each in fields(value)))
    if isinstance(value, dict):
        return [(key, written(item)) for key, item in value.items()]
    if isinstance(value, tuple):
        return (type(value), *map(written, value))
    return type(value), value


def is_read_alike(text: str) -> bool:
    """Whether the fast reader takes a text; if so, as the reader in Python does."""
    try:
        found = read_fast(PATH, text)
    except ReadAgain:
        return False
    root, faults = read_pure(PATH, text)
    assert faults == []
    assert written(found) == written(root)
    return True


def variants(text: str) -> list[str]:
    """A text with other line ends, without the last one, and after a remark."""
    return [text, text.replace("\n", "\r\n"), text.rstrip("\n"), f"# é🌳\n{text}"]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", "replace")


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.name)
def test_presets_are_read_fast_and_alike(path):
    for text in variants(text_of(path)):
        assert is_read_alike(text)


@pytest.mark.parametrize("folder", [FAULTS, CASES], ids=["faults", "cases"])
def test_other_files_are_read_alike(folder):
    taken = [is_read_alike(each) for path in folder for each in variants(text_of(path))]
    assert any(taken)


def test_most_files_with_a_fault_of_the_scheme_are_read_fast():
    """They are sound YAML; a pattern of doubt that is too wide would show here."""
    files = [path for path in FAULTS if not path.name.startswith("yaml-")]
    assert sum(is_read_alike(text_of(path)) for path in files) > 0.95 * len(files)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_odd_texts(text):
    is_read_alike(text)


@settings(max_examples=examples(120), deadline=None)
@given(st.data())
def test_mutated_schemes(data):
    text = EXAMPLE
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        left_out = data.draw(st.sampled_from([0, 0, 1, 7]))
        text = text[:at] + data.draw(st.sampled_from(["", *PARTS])) + text[at + left_out :]
    is_read_alike(text)


def blocks(indent: int = 0) -> st.SearchStrategy[str]:
    """Sound YAML in every style of writing it."""
    blank = " " * indent
    words = st.sampled_from(
        ["hours", "hours > 2", "7", "-7.50", "true", "no", "~", "", "2025-03-31", "x: 'é🌳'", "0o7"]
    )
    quoted = words.map(lambda word: "'" + word.replace("'", "''") + "'") | words.map(lambda word: f'"{word}"')
    plain_words = words.filter(lambda word: ": " not in word)
    flow = st.recursive(
        plain_words.filter(bool) | quoted,
        lambda inner: (
            st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
            | st.lists(inner, max_size=3).map(
                lambda items: "{" + ", ".join(f"k{n}: {item}" for n, item in enumerate(items)) + "}"
            )
        ),
        max_leaves=4,
    )
    folded = st.tuples(st.sampled_from(["|", ">", "|-", ">-", "|+", ">+", "| # so"]), st.lists(words, min_size=1)).map(
        lambda both: f"{both[0]}\n" + "".join(f"{blank}   {line}\n" if line else "\n" for line in both[1])
    )
    scalar = st.tuples(flow | plain_words, st.sampled_from(["", "   # said", "\n", f"\n{blank}   AND late"])).map(
        "".join
    )
    leaf = (scalar.map(lambda text: f"{text}\n")) | folded
    if indent > 4:
        return leaf
    deeper = blocks(indent + 2).map(lambda text: f"\n{text}")
    item = st.tuples(st.sampled_from(["", " ", "\n" + blank + "    "]), leaf | deeper).map("".join)
    mapping = st.lists(item, min_size=1, max_size=4).map(
        lambda items: "".join(f"{blank}k{n}: {each}" for n, each in enumerate(items))
    )
    sequence = st.lists(item, min_size=1, max_size=4).map(lambda items: "".join(f"{blank}- {each}" for each in items))
    return mapping | sequence


@settings(max_examples=examples(100), deadline=None)
@given(blocks())
def test_sound_texts(text):
    is_read_alike(text)
    is_read_alike(text.rstrip("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "a: &b 1", "a: *b", "a: !t 1", "a: 1\na: 2", "<<: 1", "[a]: 1", "? a\n: 1", "{? a}", "%YAML 1.2\n---\na: 1", "---\na: 1", "a: 1\n...\n",
        "a: 1\n---\nb: 1\n", "text", "|\n text\n", "a:\t1", "a: 'x\ty'", "a: x\u0085b", "a: x\u2028b", "\ufeffa: 1", "a: \ufeff1", "a: 1\rb: 2",
        "a: 'x\0'", "a: '\ud800'", "a: |\n \n   x\n", "a: |# said\n  x\n", "[:a]", '{"a":1}', "[a :b]", 'a: "\\x41"', "a: [", "a: 'x",
        "- " * 42, "[" * 42 + "]" * 42, "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_doubtful_or_faulty_is_left_to_the_reader_in_python(text):
    with pytest.raises(ReadAgain):
        read_fast(PATH, text)
    if len(text) < 1000:
        assert read_document(PATH, text) == Document(PATH, text, *read_pure(PATH, text))


def test_depth_is_allowed_as_far_as_in_python():
    for depth in (39, 40, 41):
        text = "[" * depth + "x" + "]" * depth
        assert is_read_alike(text) == (depth <= 40)
        assert bool(read_document(PATH, text).faults) == (depth > 40)


def test_without_libyaml_every_file_is_read_in_python(monkeypatch):
    monkeypatch.setattr(yaml_fast, "CParser", None)
    with pytest.raises(ReadAgain):
        read_fast(PATH, "a: 1")
    assert plain(read_document(PATH, "a: 1").root) == {"a": 1}


NUMBERS = st.text("+-.0123456789_abefnoxEINFA:", max_size=7)
WORDS = ["true", "TRUE", "tRUE", "False", "yes", "on", "null", "Null", "nUll", "~", "<<", "=", "1" * 41, "-" + "1" * 40]


@settings(max_examples=examples(150), deadline=None)
@given(NUMBERS | st.sampled_from(WORDS))
def test_a_plain_scalar_means_what_it_means_in_python(text):
    """By the rules of YAML 1.2 as ruamel.yaml has them, without its parser in between."""
    kind = str(YAML(typ="safe", pure=True).resolver.resolve(ScalarNode, text, (True, False))).rsplit(":", 1)[-1]
    expected = {"null": None, "bool": text.lower() == "true"}.get(kind, text)
    if kind in ("int", "float"):
        is_whole = text.lstrip("+-").isdigit() and len(text) <= 40
        expected = int(text) if is_whole else NumberText(text)
    assert written(plain_value(text)) == written(expected)


def test_a_pair_of_surrogates_is_its_character():
    """As in JSON, in which a tree may be written as two escapes."""
    found = read_document(PATH, '"a \\ud83c\\udf33": ["\\U0000d83c\\uDF33 \\\\ud83c", b]\n')
    assert (plain(found.root), found.faults) == ({"a 🌳": ["🌳 \\ud83c", "b"]}, [])


@pytest.mark.parametrize(
    "escapes", ["\\ud83c", "\\udf33", "\\udf33\\ud83c", "\\ud83c \\udf33", "\\ud83c\\ud83c\\udf33"]
)
def test_half_a_pair_is_a_fault_where_it_stands(escapes):
    found = read_document(PATH, f'# \\ud83c\na:\r\n  - "x {escapes}"\n')
    assert found.root is None
    assert [(str(fault.span), fault.remedy) for fault in found.faults] == [("club.yaml:3:8", "remove it")]


def test_an_escaped_escape_is_no_character():
    assert plain(read_document(PATH, "a: \"\\\\0 \\\\ud83c\"\nb: '\\0 \\ud83c'\n").root) == {
        "a": "\\0 \\ud83c",
        "b": "\\0 \\ud83c",
    }

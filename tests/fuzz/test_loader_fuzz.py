"""The loaders of schemes and societies take any bytes: they answer with a file in order or with diagnostics, soon."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isonomia.diagnostics.render import render
from isonomia.scheme.load import read_scheme
from isonomia.society.load import read_society

EXAMPLE = (Path(__file__).parents[1] / "known_answers" / "semantics_example.yaml").read_bytes()
SOCIETY = (Path(__file__).parents[1] / "faults" / "society" / "begins-tuesday.yaml").read_bytes()
SPECIALS = [
    b"&a ", b"*a", b"<<: ", b"!!binary ", b"!x ", b"---\n", b"...\n", b"%YAML 1.1\n", b"? ", b"| ", b">-\n", b"{", b"[", b"]}",
    b"'", b'"', b"\\x", b"\t", b"\r", b"\0", b"\xef\xbb\xbf", b"\xff", b"~", b"null", b"0x1F", b"1e999", b".inf", b"-0",
    b"9" * 400, b"1_000", b"2025-01-01", b"yes", b": : ", b"# ", b",,", b"\xe2\x80\xa8", b"\xc2\x85", b"\xed\xa0\x80",
    b"\xf0\x9f\x98\x80", b"\xd7\x90", b"[" * 200, b"{a: " * 120, b"- " * 300, b"(" * 60, b"NOT " * 80, b"- " * 20 + b"1",
]  # fmt: skip
SECONDS_MOST = 10.0  # of processor time: a hang, not a slow machine
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None}


@st.composite
def mutations(draw: st.DrawFn, example: bytes = EXAMPLE) -> bytes:
    """An example, the contract's or another, with a few wounds: insertions, deletions, swapped lines, overwritten bytes."""
    data = bytearray(example)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["special", "bytes", "delete", "swap", "repeat"]))
        if kind == "special":
            data[at:at] = draw(st.sampled_from(SPECIALS))
        elif kind == "bytes":
            data[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=4))
        elif kind == "delete":
            del data[at : at + draw(st.integers(1, 80))]
        else:
            lines = data.split(b"\n")
            first, second = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            if kind == "swap":
                lines[first], lines[second] = lines[second], lines[first]
            else:
                lines.insert(second, lines[first])
            data = bytearray(b"\n".join(lines))
    return bytes(data)


def check(folder: Path, data: bytes, read: Callable[[Path], Any] = read_scheme) -> None:
    path = folder / "file.yaml"
    path.write_bytes(data)
    begun = time.process_time()
    reading = read(path)
    text = render(reading.diagnostics, {path: reading.text})
    assert time.process_time() - begun < SECONDS_MOST
    made = reading.scheme if read is read_scheme else reading.society
    assert (made is None) == bool(reading.errors)
    for item in reading.diagnostics:
        assert item.code in text
        assert item.found
        assert item.span is not None
        assert (item.span.start.line, item.span.start.column) >= (1, 1)


@settings(max_examples=200, **QUIET)
@given(data=mutations())
def test_mutated_schemes(tmp_path_factory, data):
    check(tmp_path_factory.getbasetemp(), data)


@settings(max_examples=200, **QUIET)
@given(data=mutations(SOCIETY.replace(b"2025-01-07", b"2025-01-06")))
def test_mutated_societies(tmp_path_factory, data):
    check(tmp_path_factory.getbasetemp(), data, read_society)


@settings(max_examples=150, **QUIET)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_random_files(tmp_path_factory, data):
    check(tmp_path_factory.getbasetemp(), data)


@pytest.mark.parametrize("data", SPECIALS, ids=repr)
def test_each_special_in_a_value(tmp_path, data):
    check(tmp_path, EXAMPLE.replace(b"hours >= 2", data))
    check(tmp_path, data)
    check(tmp_path, SOCIETY.replace(b"2025-01-07", data), read_society)
    check(tmp_path, SOCIETY.replace(b"value: 100", b"value: " + data), read_society)
    check(tmp_path, SOCIETY.replace(b"  theft:", b"  " + data + b":"), read_society)
    check(tmp_path, data, read_society)


@pytest.mark.slow
@settings(max_examples=3000, **QUIET)
@given(data=mutations())
def test_many_mutated_schemes(tmp_path_factory, data):
    check(tmp_path_factory.getbasetemp(), data)


@pytest.mark.slow
@settings(max_examples=3000, **QUIET)
@given(data=mutations(SOCIETY.replace(b"2025-01-07", b"2025-01-06")))
def test_many_mutated_societies(tmp_path_factory, data):
    check(tmp_path_factory.getbasetemp(), data, read_society)

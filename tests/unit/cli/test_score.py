"""`isonomia score` in every format, and each way to call it wrongly."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from isonomia.periods import tzdata_version

EXPECTED = [
    {"member": "anna", "score": 65, "band": "pillar", "next_fade": "2026-07-01"},
    {"member": "ben", "score": 14, "band": "newcomer", "next_fade": "2025-12-30"},
    {"member": "clara", "score": 43, "band": "regular", "next_fade": "2026-10-01"},
    {"member": "dora", "score": 16, "band": "newcomer", "next_fade": "2027-09-20"},
]
NEXT_CHANGE = ["2026-07-01", "2026-03-03", "2026-10-01", "2027-09-20"]


def came_about(engine):
    """What is said of how a result came about, on standard error where a program reads the result."""
    times = "as of 2025-11-01 · known at 2025-11-01"
    return f"scheme tool-library · {times} · engine {engine} · tzdata {tzdata_version()}"


@pytest.mark.parametrize("engine", ["duckdb", "reference"])
def test_json_is_exactly_the_list(place, engine):
    out, err = place.score("--format", "json", "--engine", engine)
    assert json.loads(out) == EXPECTED
    assert err == f"{came_about(engine)}\n"


def test_next_change_on_request(place):
    out, _ = place.score("--format", "json", "--next-change")
    assert json.loads(out) == [{**row, "next_change": day} for row, day in zip(EXPECTED, NEXT_CHANGE, strict=True)]


def test_csv(place):
    out, err = place.score("--format", "csv")
    assert err == f"{came_about('duckdb')}\n"
    assert list(csv.DictReader(io.StringIO(out))) == [
        {name: str(value) for name, value in row.items()} for row in EXPECTED
    ]


def test_table(place):
    out, _ = place.score("--next-change")
    rows = [line.split() for line in out.splitlines()]
    assert rows[2] == ["anna", "65", "pillar", "2026-07-01", "2026-07-01"]
    assert "scheme tool-library · as of 2025-11-01 · known at 2025-11-01 · engine duckdb · tzdata" in out


def test_parquet_by_the_suffix_of_the_file(place):
    target = place.folder / "standings.parquet"
    out, _ = place.score("-o", target)
    assert out == ""
    assert pq.read_schema(target).metadata[b"isonomia.tzdata"].decode() == tzdata_version()
    rows = pq.read_table(target).to_pylist()
    assert [{**row, "next_fade": row["next_fade"].isoformat()} for row in rows] == EXPECTED


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_a_file_holds_what_would_be_printed(place, suffix):
    target = place.folder / f"standings.{suffix}"
    target.write_text("old")
    place.score("-o", target)
    assert target.read_text(encoding="utf-8") == place.score("--format", suffix)[0]
    assert not [path for path in place.folder.iterdir() if path.name.startswith(".")]


def test_members(place):
    out, _ = place.score("--format", "json", "--member", "ben", "--member", "anna")
    assert [row["member"] for row in json.loads(out)] == ["anna", "ben"]
    _, err = place.score("--member", "bne", code=2)
    assert "no member 'bne'" in err


@pytest.mark.parametrize("command", [["score"], ["explain"]])
def test_an_unknown_name_learns_no_other_name(place, command):
    """One letter off, or far off: neither may bring to light who is in the ledger."""
    for wrong in ("bne", "Ben", "zzz"):
        out, err = place.run(*command, place.scheme, place.ledger, "--member", wrong, code=2)
        assert out == ""
        assert err == (
            f"error: no member '{wrong}' in this ledger\n"
            "  = help: write the name exactly as the ledger does, capitals and spaces included\n"
        )


def test_a_member_who_is_not_known_yet(place):
    _, err = place.run("score", place.scheme, place.ledger, "--member", "dora", "--known-at", "2025-02-01", code=2)
    assert "'dora' has no standing at these times" in err


def test_an_empty_result_is_an_empty_list(place):
    empty = place.folder / "empty.jsonl"
    empty.write_text("")
    assert place.run("score", place.scheme, empty, "--format", "json")[0] == "[]\n"
    assert place.run("score", place.scheme, empty, "--format", "csv")[0] == "member,score,band,next_fade\n"
    assert place.run("score", place.scheme, empty)[0].startswith("Nobody is listed: no record known at these times")


def test_a_forecast_says_so(place):
    words = ("score", place.scheme, place.ledger, "--as-of", "2026-06-01", "--known-at", "2025-11-01")
    assert "forecast: as_of is after known_at" in place.run(*words)[0]
    out, err = place.run(*words, "--format", "json")
    assert "forecast" in err
    assert json.loads(out)[0]["member"] == "anna"


@pytest.mark.parametrize("extra", [[], ["--next-change"]])
def test_rejects_are_counted_and_kept(place, extra):
    aside = place.folder / "aside.jsonl"
    words = ("score", place.scheme, place.spoiled(), "--as-of", "2025-11-01", "--format", "json", "--rejects", aside)
    out, err = place.run(*words, *extra)
    assert [row["score"] for row in json.loads(out)] == [row["score"] for row in EXPECTED]
    assert err.startswith(f"1 row was set aside in {aside}\nscheme tool-library · as of 2025-11-01 · ")
    assert json.loads(aside.read_text())["code"] == "ledger-unknown-source"


def test_an_earlier_file_of_rejects_is_replaced(place):
    aside = place.folder / "aside.jsonl"
    place.run("score", place.scheme, place.spoiled(), "--rejects", aside)
    assert aside.read_text().count("\n") == 1
    place.run("score", place.scheme, place.ledger, "--rejects", aside)
    assert aside.read_bytes() == b""
    place.run("score", place.scheme, place.spoiled(), "--rejects", aside)
    assert aside.read_text().count("\n") == 1


@pytest.mark.parametrize("command", [["score"], ["explain", "--member", "ben"]])
@pytest.mark.parametrize("spoiled", [False, True])
@pytest.mark.parametrize(
    "content", [b"my notes\n", b'{"file": "a"}\n', b"[1, 2]\n", b"\xff\x00", b"[" * 100_000, "from a row of rejects"]
)
def test_rejects_destroy_no_other_file(place, command, spoiled, content):
    aside = place.folder / "notes.txt"
    ledger = place.spoiled() if spoiled else place.ledger
    if isinstance(content, str):  # begins like a file of rejects and goes on otherwise
        place.run("score", place.scheme, place.spoiled(), "--rejects", aside)
        content = aside.read_bytes() + b"and a word of mine\n"
    aside.write_bytes(content)
    out, err = place.run(command[0], place.scheme, ledger, *command[1:], "--rejects", aside, code=2)
    assert (out, aside.read_bytes()) == ("", content)
    assert err == (
        f"error: '{aside}' holds something else than rejected rows, and would be overwritten\n"
        "  = help: give --rejects the name of a new file, or of an earlier file of rejects\n"
    )
    assert not [path for path in place.folder.iterdir() if path.name.startswith(".")]


def test_rejects_need_a_file(place):
    for path in (place.folder, Path("/dev/null")):
        _, err = place.run("score", place.scheme, place.ledger, "--rejects", path, code=2)
        assert f"'{path}' is not a file" in err
    _, err = place.run("score", place.scheme, place.ledger, "--rejects", place.folder / "no" / "aside.jsonl", code=2)
    assert "cannot be written: no such file or directory" in err


def test_a_bad_ledger(place):
    _, err = place.run("score", place.scheme, place.spoiled(), code=2)
    assert "ledger-unknown-source" in err
    assert "row 27" in err
    _, err = place.run("score", place.scheme, "nowhere.jsonl", code=2)
    assert "nowhere.jsonl does not exist" in err


def test_a_bad_scheme(place):
    bad = place.changed("bad.yaml", ("    points: 5\n", "    pints: 5\n"))
    out, err = place.run("score", bad, place.ledger, code=2)
    assert out == ""
    assert "did you mean 'points'?" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--engine", "duckbd"], "there is no engine 'duckbd'"),
        (["--url", "x"], "--url is for the engine 'postgres', not for 'duckdb'"),
        (["--master", "x", "--engine", "postgres"], "--master is for the engine 'spark', not for 'postgres'"),
        (["--as-of", "2025-13-01"], "--as-of is '2025-13-01'"),
        (["--known-at", "yesterday"], "--known-at is 'yesterday'"),
        (["-o", "/"], "is a directory"),
        (["-o", "nowhere/x.json"], "does not exist"),
    ],
)
def test_options_that_are_wrong(place, words, said):
    _, err = place.score(*words, code=2)
    assert said in err
    assert "= help: " in err


def test_standard_input(place):
    text = Path(place.ledger).read_text(encoding="utf-8")
    words = ("score", place.scheme, "-", "--as-of", "2025-11-01", "--format", "json", "--next-change")
    out, _ = place.run(*words, text=text)
    assert [row["next_change"] for row in json.loads(out)] == NEXT_CHANGE
    _, err = place.run(*words, text="kind,member\njoin,anna\n", code=2)
    assert err.startswith("standard input is read as JSON Lines; write another format to a file\n")


def test_a_dash_is_standard_output(place, monkeypatch):
    monkeypatch.chdir(place.folder)
    assert place.score("-o", "-", "--format", "csv")[0].startswith("member,score,band,next_fade\n")
    assert not Path("-").exists()

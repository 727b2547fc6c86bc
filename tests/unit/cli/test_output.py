"""What a command writes is whole or not there, and never where something that it reads stands."""

from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "words",
    [
        ("score", "scheme.yaml", "ledger.jsonl", "--format", "csv", "-o", "ledger.jsonl"),
        ("score", "scheme.yaml", "ledger.jsonl", "--format", "csv", "-o", "./ledger.jsonl"),
        ("score", "scheme.yaml", "ledger.jsonl", "--format", "csv", "-o", "link.jsonl"),
        ("score", "scheme.yaml", "ledger.jsonl", "--rejects", "ledger.jsonl"),
        ("explain", "scheme.yaml", "ledger.jsonl", "--member", "anna", "--format", "text", "-o", "scheme.yaml"),
        ("compare", "scheme.yaml", "scheme.yaml", "ledger.jsonl", "--format", "json", "-o", "ledger.jsonl"),
        ("sql", "scheme.yaml", "-o", "scheme.yaml"),
    ],
)
def test_nothing_that_is_read_is_overwritten(place, monkeypatch, words):
    monkeypatch.chdir(place.folder)
    Path("link.jsonl").symlink_to("ledger.jsonl")
    before = {name: Path(name).read_bytes() for name in ("scheme.yaml", "ledger.jsonl")}
    out, err = place.run(*words, code=2)
    assert out == ""
    assert f"'{words[-1].removeprefix('./')}' is read by this command and would be overwritten" in err
    assert {name: Path(name).read_bytes() for name in before} == before


def test_result_and_rejects_are_two_files(place, monkeypatch):
    monkeypatch.chdir(place.folder)
    _, err = place.score("--format", "json", "-o", "one.json", "--rejects", "one.json", code=2)
    assert "the result and the rejected rows would both be written to 'one.json'" in err
    assert not Path("one.json").exists()


def test_a_file_keeps_its_permissions_and_a_link_stays_one(place, monkeypatch):
    monkeypatch.chdir(place.folder)
    Path("standings.csv").touch(mode=0o600)
    Path("latest.csv").symlink_to("standings.csv")
    place.score("-o", "latest.csv")
    assert Path("latest.csv").is_symlink()
    assert Path("standings.csv").read_text(encoding="utf-8").startswith("member,score,band,next_fade\n")
    assert Path("standings.csv").stat().st_mode & 0o777 == 0o600


def test_a_suffix_that_says_no_format(place, monkeypatch):
    monkeypatch.chdir(place.folder)
    _, err = place.score("-o", "standings.xlsx", code=2)
    assert "standings.xlsx" in err
    assert not Path("standings.xlsx").exists()

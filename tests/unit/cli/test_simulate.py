"""`isonomia simulate`, as it is called."""

import json
import sqlite3

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.presets import preset_path

SMALL = ["simulate", "rongcheng", "--society", "chinese-county-2015", "--people", "600", "--weeks", "12"]


def call(*arguments, code=0):
    result = CliRunner().invoke(app, [*map(str, arguments)])
    assert result.exit_code == code, result.output + result.stderr
    return result


@pytest.fixture(scope="module")
def findings():
    return json.loads(call(*SMALL, "--replicates", "2", "--format", "json").stdout)


def test_findings(findings):
    assert findings["replicates"] == 2
    assert findings["seeds"] == [1, 2]
    assert {row["measure"] for row in findings["measures"]} >= {"conduct", "lawful_conduct", "harm_by_error", "cost"}
    row = next(row for row in findings["measures"] if row["measure"] == "trust" and row["group"] == "everyone")
    assert row["effect_low"] <= row["effect"] <= row["effect_high"]
    assert abs(row["scheme"] - row["baseline"] - row["effect"]) < 1e-12


def test_the_same_again(findings):
    again = json.loads(call(*SMALL, "--replicates", "2", "--format", "json", "--threads", "2").stdout)
    assert again == findings


def test_a_scheme_against_itself_changes_nothing():
    text = call(*SMALL, "--baseline", "rongcheng", "--format", "json").stdout
    for row in json.loads(text)["measures"]:
        assert row["effect"] in (0, None), row


def test_text():
    text = call(*SMALL).stdout
    assert text.startswith("Simulation: Rongcheng")
    assert "1. " in text
    assert "assumptions" in text
    assert max(map(len, text.splitlines())) <= 130


def test_what_people_do_not_respond_to_is_said(tmp_path):
    """Rules of a whole period count, and move nobody: text, JSON and page say so, and only where there is one."""
    scheme, page = tmp_path / "bonus.yaml", tmp_path / "page.html"
    text = preset_path("rongcheng").read_text(encoding="utf-8")
    head, rules = text.split("\nrules:\n", 1)
    source = next(line.split(":")[0].strip() for line in head.split("\nsources:\n", 1)[1].splitlines() if ":" in line)
    bonus = f"  quiet_month: {{each: month, when: COUNT({source}) = 0, points: 1}}\n"
    scheme.write_text(f"{head}\nrules:\n{bonus}{rules}", encoding="utf-8")
    small = ["simulate", scheme, "--society", "chinese-county-2015", "--people", "60", "--weeks", "6"]
    remark = "People do not respond to what a rule of a whole period gives or takes (quiet_month)"
    assert remark in " ".join(call(*small).stdout.split())
    assert json.loads(call(*small, "--format", "json").stdout)["unanswered"].startswith(remark)
    call(*small, "-o", page)
    assert remark in page.read_text(encoding="utf-8")
    usual = [*SMALL, "--people", "60", "--weeks", "6"]
    assert remark in " ".join(call(*usual, "--baseline", scheme).stdout.split())
    assert "do not respond" not in call(*usual).stdout
    assert json.loads(call(*usual, "--format", "json").stdout)["unanswered"] is None


def test_page(tmp_path):
    page = tmp_path / "page.html"
    assert call(*SMALL, "--people", "60", "--weeks", "4", "-o", page).stdout == ""
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_stopped_and_taken_up_again(findings, tmp_path):
    kept = tmp_path / "runs"
    call(*SMALL, "--replicates", "2", "--checkpoint", kept, "--format", "json")
    (kept / "1-baseline.npz").unlink()
    again = json.loads(call("simulate", "--resume", kept, "--format", "json").stdout)
    assert again == findings
    assert "exists already" in call(*SMALL, "--checkpoint", kept, code=2).stderr


def test_ledgers_and_tables(tmp_path):
    call(*SMALL, "--ledger", tmp_path / "ledger", "--sample", "600", "--tables", tmp_path / "tables")
    assert (tmp_path / "ledger" / "truth.jsonl").read_text()
    lines = [json.loads(line) for line in (tmp_path / "ledger" / "standings.jsonl").read_text().splitlines()]
    day = max(line["day"] for line in lines)
    when = ["--as-of", day, "--known-at", day, "--format", "json"]
    scored = json.loads(call("score", "rongcheng", tmp_path / "ledger" / "ledger.jsonl", *when).stdout)
    found = {row["member"]: (row["score"], row["band"]) for row in scored}
    assert len(found) == 600
    assert {line["member"]: (line["score"], line["band"]) for line in lines if line["day"] == day} == found
    measures = pq.read_table(tmp_path / "tables" / "measures.parquet")
    with sqlite3.connect(tmp_path / "tables" / "results.sqlite") as database:
        assert database.execute("SELECT count(*) FROM measures").fetchone() == (measures.num_rows,)
    database.close()
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [
        "acts.parquet", "measures.parquet", "results.sqlite", "weeks.parquet",
    ]  # fmt: skip


def test_stopped_at_a_week_and_another_scheme_takes_over(tmp_path):
    kept = tmp_path / "kept"
    text = call(*SMALL, "--replicates", "2", "--checkpoint", kept, "--stop-at", "5").stdout
    assert text.startswith("2 runs under ")
    assert f"isonomia simulate SCHEME --branch-from {kept}" in text
    changed = tmp_path / "changed.yaml"
    changed.write_text(preset_path("rongcheng").read_text().replace("a: {from: 960,", "a: {from: 999,"))
    branch = ["simulate", changed, "--branch-from", kept]
    ours = json.loads(call(*branch, "--ledger", tmp_path / "ledger", "--format", "json").stdout)
    assert (ours["replicates"], ours["asked"]["weeks"], ours["asked"]["baseline"]) == (2, 12, "rongcheng")
    assert ours["asked"]["from_week"] == 5
    assert (tmp_path / "ledger" / "ledger.jsonl").read_text()
    on = json.loads(call("simulate", "--resume", kept, "--format", "json").stdout)  # leaves the stop as it was
    whole = json.loads(call(*SMALL, "--replicates", "2", "--format", "json").stdout)
    assert on == whole, "stopped and taken up again, or never stopped: every figure and digest is the same"
    same = json.loads(call("simulate", "rongcheng", "--branch-from", kept, "--format", "json").stdout)
    assert same["digests"]["scheme"] == same["digests"]["baseline"] == on["digests"]["scheme"]
    assert ours["digests"]["baseline"] == same["digests"]["scheme"] != ours["digests"]["scheme"]
    assert all(row["effect"] in (0, None) for row in same["measures"])


def test_to_take_over_needs_a_stop(tmp_path):
    call(*SMALL, "--checkpoint", tmp_path / "kept")
    assert "were not stopped" in call("simulate", "rongcheng", "--branch-from", tmp_path / "kept", code=2).stderr
    call(*SMALL, "--checkpoint", tmp_path / "half", "--stop-at", "5", "--replicates", "2")
    (tmp_path / "half" / "1-scheme.npz").unlink()
    message = call("simulate", "rongcheng", "--branch-from", tmp_path / "half", code=2).stderr
    assert "have not all come to week 5" in message
    assert call("simulate", "--resume", tmp_path / "half").stdout.startswith("2 runs under ")
    for option in (["--people", "5"], ["--weeks", "5"], ["--seed", "5"], ["--replicates", "5"], ["--stop-at", "5"]):
        call("simulate", "rongcheng", "--branch-from", tmp_path / "half", *option, code=2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["simulate"], "no scheme"),
        ([*SMALL, "--stop-at", "5"], "--stop-at without --checkpoint"),
        ([*SMALL, "--stop-at", "12", "--checkpoint", "/nonexistent/x"], "--stop-at 12 of 12 weeks"),
        ([*SMALL, "--stop-at", "5", "--checkpoint", "/nonexistent/x", "--until-interval", "1%"], "--until-interval"),
        ([*SMALL, "--stop-at", "5", "--checkpoint", "/nonexistent/x", "--ledger", "/nonexistent/y"], "--ledger with"),
        ([*SMALL, "--workers", "2"], "--workers without --engine ray"),
        ([*SMALL, "--cluster", "auto"], "--cluster without --engine ray"),
        ([*SMALL, "--engine", "ray", "--threads", "2"], "--threads with --engine ray"),
        ([*SMALL, "--engine", "ray", "--cluster", "127.0.0.1:1"], "the Ray cluster at '127.0.0.1:1' cannot be reached"),
        (["simulate", "rongcheng", "--branch-from", "/nonexistent"], "holds no runs"),
        (["simulate", "--resume", "/nonexistent", "--branch-from", "/nonexistent"], "--resume together with"),
        (["simulate", "rongcheng", "--society", "nowhere"], "no society file 'nowhere'"),
        (["simulate", "rongcheng", "--society", "university"], "no activity of society 'university'"),
        ([*SMALL, "--replicates", "0"], "0 replicates"),
        ([*SMALL, "--sample", "5"], "--sample without --ledger"),
        ([*SMALL, "--sample", "-1", "--ledger", "/nonexistent/y"], "--sample -1"),
        ([*SMALL, "--threads", "0"], "--threads 0"),
        ([*SMALL, "--threads", "1025"], "--threads 1025"),
        ([*SMALL, "--until-interval", "100%"], "--until-interval is '100%'"),
        ([*SMALL, "--until-interval", "1"], "--until-interval is '1'"),
        ([*SMALL, "--until-interval", "much"], "--until-interval is 'much'"),
        (["simulate", "--resume", "/nonexistent"], "holds no runs"),
        (["simulate", "rongcheng", "--society", "chinese-county-2015", "--weeks", "0"], "0 weeks"),
        (["simulate", "rongcheng", "--society", "chinese-county-2015", "--people", "-1"], "-1 people"),
        (["simulate", "rongcheng", "--society", "chinese-county-2015", "--seed", "-1"], "seed -1"),
    ],
)
def test_mistakes(arguments, message):
    assert message in call(*arguments, code=2).stderr


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--society", "european-town"),
        ("--baseline", "none"),
        ("--people", "600"),
        ("--weeks", "104"),
        ("--seed", "1"),
        ("--replicates", "1"),
        ("--until-interval", "1%"),
        ("--sample", "1000"),
        ("--stop-at", "5"),
    ],
)
def test_what_the_folder_says_is_refused_beside_it(option, value):
    """Also where the value is the usual one: whoever gives it means it."""
    message = call("simulate", "--resume", "/nonexistent", option, value, code=2).stderr
    assert f"{option} with --resume" in message
    assert "the folder says what to go on with" in message


def test_a_folder_of_runs_that_was_left_or_changed(tmp_path):
    kept = tmp_path / "kept"
    call(*SMALL, "--people", "60", "--weeks", "4", "--checkpoint", kept)
    for name in (".0-scheme.npz.abcd1234", ".request.json.x_y1z2ab"):
        (kept / name).write_bytes(b"half")
    (kept / ".notes").write_bytes(b"mine")
    assert "no sampled people" in call("simulate", "--resume", kept, "--ledger", tmp_path / "l", code=2).stderr
    call("simulate", "--resume", kept)
    assert sorted(path.name for path in kept.iterdir()) == [
        ".notes", "0-baseline.npz", "0-scheme.npz", "request.json",
    ]  # fmt: skip
    request = kept / "request.json"
    whole = json.loads(request.read_text())
    for change in (
        {"people": "many"}, {"weeks": 0}, {"seed": None}, {"replicates": 2.5}, {"until": 7}, {"stop_at": 99},
        {"society": {"path": "x.yaml", "text": "nonsense"}}, {"scheme": None},
        {"scheme": {"path": "x.yaml", "text": "nonsense"}}, {"baseline": {"path": "x.yaml", "text": "nonsense"}},
    ):  # fmt: skip
        request.write_text(json.dumps(whole | change))
        message = call("simulate", "--resume", kept, code=2).stderr
        assert "was changed after it was written" in message, change
    for text in ("[]", "7", "nonsense"):
        request.write_text(text)
        assert "is damaged" in call("simulate", "--resume", kept, code=2).stderr
    request.write_text(json.dumps(whole))
    (kept / "0-scheme.npz").write_bytes((kept / "0-baseline.npz").read_bytes())
    assert "is not a run of what" in call("simulate", "--resume", kept, code=2).stderr

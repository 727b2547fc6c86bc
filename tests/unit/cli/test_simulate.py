"""`isonomia simulate`, as it is called."""

import json
import sqlite3

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from isonomia.cli.app import app

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
    scored = call(
        "score", "rongcheng", tmp_path / "ledger" / "ledger.jsonl", "--as-of", "2015-03-31", "--format", "json"
    )
    assert len(json.loads(scored.stdout)) == 600
    measures = pq.read_table(tmp_path / "tables" / "measures.parquet")
    with sqlite3.connect(tmp_path / "tables" / "results.sqlite") as database:
        assert database.execute("SELECT count(*) FROM measures").fetchone() == (measures.num_rows,)
    database.close()
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [
        "acts.parquet", "measures.parquet", "results.sqlite", "weeks.parquet",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["simulate"], "no scheme"),
        (["simulate", "rongcheng", "--society", "nowhere"], "no society file 'nowhere'"),
        (["simulate", "rongcheng", "--society", "university"], "no activity of society 'university'"),
        ([*SMALL, "--replicates", "0"], "0 replicates"),
        ([*SMALL, "--until-interval", "much"], "--until-interval is 'much'"),
        (["simulate", "--resume", "/nonexistent"], "holds no runs"),
        (["simulate", "rongcheng", "--society", "chinese-county-2015", "--weeks", "0"], "0 weeks"),
        (["simulate", "rongcheng", "--society", "chinese-county-2015", "--people", "-1"], "-1 people"),
        (["simulate", "rongcheng", "--society", "chinese-county-2015", "--seed", "-1"], "seed -1"),
    ],
)
def test_mistakes(arguments, message):
    assert message in call(*arguments, code=2).stderr

"""`isonomia sweep`, as it is called; its runs are real, few and small."""

import json
import sys

import pytest
from typer.testing import CliRunner

from isonomia.cli.app import app
from isonomia.cluster import cluster
from isonomia.sweep.kept import is_over, keep_plan, kept_plan, swept
from unit.sweep.made import plan, stub

SMALL = [
    "sweep", "rongcheng", "--society", "chinese-county-2015", "--people", "200", "--weeks", "8",
    "--trajectories", "2", "--only", "response.know", "--only", "ties", "--workers", "1",
]  # fmt: skip


def call(*arguments, code=0):
    result = CliRunner().invoke(app, [*map(str, arguments)])
    assert result.exit_code == code, result.output + result.stderr
    return result


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::FutureWarning", "ignore::DeprecationWarning")
def test_a_sweep_of_real_runs_stopped_and_taken_up_again(tmp_path):
    kept, page = tmp_path / "kept", tmp_path / "sweep.html"
    with cluster(None, 1):  # one start of Ray for both calls
        stopped_and_taken_up_again(kept)
    over = call("sweep", "--resume", kept, "-o", page)
    assert over.stderr == ""
    assert page.read_text().startswith("<!doctype html>")


def stopped_and_taken_up_again(kept):
    result = call(*SMALL, "--keep", kept, "--format", "json")
    assert "18 pairs of runs of 200 people over 8 weeks: 3 numbers varied" in result.stderr
    found = json.loads(result.stdout)
    assert len(found["findings"]) == 45
    whole = (kept / "points.jsonl").read_bytes()
    lines = whole.splitlines(keepends=True)
    (kept / "points.jsonl").write_bytes(b"".join(lines[5:3:-1]) + lines[7][:40])
    again = call("sweep", "--resume", kept, "--workers", "1", "--format", "json")
    assert again.stdout == result.stdout
    assert (kept / "points.jsonl").read_bytes() == whole


@pytest.fixture
def screened(tmp_path):
    folder = tmp_path / "first"
    keep_plan(plan(blocks=8), folder)
    swept(plan(blocks=8), stub, folder)
    return folder


def test_what_led_in_a_kept_sweep_is_varied(screened, tmp_path, monkeypatch):
    monkeypatch.setattr("isonomia.cli.sweeps.spread", lambda plan, points, address, workers: stub(plan, points))
    second = tmp_path / "second"
    wanted = ["--design", "sobol", "--samples", "16", "--screened", screened, "--keep", second, "--format", "json"]
    result = call("sweep", "rongcheng", "--society", "chinese-county-2015", *wanted, "--top", "2")
    assert "varied: response.know, feelings.trust\n" in result.stderr
    assert [item["number"] for item in json.loads(result.stdout)["varied"]] == ["response.know", "feelings.trust"]
    assert is_over(kept_plan(second), second)


def test_a_stop_says_how_to_go_on(tmp_path, monkeypatch):
    def stopped(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr("isonomia.cli.sweeps.spread", stopped)
    result = call(*SMALL, "--keep", tmp_path / "kept", code=130)
    assert f"stopped; go on with `isonomia sweep --resume {tmp_path / 'kept'}`" in result.stderr


def test_without_ray(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    result = call(*SMALL, code=2)
    assert "error: Ray is not installed" in result.stderr
    assert "pip install 'isonomia[sweep]'" in result.stderr


def test_without_salib(monkeypatch):
    monkeypatch.delitem(sys.modules, "isonomia.sweep.salib", raising=False)
    for name in [name for name in sys.modules if name.split(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "SALib", None)
    result = call(*SMALL, code=2)
    assert result.stderr.endswith(
        "error: SALib is not installed, which chooses the points of a sweep\n  = help: pip install 'isonomia[sweep]'\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sweep"], "no scheme"),
        (["sweep", "rongcheng", "--society", "university"], "no activity of society 'university'"),
        ([*SMALL, "--only", "response.knwo"], "the society has no number 'response.knwo'"),
        ([*SMALL, "--trajectories", "1"], "1 trajectories"),
        ([*SMALL, "--workers", "0"], "0 workers"),
        ([*SMALL, "--cluster", "localhost:1"], "--workers together with --cluster"),
        ([*SMALL, "--seed", "-1"], "seed -1"),
        ([*SMALL, "--top", "0"], "--top 0"),
        ([*SMALL, "--people", "0"], "0 people"),
        ([*SMALL, "--weeks", "0"], "0 weeks"),
        ([*SMALL, "--baseline", "flensburg"], "no activity of society 'chinese-county-2015'"),
        ([*SMALL, "--screened", "nowhere"], "--only together with --screened"),
        ([*SMALL, "--design", "sobol", "--samples", "100"], "100 samples"),
        ([*SMALL[:4], "--design", "sobol"], "--design sobol without a choice of numbers"),
        ([*SMALL[:4], "--screened", "/nonexistent"], "holds no sweep to go on with"),
        ([*SMALL, "--resume", "/nonexistent"], "--resume together with a scheme"),
        (["sweep", "--resume", "/nonexistent", "--people", "2000"], "--people with --resume"),
        (["sweep", "--resume", "/nonexistent", "--only", "response"], "--only with --resume"),
        (["sweep", "--resume", "/nonexistent", "--seed", "1"], "--seed with --resume"),
        (["sweep", "--resume", "/nonexistent"], "holds no sweep to go on with"),
        ([*SMALL, "--keep", __file__], "exists already and is not an empty directory"),
    ],
)
def test_mistakes(arguments, message):
    assert message in call(*arguments, code=2).stderr


def test_a_screening_that_is_not_over(tmp_path):
    keep_plan(plan(), tmp_path / "first")
    result = call(*SMALL[:4], "--screened", tmp_path / "first", code=2)
    assert f"the sweep in '{tmp_path / 'first'}' is not over" in result.stderr

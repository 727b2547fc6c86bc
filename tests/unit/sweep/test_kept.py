"""A kept sweep: stopped anywhere and taken up again, it ends in the same bytes."""

import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isonomia.errors import UsageError
from isonomia.sweep.design import Kind
from isonomia.sweep.kept import is_over, keep_plan, kept_plan, swept
from isonomia.sweep.result import foremost, result
from isonomia.sweep.signs import Verdict
from unit.sweep.made import KEYS, ONLY, plan, shown, stub


class Stopped(Exception):
    """What a kill does to a sweep."""


def stopping_after(count):
    def run(plan, points):
        for turn, found in enumerate(stub(plan, points)):
            if turn == count:
                raise Stopped
            yield found

    return run


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sweep") / "whole"
    keep_plan(plan(), folder)
    return folder, swept(plan(), stub, folder)


@pytest.fixture
def whole(made_once, tmp_path):
    """A sweep that nothing stopped: its folder, and what it measured."""
    return shutil.copytree(made_once[0], tmp_path / "whole"), made_once[1]


def test_results_are_in_the_order_of_the_points(whole):
    folder, measured = whole
    lines = [json.loads(line) for line in (folder / "points.jsonl").read_text().splitlines()]
    assert [line["point"] for line in lines] == list(range(8 + 16 + 4))
    first = plan().points[9]
    assert measured[9] == shown(plan().values(first.row), 1)
    assert sorted(bytes_of(folder)) == ["design.parquet", "points.jsonl", "request.json"]


@pytest.mark.parametrize("count", [0, 1, 13, 27])
@pytest.mark.parametrize("torn", ["", '{"point": 3, "val'])
def test_stopped_and_taken_up_again(whole, tmp_path, count, torn):
    folder = tmp_path / "stopped"
    keep_plan(plan(), folder)
    with pytest.raises(Stopped):
        swept(plan(), stopping_after(count), folder)
    with (folder / "points.jsonl").open("a") as file:
        file.write(torn)
    again = kept_plan(folder)
    assert not is_over(again, folder)
    asked_for = []

    def run(plan, points):
        asked_for.extend(points)
        yield from stub(plan, points)

    over = []
    assert swept(again, run, folder, over.append) == whole[1]
    assert len(asked_for) == 28 - count
    assert over == list(range(count, 29))
    assert bytes_of(folder) == bytes_of(whole[0])
    assert is_over(again, folder)


def test_the_plan_comes_back_as_it_was(whole):
    folder, _measured = whole
    again, before = kept_plan(folder), plan()
    assert again.design.names == before.design.names == tuple(item.path for item in again.varied)
    assert (again.design.places == before.design.places).all()
    assert again.asked.society.file == before.asked.society.file
    assert (again.varied, again.fixed, again.points) == (before.varied, before.fixed, before.points)


def test_without_a_folder_the_same():
    assert swept(plan(), stub) == swept(plan(), stub)


def test_another_version_is_refused(whole):
    folder, _measured = whole
    record = json.loads((folder / "request.json").read_text())
    for name in ("isonomia", "kernel"):
        (folder / "request.json").write_text(json.dumps(record | {name: "another"}))
        with pytest.raises(UsageError, match=r"was begun with isonomia .*another.*; this is isonomia"):
            kept_plan(folder)


def test_folders_that_hold_no_sweep(tmp_path, whole):
    with pytest.raises(UsageError, match="holds no sweep to go on with"):
        kept_plan(tmp_path)
    with pytest.raises(UsageError, match="exists already and is not an empty directory"):
        keep_plan(plan(), whole[0])


def edited(**change):
    return lambda line: json.dumps(json.loads(line) | change)


@pytest.mark.parametrize(
    "broken",
    [
        lambda line: "nothing",
        lambda line: "",
        lambda line: "[]",
        lambda line: "[" * 100_000,
        lambda line: "\xff",
        lambda line: line.replace("volunteering", "volunteered"),
        lambda line: line.replace(": [", ": [1", 1),
        edited(point=999),
        edited(point=True),
        edited(point=[1]),
        edited(values=None),
        edited(values={}),
        edited(values={KEYS[0]: ["a", "b"]}),
        edited(values={KEYS[0]: [1.0]}),
        edited(values={KEYS[0]: [10**400, 1.0]}),
        edited(values={"nothing": [1.0, 1.0]}),
        edited(sha256=None),
    ],
)
def test_a_broken_line_is_named(whole, broken):
    folder, _measured = whole
    path = folder / "points.jsonl"
    lines = path.read_text().splitlines()
    lines[1] = broken(lines[1])
    path.write_text("".join(line + "\n" for line in lines), encoding="latin-1")
    with pytest.raises(UsageError, match=r"line 2 of .* is no result of this sweep, or was changed"):
        swept(plan(), stub, folder)


def test_results_of_another_sweep_are_refused(whole, tmp_path):
    folder = tmp_path / "other"
    keep_plan(plan(seed=2), folder)
    (folder / "points.jsonl").write_bytes((whole[0] / "points.jsonl").read_bytes())
    with pytest.raises(UsageError, match=r"line 1 of .* is no result of this sweep, or was changed"):
        swept(plan(seed=2), stub, folder)


@pytest.mark.parametrize("name", ["points.jsonl", "design.parquet"])
def test_a_folder_in_place_of_a_file(whole, name):
    folder, _measured = whole
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(UsageError, match=f"{name}' cannot be read: is a directory"):
        is_over(kept_plan(folder), folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.slice(0, 7),
        lambda table: table.select(table.column_names[::-1]),
        lambda table: table.drop_columns(table.column_names[:1]),
        lambda table: table.set_column(0, table.column_names[0], pa.array(["a"] * table.num_rows)),
        lambda table: table.set_column(0, table.column_names[0], pa.array([7.0] * table.num_rows)),
    ],
)
def test_a_design_that_was_changed(whole, change):
    path = whole[0] / "design.parquet"
    pq.write_table(change(pq.read_table(path)), path)
    with pytest.raises(UsageError, match=r"design.parquet' is damaged, or was changed after it was written"):
        kept_plan(whole[0])


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:100], lambda data: b"PAR1", None])
def test_a_design_that_is_damaged_or_gone(whole, damage):
    path = whole[0] / "design.parquet"
    path.write_bytes(damage(path.read_bytes())) if damage else path.unlink()
    with pytest.raises(UsageError, match=r"design.parquet' (is damaged|cannot be read: no such file)"):
        kept_plan(whole[0])


def test_findings():
    made = plan(blocks=8)
    found = result(made, swept(made, stub))
    by_key = {item.subject.key: item for item in found.findings}
    assert list(by_key) == list(KEYS)
    fewer, trust, restricted, rank = (by_key[key] for key in KEYS)
    # volunteering changes by -know / 2 everywhere; know goes from 0.05 to 0.9 on the logarithmic scale
    assert fewer.signs.verdict is Verdict.ROBUST
    assert fewer.signs.below == fewer.signs.points == 32
    assert (fewer.signs.least, fewer.signs.greatest) == pytest.approx((-0.45, -0.025))
    assert [item.name for item in fewer.driven] == ["response.know"]
    # trust changes by (trust - 0.6) * know, with trust between 0.3 and 0.9
    assert trust.signs.verdict is Verdict.DEPENDS
    assert {item.name for item in trust.driven} == {"response.know", "feelings.trust"}
    assert restricted.signs.verdict is Verdict.ROBUST
    # what occurs is more than luck, however far seeds differ
    assert restricted.luck.band > 0
    assert restricted.subject.is_occurrence
    assert not rank.subject.is_occurrence
    assert restricted.centre == pytest.approx(3.11, abs=0.001)
    # one half is the neutral value of a rank, and what differs from it is luck
    assert rank.signs.verdict is Verdict.NONE
    assert rank.luck.band > 0
    assert rank.driven == ()
    assert foremost(found, 1) == ["response.know"]
    assert foremost(found, 9) == ["response.know", "feelings.trust"]
    assert set(ONLY) - set(foremost(found, 9)) == {"ties.near"}


def test_what_occurs_counts_within_the_band_too():
    made = plan(blocks=2)

    def rare(plan, points):
        for point, values in stub(plan, points):
            yield point, values | {KEYS[2]: (0.001 * (point.seed % 2), None), KEYS[3]: (0.5 + point.seed % 2, None)}

    _fewer, _trust, restricted, rank = result(made, swept(made, rare)).findings
    assert restricted.luck.band > 0.001
    assert restricted.signs.verdict is Verdict.ROBUST
    assert rank.luck.band > 1
    assert rank.signs.verdict is Verdict.NONE


def test_findings_of_sobol():
    made = plan(kind=Kind.SOBOL, blocks=64)
    found = {item.subject.key: item for item in result(made, swept(made, stub)).findings}
    driver = found[KEYS[0]].drivers.found[0]
    assert driver.name == "response.know"
    assert driver.main == pytest.approx(1, abs=0.15)
    assert driver.other == pytest.approx(1, abs=0.15)
    assert found[KEYS[1]].signs.verdict is Verdict.DEPENDS

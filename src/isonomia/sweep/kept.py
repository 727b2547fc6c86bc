"""A sweep that can be stopped at any moment: what was asked for, the design, and each result as it comes.

`request.json` holds the texts of society, schemes and all numbers; `design.parquet` a row a point, a column an
assumption, each from 0 (least of its range) to 1 (greatest); `points.jsonl` a line a pair of runs that is over. A line
is written whole and to the disk before the next; a last line cut off by a stop is dropped, and its pair run again. At
the end the lines are put into the order of the points, so that a sweep that was stopped ends in the same bytes as one
that was not.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isonomia import __version__
from isonomia.errors import UsageError
from isonomia.scheme.load import read_scheme_text
from isonomia.simulate.compiled import kernel_digest
from isonomia.society.load import read_society_text
from isonomia.sweep.design import Design, Kind
from isonomia.sweep.pair import Measured
from isonomia.sweep.plan import Asked, Plan, Point, make_plan
from isonomia.whole_file import aside, write_whole

REQUEST_FILE, DESIGN_FILE, POINTS_FILE = "request.json", "design.parquet", "points.jsonl"
NUMBERS = ("people", "weeks", "seed", "blocks")


def keep_plan(plan: Plan, folder: Path) -> None:
    """Write what was asked for and the design into a new or empty folder, or UsageError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"'{folder}' exists already and is not an empty directory",
            remedy=f"go on with `--resume {folder}`, or name another",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"'{folder}' cannot be written: {(error.strerror or str(error)).lower()}", remedy="choose another directory"
        ) from None
    asked, design = plan.asked, plan.design
    columns = {name: design.places[:, at] for at, name in enumerate(design.names)}
    with aside(folder / DESIGN_FILE) as place:
        pq.write_table(pa.table(columns), place)
    record: dict[str, Any] = {
        name: None if item is None else {"path": str(item.path), "text": item.text}
        for name, item in (("society", asked.society), ("scheme", asked.scheme), ("baseline", asked.baseline))
    }
    record |= {name: getattr(asked, name) for name in NUMBERS}
    record |= {"design": asked.kind.value, "only": list(asked.only)}
    record |= {"isonomia": __version__, "kernel": kernel_digest()}
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_whole(text.encode("utf-8"), folder / REQUEST_FILE)


def kept_plan(folder: Path) -> Plan:
    """The plan in a folder; UsageError where there is none, or where another version of isonomia began it."""
    try:
        found = json.loads((folder / REQUEST_FILE).read_text(encoding="utf-8"))
        made_by = (found["isonomia"], found["kernel"])
        society = read_society_text(Path(found["society"]["path"]), found["society"]["text"])
        schemes = [
            None if found[name] is None else read_scheme_text(Path(found[name]["path"]), found[name]["text"])
            for name in ("scheme", "baseline")
        ]
        numbers = [found[name] for name in NUMBERS]
        kind, only = Kind(found["design"]), tuple(found["only"])
        table = pq.read_table(folder / DESIGN_FILE)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowInvalid):
        raise UsageError(
            f"'{folder}' holds no sweep to go on with", remedy="name the folder that `--keep` was given"
        ) from None
    if made_by != (__version__, kernel_digest()):
        raise UsageError(
            f"the sweep in '{folder}' was begun with isonomia {made_by[0]}, kernel {made_by[1]}; this is isonomia "
            f"{__version__}, kernel {kernel_digest()}",
            remedy="go on with the isonomia that began it, or begin again: results of two versions do not mix",
        )
    assert society.society is not None
    assert schemes[0] is not None
    assert schemes[0].scheme is not None
    baseline = schemes[1].scheme if schemes[1] is not None else None
    people, weeks, seed, blocks = numbers
    asked = Asked(society.society, schemes[0].scheme, baseline, people, weeks, seed, kind, blocks, only)
    places = np.column_stack([column.to_numpy() for column in table.columns])
    return make_plan(asked, Design(kind, blocks, tuple(table.column_names), places))


Runner = Callable[[Plan, list[Point]], Iterator[tuple[Point, Measured]]]
"""Runs points, and gives each with its results when it is over."""


def swept(
    plan: Plan, runner: Runner, folder: Path | None = None, progress: Callable[[int], None] | None = None
) -> list[Measured]:
    """What every point shows, in their order; points that a folder holds already are not run again.

    `progress` is told how many points are over.
    """
    done = {} if folder is None else _kept_points(folder)
    if progress is not None:
        progress(len(done))
    missing = [point for point in plan.points if point.number not in done]
    with _appending(folder) as append:
        for point, values in runner(plan, missing):
            append(_line(point.number, values))
            done[point.number] = values
            if progress is not None:
                progress(len(done))
    results = [done[point.number] for point in plan.points]
    if folder is not None and missing:
        lines = "".join(_line(number, values) for number, values in enumerate(results))
        write_whole(lines.encode("utf-8"), folder / POINTS_FILE)
    return results


def is_over(plan: Plan, folder: Path) -> bool:
    """Whether a folder holds the results of all points."""
    return len(_kept_points(folder)) == len(plan.points)


def _line(number: int, values: Measured) -> str:
    return json.dumps({"point": number, "values": values}, ensure_ascii=False) + "\n"


@contextmanager
def _appending(folder: Path | None) -> Iterator[Callable[[str], None]]:
    if folder is None:
        yield lambda line: None
        return
    with (folder / POINTS_FILE).open("a", encoding="utf-8") as file:

        def append(line: str) -> None:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

        yield append


def _kept_points(folder: Path) -> dict[int, Measured]:
    """The points that are over; what a stop left of a line is cut off the file."""
    path = folder / POINTS_FILE
    if not path.exists():
        return {}
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        os.truncate(path, len(whole))
    found = {}
    for number, line in enumerate(whole.decode("utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
            found[record["point"]] = {key: (pair[0], pair[1]) for key, pair in record["values"].items()}
        except (ValueError, KeyError, TypeError):
            raise UsageError(
                f"line {number} of '{path}' is no result of a sweep",
                remedy="delete the line: its pair of runs is then made again",
            ) from None
    return found

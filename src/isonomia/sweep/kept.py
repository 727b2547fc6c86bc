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
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from isonomia.errors import UsageError
from isonomia.experiment.request_file import (
    DIGEST,
    REMEDY,
    TEXTS,
    digest_of,
    read_request,
    read_texts,
    texts_of,
    write_request,
)
from isonomia.sweep.design import Design, Kind
from isonomia.sweep.pair import Measured
from isonomia.sweep.plan import Asked, Plan, Point, make_plan
from isonomia.whole_file import aside, write_whole

DESIGN_FILE, POINTS_FILE = "design.parquet", "points.jsonl"
NUMBERS = ("people", "weeks", "seed", "blocks")
DIGEST_DIGITS = 16


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
    design_digest = sha256((folder / DESIGN_FILE).read_bytes()).hexdigest()
    record = texts_of(asked) | {name: getattr(asked, name) for name in NUMBERS}
    record |= {"design": asked.kind.value, "only": list(asked.only), "design_sha256": design_digest}
    write_request(record, folder)


def kept_plan(folder: Path) -> Plan:
    """The plan in a folder; UsageError where there is none, it was changed, or another version of isonomia began it."""
    absent = UsageError(f"'{folder}' holds no sweep to go on with", remedy="name the folder that `--keep` was given")
    found = read_request(folder, (*TEXTS, *NUMBERS, "design", "only", "design_sha256"), absent)
    society, scheme, baseline = read_texts(found, folder)
    people, weeks, seed, blocks = (found[name] for name in NUMBERS)
    kind, only = Kind(found["design"]), tuple(found["only"])
    asked = Asked(society, scheme, baseline, people, weeks, seed, kind, blocks, only)
    try:
        data = (folder / DESIGN_FILE).read_bytes()
    except OSError as error:
        raise _unreadable(folder / DESIGN_FILE, error, REMEDY) from None
    if sha256(data).hexdigest() != found["design_sha256"]:
        raise UsageError(f"'{folder / DESIGN_FILE}' is damaged, or was changed after it was written", remedy=REMEDY)
    table = pq.read_table(pa.BufferReader(data))
    places = np.column_stack([column.to_numpy() for column in table.columns])
    return make_plan(asked, Design(kind, blocks, tuple(table.column_names), places))


def _unreadable(path: Path, error: OSError, remedy: str) -> UsageError:
    return UsageError(f"'{path}' cannot be read: {(error.strerror or str(error)).lower()}", remedy=remedy)


Runner = Callable[[Plan, list[Point]], Iterator[tuple[Point, Measured]]]
"""Runs points, and gives each with its results when it is over."""


def swept(
    plan: Plan, runner: Runner, folder: Path | None = None, progress: Callable[[int], None] | None = None
) -> list[Measured]:
    """What every point shows, in their order; points that a folder holds already are not run again.

    `progress` is told how many points are over.
    """
    done = {} if folder is None else _kept_points(plan, folder)
    if progress is not None:
        progress(len(done))
    missing = [point for point in plan.points if point.number not in done]
    with _appending(folder) as append:
        for point, values in runner(plan, missing):
            append(_line(plan, point.number, values))
            done[point.number] = values
            if progress is not None:
                progress(len(done))
    results = [done[point.number] for point in plan.points]
    if folder is not None and missing:
        lines = "".join(_line(plan, number, values) for number, values in enumerate(results))
        write_whole(lines.encode("utf-8"), folder / POINTS_FILE)
    return results


def is_over(plan: Plan, folder: Path) -> bool:
    """Whether a folder holds the results of all points."""
    return len(_kept_points(plan, folder)) == len(plan.points)


def _line(plan: Plan, number: int, values: Measured) -> str:
    record = {"point": number, "values": values, DIGEST: _digest(plan, number, values)}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _digest(plan: Plan, number: int, values: Any) -> str:
    """What a line ends in: by it a result is known that was edited, or that is another sweep's."""
    return digest_of([plan.digest, number, values])[:DIGEST_DIGITS]


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


def _kept_points(plan: Plan, folder: Path) -> dict[int, Measured]:
    """The points that are over; what a stop left of a line is cut off the file."""
    path = folder / POINTS_FILE
    try:
        data = path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            os.truncate(path, len(whole))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unreadable(path, error, "check the path and its permissions") from None
    found = {}
    for number, line in enumerate(whole.split(b"\n")[:-1], 1):
        try:
            record = json.loads(line)
            point, values = record["point"], record["values"]
            is_whole = record[DIGEST] == _digest(plan, point, values)
        except (ValueError, KeyError, TypeError, RecursionError):
            is_whole = False
        if not is_whole:
            raise UsageError(
                f"line {number} of '{path}' is no result of this sweep, or was changed",
                remedy="delete the line: its pair of runs is then made again",
            )
        found[point] = {key: (pair[0], pair[1]) for key, pair in values.items()}
    return found

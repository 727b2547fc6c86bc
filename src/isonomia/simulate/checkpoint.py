"""A run on disk between two weeks: whole or not there at all, and goes on to the same bytes.

A NumPy archive of all arrays, and beside them, as JSON, what the run was made from: the texts of society and scheme,
people, weeks, seed, shards. A run that is killed while a checkpoint is written leaves the one before.
"""

import contextlib
import io
import json
import os
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.errors import UsageError
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.compiled import kernel_digest
from isonomia.simulate.population.state import People, Store
from isonomia.simulate.run import Request, Run, begin
from isonomia.simulate.submodels.observe import Log
from isonomia.society.load import read_society_text
from isonomia.society.society import Society

VERSION = 1


@dataclass(frozen=True)
class Origin:
    """What a run was made from, as a checkpoint keeps it."""

    society: Society
    scheme: Scheme | None
    people: int
    weeks: int
    seed: int
    shards: int
    sample: int

    @property
    def request(self) -> Request:
        return Request(self.society.file, self.scheme, self.people, self.weeks, self.seed, self.shards, self.sample)


def save(run: Run, origin: Origin, path: Path) -> None:
    """Write a checkpoint aside, then put it in place of the last one."""
    meta = {
        "isonomia_checkpoint": VERSION,
        "kernel": kernel_digest(),
        "society": {"path": str(origin.society.path), "text": origin.society.text},
        "scheme": None if origin.scheme is None else {"path": str(origin.scheme.path), "text": origin.scheme.text},
        "people": origin.people,
        "weeks": origin.weeks,
        "seed": origin.seed,
        "shards": len(run.shards),
        "sample": origin.sample,
        "tick": run.tick,
    }
    arrays: dict[str, npt.NDArray[Any]] = {"meta": np.frombuffer(json.dumps(meta).encode(), np.uint8)}
    for number, shard in enumerate(run.shards):
        for name, value in (*shard.people._asdict().items(), *shard.store._asdict().items()):
            arrays[f"{number}.{name}"] = value
        arrays[f"{number}.tally"], arrays[f"{number}.joined"] = shard.tally, shard.joined
        arrays[f"{number}.log_rows"], arrays[f"{number}.log_standings"] = shard.log.rows, shard.log.standings
        arrays[f"{number}.acts_of_sample"] = np.array(shard.acts_of_sample, shard.people.acts.dtype)
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type] # its stub has the names' types for other options
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint as read: what the run was made from, how many weeks are over, and its arrays."""

    path: Path
    origin: Origin
    tick: int
    arrays: dict[str, npt.NDArray[Any]]

    def resume(self, request: Request) -> Run:
        """The run as it was; `request` may only give the store more room."""
        run = begin(replace(self.origin.request, room=request.room))
        for number, shard in enumerate(run.shards):
            shard.people = People(*[self._own(number, name) for name in People._fields])
            shard.store = Store(*[self._own(number, name) for name in Store._fields])
            shard.tally, shard.joined = self._own(number, "tally"), self._own(number, "joined")
            shard.log = Log(
                self._own(number, "log_rows"), shard.log.persons, self._own(number, "log_standings"), shard.log.assessed
            )
            shard.acts_of_sample = list(self._own(number, "acts_of_sample"))
            shard.tick = self.tick
        run.tick = self.tick
        return run

    def _own(self, shard: int, name: str) -> npt.NDArray[Any]:
        return self.arrays[f"{shard}.{name}"].copy()


def load(path: Path) -> Checkpoint:
    """Read a checkpoint; UsageError for what is none, is damaged, or was written by another kernel."""
    remedy = "begin anew, or name another checkpoint"
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        meta = json.loads(arrays.pop("meta").tobytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"the checkpoint '{path}' cannot be read: {reason}", remedy="check the path") from None
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile):
        raise UsageError(f"'{path}' is no checkpoint, or a damaged one", remedy=remedy) from None
    if meta.get("isonomia_checkpoint") != VERSION or meta.get("kernel") != kernel_digest():
        raise UsageError(
            f"the checkpoint '{path}' was written by another version of isonomia, which may act otherwise",
            remedy="go on with that version, or begin anew",
        )
    society = read_society_text(Path(meta["society"]["path"]), meta["society"]["text"]).society
    assert society is not None
    scheme = None
    if meta["scheme"] is not None:
        scheme = read_scheme_text(Path(meta["scheme"]["path"]), meta["scheme"]["text"]).scheme
    shape = (meta["people"], meta["weeks"], meta["seed"], meta["shards"], meta["sample"])
    return Checkpoint(path, Origin(society, scheme, *shape), meta["tick"], arrays)

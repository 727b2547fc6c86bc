"""A run on disk between two weeks: whole or not there at all, and goes on to the same bytes.

A NumPy archive of all arrays, and beside them, as JSON, what the run was made from: the texts of society and scheme,
people, weeks, seed, shards, and a digest of it all. A run that is killed while a checkpoint is written leaves the one
before.
"""

import contextlib
import io
import json
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
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

VERSION = 3
META, DIGEST = "meta", "sha256"
DAMAGED = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, RuntimeError, TypeError, ValueError,
    struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading something raises that is no archive of arrays, or not any more."""
Arrays = dict[str, npt.NDArray[Any]]


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
    keeps_all: bool = False

    @property
    def request(self) -> Request:
        return Request(
            self.society.file,
            self.scheme,
            self.people,
            self.weeks,
            self.seed,
            self.shards,
            self.sample,
            keeps_all=self.keeps_all,
        )

    @property
    def text(self) -> str:
        """All of it as JSON, the files as they are written: what any machine with isonomia can make the run from."""
        texts = {
            name: None if item is None else {"path": str(item.path), "text": item.text}
            for name, item in (("society", self.society), ("scheme", self.scheme))
        }
        return json.dumps(texts | {name: getattr(self, name) for name in NUMBERS})

    @classmethod
    def from_text(cls, text: str) -> "Origin":
        """What `text` tells of; ValueError or KeyError if that is nothing."""
        found = json.loads(text)
        society = read_society_text(Path(found["society"]["path"]), found["society"]["text"]).society
        assert society is not None
        scheme = None
        if found["scheme"] is not None:
            scheme = read_scheme_text(Path(found["scheme"]["path"]), found["scheme"]["text"]).scheme
        return cls(society, scheme, *[found[name] for name in NUMBERS])


NUMBERS = ("people", "weeks", "seed", "shards", "sample", "keeps_all")
"""What an origin holds besides its files."""


def arrays_of(run: Run) -> Arrays:
    """All that changes in the shards at hand, by the number of the shard in the run and a name."""
    arrays: Arrays = {}
    for number, shard in enumerate(run.shards, run.first_shard):
        for name, value in (*shard.people._asdict().items(), *shard.store._asdict().items()):
            arrays[f"{number}.{name}"] = value
        arrays[f"{number}.tally"], arrays[f"{number}.joined"] = shard.tally, shard.joined
        arrays[f"{number}.log_rows"], arrays[f"{number}.log_standings"] = shard.log.rows, shard.log.standings
        arrays[f"{number}.acts_of_sample"] = np.array(shard.acts_of_sample, shard.people.acts.dtype)
    return arrays


def save(run: Run, origin: Origin, path: Path) -> None:
    """Write a checkpoint aside, then put it in place of the last one."""
    save_parts([arrays_of(run)], replace(origin, shards=len(run.shards)), run.tick, path)


def save_parts(parts: Iterable[Arrays], origin: Origin, tick: int, path: Path) -> None:
    """The same of a run whose shards come in parts, one after another, so that not all need be here at once."""
    meta = {"isonomia_checkpoint": VERSION, "kernel": kernel_digest(), "tick": tick, "origin": origin.text}
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                for part in parts:
                    _write(archive, part)
                whole = json.dumps(meta | {DIGEST: _digest(meta, archive)}).encode()
                _write(archive, {META: np.frombuffer(whole, np.uint8)})
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _write(archive: zipfile.ZipFile, arrays: Arrays) -> None:
    """Add arrays to what becomes a NumPy archive."""
    for name, value in arrays.items():
        with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
            np.lib.format.write_array(member, value, allow_pickle=False)


def _digest(meta: dict[str, Any], archive: zipfile.ZipFile) -> str:
    """Of what is said about a run and of its arrays, by their sizes and the checksums that reading tests."""
    arrays = [item for item in archive.infolist() if item.filename != f"{META}.npy"]
    members = [(item.filename, item.file_size, item.CRC) for item in arrays]
    return sha256(json.dumps([meta, members], sort_keys=True).encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint as read: what the run was made from, how many weeks are over, and its arrays."""

    path: Path
    origin: Origin
    tick: int
    arrays: Arrays

    def part(self, shards: range) -> "Checkpoint":
        """The same with the arrays of these shards alone."""
        held = {name: value for name, value in self.arrays.items() if int(name.split(".")[0]) in shards}
        return replace(self, arrays=held)

    def resume(self, request: Request, only: range | None = None) -> Run:
        """The run as it was, or `only` those of its shards; `request` may only give the store more room."""
        run = begin(replace(self.origin.request, room=request.room), only)
        for number, shard in enumerate(run.shards, run.first_shard):
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


def weeks_over(path: Path) -> int | None:
    """How many weeks were over at a checkpoint, which is not read as a whole; None where there is none."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            return int(json.loads(archive[META].tobytes())["tick"])
    except (OSError, *DAMAGED):
        return None


def load(path: Path) -> Checkpoint:
    """Read a checkpoint; UsageError for what is none, is damaged, or was written by another kernel."""
    remedy = "begin anew, or name another checkpoint"
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
            meta = dict(json.loads(arrays.pop(META).tobytes()))
            digest = meta.pop(DIGEST, None)
            is_whole = digest == _digest(meta, archive.zip)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"the checkpoint '{path}' cannot be read: {reason}", remedy="check the path") from None
    except DAMAGED:
        raise UsageError(f"'{path}' is no checkpoint, or a damaged one", remedy=remedy) from None
    if meta.get("isonomia_checkpoint") != VERSION or meta.get("kernel") != kernel_digest():
        raise UsageError(
            f"the checkpoint '{path}' was written by another version of isonomia, which may act otherwise",
            remedy="go on with that version, or begin anew",
        )
    if not is_whole:
        raise UsageError(f"the checkpoint '{path}' was changed after it was written", remedy=remedy)
    return Checkpoint(path, Origin.from_text(meta["origin"]), meta["tick"], arrays)

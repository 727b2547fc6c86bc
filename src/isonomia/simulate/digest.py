"""A digest of all that happened in a run, the same however the run was spread, stored, stopped and taken up again.

Each district has a digest of its own, and the run's is that of theirs and of all counts: so every machine works out its
own districts', and 32 bytes a district are all that need come together.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.simulate.population.state import (
    BAND_TRUE,
    DUE,
    FLAGS,
    KEY,
    LOW,
    PATROL,
    QUEUE,
    RECORDED_ONES,
    RECORDS,
    RECORDS_AT,
    ROOM,
    SAMPLED,
    SETTLED,
    SETTLED_TRUE,
    SIZE,
)
from isonomia.simulate.shard import ShardRun

STORAGE = {
    "bytes": (ROOM, BAND_TRUE),
    "longs": (RECORDS_AT, RECORDS, SETTLED, SETTLED_TRUE, DUE, KEY),
    "acts": tuple(range(RECORDED_ONES, RECORDED_ONES + 3)),
}
"""Rows that depend on where things lie, on how much of the past a run still holds, or that follow from the rest.

Records are held for as long as the scheme needs them, or all of them if others are to go on from the run. What they
did is in every score, band and feeling, and the counts tell how many were made, contested, struck and held.
"""


def digest(shards: Sequence[ShardRun]) -> str:
    """SHA-256, in hexadecimal, of the state of all people and of all counts."""
    districts = [found for shard in shards for found in district_digests(shard)]
    return digest_of(districts, np.sum([shard.tally for shard in shards], axis=0))


def digest_of(districts: Sequence[bytes], counts: npt.NDArray[np.int64]) -> str:
    """The digest of a run by those of its districts, in order, and the counts of all shards together."""
    found = hashlib.sha256(b"".join(districts))
    _add(found, "tally", counts)
    return found.hexdigest()


def district_digests(shard: ShardRun) -> list[bytes]:
    """The digest of each of a shard's districts."""
    return [_district(shard, district) for district in range(shard.store.parts.shape[0])]


def _district(shard: ShardRun, district: int) -> bytes:
    found = hashlib.sha256()
    part = shard.store.parts[district]
    people = slice(int(part[LOW]), int(part[LOW] + part[SIZE]))
    for name in ("bytes", "shorts", "longs", "chances", "acts"):
        array = getattr(shard.people, name)
        rows = [row for row in range(array.shape[0]) if row not in STORAGE.get(name, ())]
        kept = array[rows, people]
        if name == "bytes":
            kept[rows.index(FLAGS)] &= ~np.uint8(SAMPLED)
        _add(found, name, kept)
    _add(found, "own", shard.people.own[people])
    _add(found, "queue and patrol", part[[QUEUE, PATROL]])
    return found.digest()


def _add(found: "hashlib._Hash", name: str, values: npt.NDArray[Any]) -> None:
    little = np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<"), copy=False))
    found.update(f"{name} {little.dtype.str} {little.shape}\n".encode())
    found.update(little.data)

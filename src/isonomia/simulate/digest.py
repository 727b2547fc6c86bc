"""A digest of all that a run knows, the same however the run was spread: by person, in order, records as they stand.

Each district has a digest of its own, and the run's is that of theirs and of all counts: so every machine works out its
own districts', and 32 bytes a district are all that need come together.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.simulate.population.state import (
    BEGIN,
    FLAGS,
    KEY,
    LOW,
    PATROL,
    QUEUE,
    RECORDS,
    RECORDS_AT,
    ROOM,
    SAMPLED,
    SIZE,
)
from isonomia.simulate.shard import ShardRun

LAYOUT = {"longs": (RECORDS_AT, KEY), "bytes": (ROOM,)}
"""Rows that depend on where things lie, or on what is worked out from the rest."""


def digest(shards: Sequence[ShardRun]) -> str:
    """SHA-256, in hexadecimal, of the state of all people, of their records, and of all counts."""
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
        rows = [row for row in range(array.shape[0]) if row not in LAYOUT.get(name, ())]
        kept = array[rows, people]
        if name == "bytes":
            kept[rows.index(FLAGS)] &= ~np.uint8(SAMPLED)
        _add(found, name, kept)
    _add(found, "own", shard.people.own[people])
    if not shard.setting.is_plain:
        _add_records(found, shard, part, people)
    _add(found, "queue and patrol", part[[QUEUE, PATROL]])
    return found.digest()


def _add_records(found: "hashlib._Hash", shard: ShardRun, part: npt.NDArray[np.int64], people: slice) -> None:
    counts = shard.people.longs[RECORDS, people].astype(np.int64)
    starts = part[BEGIN] + shard.people.longs[RECORDS_AT, people] - (np.cumsum(counts) - counts)
    places = np.repeat(starts, counts) + np.arange(counts.sum())
    _add(found, "records", shard.store.columns[:, places])


def _add(found: "hashlib._Hash", name: str, values: npt.NDArray[Any]) -> None:
    little = np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<"), copy=False))
    found.update(f"{name} {little.dtype.str} {little.shape}\n".encode())
    found.update(little.data)

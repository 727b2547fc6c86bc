"""A digest of all that a run knows, the same however the run was spread: by person, in order, records as they stand."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from isonomia.simulate.population.state import (
    BEGIN,
    FLAGS,
    KEY,
    PATROL,
    QUEUE,
    RECORDS,
    RECORDS_AT,
    ROOM,
    SAMPLED,
    SIZE,
)
from isonomia.simulate.shard import ShardRun

LAYOUT = (RECORDS_AT, KEY)
"""Rows of `longs` that depend on where things lie, or on what is worked out from the rest."""


def digest(shards: Sequence[ShardRun]) -> str:
    """SHA-256, in hexadecimal, of the state of all people, of their records, and of all counts."""
    found = hashlib.sha256()
    for name in ("bytes", "shorts", "own", "longs", "chances", "acts"):
        parts = [getattr(shard.people, name) for shard in shards]
        whole = np.concatenate(parts, axis=1) if name != "own" else np.concatenate(parts).T
        for row in range(whole.shape[0]):
            if not (name == "longs" and row in LAYOUT) and not (name == "bytes" and row == ROOM):
                kept = whole[row] & ~np.uint8(SAMPLED) if (name, row) == ("bytes", FLAGS) else whole[row]
                _add(found, f"{name} {row}", kept)
    for row in range(4 if not shards[0].setting.is_plain else 0):
        _add(found, f"records {row}", np.concatenate([_records(shard, row) for shard in shards]))
    _add(found, "tally", np.sum([shard.tally for shard in shards], axis=0))
    _add(found, "patrol", np.concatenate([shard.store.parts[:, PATROL] for shard in shards]))
    _add(found, "queue", np.concatenate([shard.store.parts[:, QUEUE] for shard in shards]))
    return found.hexdigest()


def _add(found: "hashlib._Hash", name: str, values: np.ndarray) -> None:
    little = np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<"), copy=False))
    found.update(f"{name} {little.dtype.str} {little.shape}\n".encode())
    found.update(little.tobytes())


def _records(shard: ShardRun, row: int) -> Any:
    """One column of the records of all people, person by person."""
    counts = shard.people.longs[RECORDS].astype(np.int64)
    parts = shard.store.parts
    starts = np.repeat(parts[:, BEGIN], parts[:, SIZE]) + shard.people.longs[RECORDS_AT]
    places = np.repeat(starts - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts) + np.arange(counts.sum())
    return shard.store.columns[row, places]

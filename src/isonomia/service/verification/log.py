"""The log against its checkpoints, and against the ledger: every root, and a leaf for every record."""

import json
from collections.abc import Generator, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from isonomia.errors import NotVerified
from isonomia.service.log.keys import every_key, signing_key, successions
from isonomia.service.log.publish import TilesInDatabase, latest
from isonomia.service.log.tables import log_checkpoint
from isonomia.service.members.tables import person
from isonomia.service.records.tables import pending_leaf, record
from isonomia.service.records.wire import logged_fact
from isonomia.service.verification.finding import Finding, Progress
from isonomia.transparency.checkpoint import open_checkpoint
from isonomia.transparency.commitment import commitment
from isonomia.transparency.edge import Edge
from isonomia.transparency.hashing import leaf_hash
from isonomia.transparency.log_keys import LogKeys
from isonomia.transparency.tile import CHECKPOINT_PATH
from isonomia.transparency.verify import entries_with_tiles, verify_log

ROWS_AT_ONCE = 5_000


class _Published:
    """The log as others read it: tiles, and the latest checkpoint."""

    def __init__(self, connection: Connection, note: bytes) -> None:
        self.tiles = TilesInDatabase(connection)
        self.note = note

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        found = self.tiles.read([path for path in paths if path != CHECKPOINT_PATH])
        return found | ({CHECKPOINT_PATH: self.note} if CHECKPOINT_PATH in paths else {})


def findings_in_log(connection: Connection, progress: Progress | None = None) -> Iterator[Finding]:
    """Check every tile, the root of every checkpoint that was kept, and that each record has its leaf."""
    leaves = {bytes.fromhex(text) for text in connection.execute(select(pending_leaf.c.commitment)).scalars()}
    last = latest(connection)
    if last is not None:
        reader, key = _Published(connection, last[1]), signing_key(connection).verifier
        try:
            verify_log(reader, key, progress=progress)
            chain = successions(connection)
            if chain and chain[-1].successor != key:
                yield Finding("log", "its successions do not lead to the key that signs it now")
            leaves |= yield from _checkpoints(connection, reader, every_key(connection), last[0])
        except NotVerified as error:
            yield Finding("log", str(error))
            return
    yield from _records_without_leaf(connection, leaves)


def _checkpoints(
    connection: Connection, reader: _Published, keys: LogKeys, size: int
) -> Generator[Finding, None, set[bytes]]:
    """Compare the root at each checkpoint's size; returns the entries."""
    notes = {row.size: bytes(row.note) for row in connection.execute(select(log_checkpoint))}
    edge, leaves = Edge(), set[bytes]()
    for entries, _tile in entries_with_tiles(reader, size):
        leaves.update(entries)
        stops = sorted({n - edge.size for n in notes if edge.size < n <= edge.size + len(entries)} | {len(entries)})
        start = 0
        for stop in stops:
            edge.add([leaf_hash(entry) for entry in entries[start:stop]])
            start = stop
            if edge.size in notes:
                yield from _root(notes[edge.size], keys, edge)
    return leaves


def _root(note: bytes, keys: LogKeys, edge: Edge) -> Iterator[Finding]:
    try:
        signed = open_checkpoint(note, keys).checkpoint
    except NotVerified as error:
        yield Finding("log", f"the checkpoint of size {edge.size}: {error}")
        return
    if (signed.size, signed.root) != (edge.size, edge.root()):
        yield Finding("log", f"the checkpoint of size {edge.size} signs another root than the entries give")


def _records_without_leaf(connection: Connection, leaves: set[bytes]) -> Iterator[Finding]:
    keys = dict(
        connection.execute(select(person.c.member, person.c.fact_key).where(person.c.member.is_not(None))).all()
    )
    moved = _moved(connection)
    wanted = select(record).order_by(record.c.record_id).execution_options(yield_per=ROWS_AT_ONCE)
    rows = connection.execute(wanted)
    for row in rows:
        if row.member not in keys:
            continue  # said by the check of people
        fact = logged_fact(row.body, row.recorded_at)
        if not any(commitment(bytes.fromhex(keys[name]), fact) in leaves for name in _bearers(row, moved, keys)):
            if _lost_its_first_name(row, moved, keys):
                continue
            yield Finding("log", f"record {row.record_id} ({row.kind}) of {row.member} has no entry in the log")


Event = tuple[str, str]


def _moved(connection: Connection) -> dict[Event, list[str]]:
    """The members between whom events were moved, by event."""
    found: dict[Event, list[str]] = {}
    rows = connection.execute(
        select(record.c.source, record.c.event_id, record.c.body).where(
            record.c.kind == "correction", record.c.body.contains('"member":')
        )
    )
    for source, event_id, body in rows:
        member = json.loads(body).get("member")
        if member is not None:
            found.setdefault((source, event_id), []).append(member)
    return found


def _bearers(row: Row[Any], moved: dict[Event, list[str]], keys: dict[str, str]) -> list[str]:
    """Whose key the record may have been committed under: its member's, or of those whose event it was before."""
    names = [row.member]
    if row.source is not None and (row.source, row.event_id) in moved:
        names += moved[row.source, row.event_id]
    if row.kind in ("dispute", "decision") or row.source is not None:
        names += [str(json.loads(row.body).get("member"))]
    return [name for name in dict.fromkeys(names) if name in keys]


def _lost_its_first_name(row: Row[Any], moved: dict[Event, list[str]], keys: dict[str, str]) -> bool:
    """Whether the record was once another's, who is erased: nobody can compute its commitment any more."""
    past = moved.get((row.source, row.event_id), [])
    first = json.loads(row.body).get("member")
    return bool(past) and (first in (None, row.member) or first not in keys)

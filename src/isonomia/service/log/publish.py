"""Publishing: pending commitments become entries, tiles and a signed checkpoint, in one transaction.

A checkpoint that was given out is never contradicted: it is signed in the transaction that keeps its tiles, and the
next one grows from it.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, select

from isonomia.errors import NotVerified
from isonomia.locale import _
from isonomia.service.database.statements import add, among, put
from isonomia.service.instance.instance import Instance
from isonomia.service.log.keys import every_key, held_key, keys_beside
from isonomia.service.log.tables import log_checkpoint, log_tile
from isonomia.service.records.tables import pending_leaf
from isonomia.transparency.checkpoint import SignedCheckpoint, open_checkpoint, sign_checkpoint
from isonomia.transparency.cosignature import verified_cosignatures
from isonomia.transparency.key import KeyType, VerifierKey
from isonomia.transparency.tile import Tile
from isonomia.transparency.tree import grow

MOST_AT_ONCE = 5_000


class TilesInDatabase:
    """A TileStore in the tables of an instance."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        found = self.connection.execute(
            select(log_tile.c.path, log_tile.c.data).where(log_tile.c.path.in_(list(paths)))
        )
        return {path: bytes(data) for path, data in found}

    def write(self, resources: Mapping[str, bytes]) -> None:
        """Keep these; a wider tile takes the place of its narrower ones."""
        put(self.connection, log_tile, [{"path": path, "data": data} for path, data in resources.items()], ["path"])
        tiles = [tile for path in resources if (tile := Tile.parse(path)) is not None]
        # by their names, which are few: a pattern would have every tile of the log read
        narrower = [Tile(tile.level, tile.index, width).path for tile in tiles for width in range(1, tile.width)]
        self.connection.execute(delete(log_tile).where(among(self.connection, log_tile.c.path, narrower)))


def latest(connection: Connection) -> tuple[int, bytes] | None:
    """Size and note of the latest checkpoint."""
    row = connection.execute(select(log_checkpoint).order_by(log_checkpoint.c.size.desc()).limit(1)).first()
    return (row.size, bytes(row.note)) if row is not None else None


def publish(instance: Instance) -> bool:
    """Publish what is pending; False if nothing is. An idle look takes nobody's turn to write."""
    with instance.database.reading() as connection:
        if connection.execute(select(pending_leaf.c.pending_id).limit(1)).first() is None:
            return False
    with instance.database.writing() as connection:
        first = select(pending_leaf.c.pending_id).order_by(pending_leaf.c.pending_id).limit(MOST_AT_ONCE)
        taken = delete(pending_leaf).where(pending_leaf.c.pending_id.in_(first.with_for_update()))
        rows = sorted(connection.execute(taken.returning(*pending_leaf.c)).all(), key=lambda row: row.pending_id)
        if not rows:
            return False
        before = latest(connection)
        store = TilesInDatabase(connection)
        growth = grow(store, before[0] if before else 0, [bytes.fromhex(row.commitment) for row in rows])
        store.write(growth.resources)
        signed = sign_checkpoint(growth.head, held_key(connection), *keys_beside(connection, instance.now))
        note, size = signed.encode(), growth.head.size
        add(connection, log_checkpoint, size=size, note=note, signed_at=instance.now)
    return True


def witnesses_of(instance: Instance) -> list[VerifierKey]:
    """The witnesses whose cosignatures are published."""
    return [VerifierKey.parse(text) for text in instance.settings.log_witnesses.split()]


def add_cosignatures(connection: Connection, instance: Instance, data: bytes) -> int:
    """Add known witnesses' cosignatures to the checkpoint that they are on; returns how many are new.

    Raises:
        NotVerified: It is no checkpoint of this log, or a signature on it is wrong.
    """
    keys = every_key(connection)  # a witness may have fetched it before the key was changed
    given = open_checkpoint(data, keys)
    of_size = select(log_checkpoint).where(log_checkpoint.c.size == given.checkpoint.size).with_for_update()
    row = connection.execute(of_size).first()
    known = witnesses_of(instance)
    verified_cosignatures(given.note, known)
    if row is None:
        return 0
    kept = open_checkpoint(bytes(row.note), keys)
    if kept.note.text != given.note.text:  # only whoever stole a key that leaked can have signed it
        raise NotVerified(_("it is not the checkpoint that the log published"))
    note, count = kept.note, 0
    for key in known:
        signature = given.note.by(key)
        if signature is not None and note.by(key) is None and key.kind is KeyType.COSIGNATURE:
            note, count = note.with_signature(signature), count + 1
    if count:
        made = SignedCheckpoint(kept.checkpoint, note)
        values = {"size": row.size, "note": made.encode(), "signed_at": row.signed_at}
        put(connection, log_checkpoint, [values], ["size"])
    return count

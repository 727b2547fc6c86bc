"""A whole log checked from its entries up: every tile computed again, every root, and what was signed about them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from itertools import islice

from isonomia.errors import NotVerified, UsageError
from isonomia.locale import _, ngettext
from isonomia.transparency.checkpoint import Checkpoint, SignedCheckpoint, open_checkpoint
from isonomia.transparency.cosignature import Cosignature, verified_cosignatures
from isonomia.transparency.edge import Edge
from isonomia.transparency.hashing import leaf_hash
from isonomia.transparency.key import VerifierKey
from isonomia.transparency.log_keys import LogKey, for_kept
from isonomia.transparency.storage.interface import TileReader
from isonomia.transparency.tile import CHECKPOINT_PATH, WIDTH, Tile, bundles, entries_in
from isonomia.transparency.tree import read_tiles

BUNDLES_AT_ONCE = 64

Progress = Callable[[int, int], None]  # told how many entries have been hashed, and of how many


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found to hold.

    Attributes:
        checkpoint: The one that the whole log was found to give.
        since: The older one that this log was found to continue.
        cosignatures: Of known witnesses.
    """

    checkpoint: Checkpoint
    since: Checkpoint | None
    cosignatures: tuple[Cosignature, ...]


def published_checkpoint(reader: TileReader, key: LogKey) -> SignedCheckpoint:
    """The checkpoint that a log publishes, its signature verified.

    Raises:
        UsageError: There is none.
        NotVerified: It is not signed by the key.
    """
    found = reader.read([CHECKPOINT_PATH])
    if CHECKPOINT_PATH not in found:
        raise UsageError(
            _("there is no log here: the file 'checkpoint' is missing"),
            remedy=_("name the folder or the address that holds `checkpoint` and `tile/`"),
        )
    return open_checkpoint(found[CHECKPOINT_PATH], key)


def verify_log(
    reader: TileReader,
    key: LogKey,
    since: bytes | None = None,
    witnesses: Sequence[VerifierKey] = (),
    least_witnesses: int | None = None,
    progress: Progress | None = None,
) -> Verified:
    """Check all of a log: signature, witnesses, every entry and tile, and that it continues an older checkpoint.

    Args:
        reader: Where it lies.
        key: The log's key, or its keys.
        since: An older checkpoint of it, as it was published.
        witnesses: Keys of the witnesses whose cosignatures count.
        least_witnesses: How many of them must have cosigned; all, if not said.
        progress: Told now and then how many entries have been hashed, and of how many.

    Raises:
        NotVerified: Something does not hold; the message says what.
        UsageError: There is no log, or the keys are wrong.
    """
    signed = published_checkpoint(reader, key)
    old = open_checkpoint(since, for_kept(key)).checkpoint if since is not None else None
    cosigned = check_witnesses(signed, witnesses, least_witnesses)
    new = signed.checkpoint
    if old is not None and old.size > new.size:
        raise NotVerified(
            ngettext(
                "the log now shows {count} entry, fewer than the older checkpoint",
                "the log now shows {count} entries, fewer than the older checkpoint",
                new.size,
            )
        )
    old_root, root = _rebuilt(reader, new.size, old.size if old else 0, progress)
    if not compare_digest(root, new.root):
        raise NotVerified(_("the entries do not give the root that the checkpoint signs"))
    if old is not None and not compare_digest(old_root, old.root):
        raise NotVerified(
            _("the first {count} entries are not those of the older checkpoint: the past was changed").format(
                count=old.size
            )
        )
    return Verified(new, old, tuple(cosigned))


def check_witnesses(
    signed: SignedCheckpoint, witnesses: Sequence[VerifierKey], least: int | None = None
) -> list[Cosignature]:
    """The cosignatures of known witnesses, at least so many (all of them, if not said).

    Raises:
        NotVerified: A cosignature is wrong, or there are too few.
    """
    cosigned = verified_cosignatures(signed.note, witnesses)
    wanted = len(witnesses) if least is None else least
    if len(cosigned) < wanted:
        raise NotVerified(
            _("{found} of {known} known witnesses cosigned the checkpoint, expected at least {wanted}").format(
                found=len(cosigned), known=len(witnesses), wanted=wanted
            )
        )
    return cosigned


def entries_with_tiles(reader: TileReader, size: int) -> Iterator[tuple[list[bytes], bytes]]:
    """Each bundle's entries with the bytes of their hash tile, in order; read some at a time."""
    tiles = bundles(size)
    while batch := list(islice(tiles, BUNDLES_AT_ONCE)):
        hashed = [Tile(0, tile.index, tile.width) for tile in batch]
        data = read_tiles(reader, [*batch, *hashed])
        for bundle, tile in zip(batch, hashed, strict=True):
            yield entries_in(bundle, data[bundle]), data[tile]


def _rebuilt(reader: TileReader, size: int, old_size: int, progress: Progress | None) -> tuple[bytes, bytes]:
    """The roots at the old and the present size, computed from the entries; each tile met on the way is compared."""
    edge = Edge()
    old_root = edge.root()
    for entries, shown in entries_with_tiles(reader, size):
        hashes = [leaf_hash(entry) for entry in entries]
        if b"".join(hashes) != shown:
            raise _other_tile(Tile(0, edge.size // WIDTH, len(entries)))
        before = max(0, min(old_size - edge.size, len(hashes)))
        filled = edge.add(hashes[:before])
        if edge.size == old_size:
            old_root = edge.root()
        filled += edge.add(hashes[before:])
        _compare(reader, [item for item in filled if item[0].level])
        if progress is not None:
            progress(edge.size, size)
    _compare(reader, [item for item in edge.partial() if item[0].level])
    return old_root, edge.root()


def _compare(reader: TileReader, computed: Sequence[tuple[Tile, bytes]]) -> None:
    if not computed:
        return
    shown = read_tiles(reader, [tile for tile, _data in computed])
    for tile, data in computed:
        if shown[tile] != data:
            raise _other_tile(tile)


def _other_tile(tile: Tile) -> NotVerified:
    return NotVerified(_("{path} does not hold the hashes that the entries give").format(path=tile.path))

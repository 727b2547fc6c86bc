"""Proofs that the commands of the log make or read."""

from pathlib import Path

from isonomia.cli.log.places import opened, read_file
from isonomia.cli.progress import working
from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.transparency.inclusion_file import InclusionFile, inclusion_file, published_inclusion
from isonomia.transparency.log_keys import LogKey
from isonomia.transparency.verify import published_checkpoint


def kept_proof(path: Path) -> InclusionFile:
    """A proof from the file in which it was kept."""
    return InclusionFile.parse(read_file(path, _("the proof")))


def made_proof(place: str, key: LogKey, entry: bytes, index: int | None) -> InclusionFile:
    """A proof for the entry at a place in the log, or, where no place is given, for the entry wherever it stands."""
    with opened(place) as log, working(_("Reading the log")):
        if index is None:
            return published_inclusion(log, key, entry)
        signed = published_checkpoint(log, key)
        if index >= signed.checkpoint.size:
            raise UsageError(
                _("the log has {size} entries, and none at {index}").format(size=signed.checkpoint.size, index=index),
                remedy=_("entries are counted from 0; leave --index out to search"),
            )
        return inclusion_file(log, signed, index)

"""Consequences: bands that exist, contexts of the vocabulary."""

from isonomia.scheme.checks import Examination
from isonomia.scheme.checks.sources import check_context


def check_consequences(examination: Examination) -> None:
    """Each consequence follows from a band of the file."""
    for name, consequence in examination.file.consequences.items():
        keys = ("consequences", name)
        examination.names("band", (*keys, "band"), consequence.band, examination.file.bands)
        if consequence.context is not None:
            check_context(examination, (*keys, "context"), consequence.context)

"""The versions as one scheme: always folded over the texts as they were written, never over a merged one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, select

from isonomia.scheme.succession.succeed import succession
from isonomia.scheme.succession.version import Succession
from isonomia.scheme.succession.version import Version as Written
from isonomia.service.scheme_versions.in_force import Version, compiled
from isonomia.service.scheme_versions.tables import scheme_version


class Text(NamedTuple):
    """A version as its author wrote it, and its first local day."""

    number: int
    text: str
    begins: date


class SourceDays(NamedTuple):
    """Facts of which days a source takes: from `begins` (None: any) up to the day before `until` (None: no end)."""

    begins: date | None
    until: date | None


def announced_texts(connection: Connection, until: date | None = None) -> tuple[Text, ...]:
    """The announced versions, oldest first; with `until` those that begin on that day or before."""
    wanted = select(scheme_version.c.version, scheme_version.c.text, scheme_version.c.effective_on).where(
        scheme_version.c.state == "announced"
    )
    if until is not None:
        wanted = wanted.where(scheme_version.c.effective_on <= until)
    ordered = wanted.order_by(scheme_version.c.effective_on, scheme_version.c.version)
    return tuple(Text(*row) for row in connection.execute(ordered))


@lru_cache(maxsize=16)
def folded(texts: tuple[Text, ...]) -> Succession:
    """The versions as one. SchemeError and UsageError say what cannot follow what."""
    versions = [Written(str(item.number), compiled("scheme.yaml", item.text), item.begins) for item in texts]
    return succession([replace(versions[0], begins=None), *versions[1:]])


def succession_of(connection: Connection, version: Version) -> Succession | None:
    """Where the rules of a version come from; None where it is the first and only one."""
    if version.is_first:
        return None
    return folded(announced_texts(connection, version.effective_on))


def source_days(connection: Connection, version: Version) -> Mapping[str, SourceDays]:
    """The days of each source that came with a later version, or that the version no longer has."""
    if version.is_first:
        return {}
    texts = announced_texts(connection, version.effective_on)
    ended = folded(texts).ended
    begun: dict[str, date | None] = {}
    for position, item in enumerate(texts):
        for name in compiled("scheme.yaml", item.text).file.sources:
            begun.setdefault(name, item.begins if position else None)
    days = {name: SourceDays(begins, ended.get(name)) for name, begins in begun.items()}
    return {name: found for name, found in days.items() if found != (None, None)}

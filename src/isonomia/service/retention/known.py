"""Since when all is known of a member, and how long facts are kept, as people are told."""

from datetime import date

from sqlalchemy import Connection, bindparam, select

from isonomia.locale import _
from isonomia.scheme.duration_words import duration_in_words
from isonomia.scheme.keeping import keeping_of
from isonomia.scheme.scheme import Scheme
from isonomia.service.retention.tables import expiry

KNOWN_FROM = select(expiry.c.known_from).where(expiry.c.member == bindparam("member"))


def known_from(connection: Connection, member: str) -> date | None:
    """The first day whose standing misses no fact of a member; None where nothing has gone yet."""
    found: date | None = connection.execute(KNOWN_FROM, {"member": member}).scalar()
    return found


def kept_in_words(scheme: Scheme, source: str) -> str:
    """How long the facts of a source are kept, as a person is told before agreeing to it."""
    declared = scheme.file.sources[source].retention
    keeping = keeping_of(scheme).get(source)
    if declared is None or keeping is None:
        return _("as long as you take part")
    if not keeping.is_longer_than_declared:
        return duration_in_words(declared)
    return _("{duration}, then as long as points of other facts hang on them (up to {days} days in all)").format(
        duration=duration_in_words(declared), days=keeping.most_days
    )

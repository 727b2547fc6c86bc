"""Each member's records read back and checked, and the standing computed again from them."""

from collections.abc import Iterator

from sqlalchemy import Connection, Row, select

from isonomia.ledger.record import AnyRecord
from isonomia.ledger.validate import validate
from isonomia.service.instance.instance import Instance
from isonomia.service.records.load import records_of
from isonomia.service.records.tables import record
from isonomia.service.records.wire import kind_of
from isonomia.service.scheme_versions.in_force import Version
from isonomia.service.standings.refresh import account_of
from isonomia.service.standings.tables import standing
from isonomia.service.verification.finding import Finding, Progress


def findings_in_accounts(
    connection: Connection, instance: Instance, progress: Progress | None = None
) -> Iterator[Finding]:
    """Check the ledger member by member, and each standing that says it is up to date."""
    version = instance.version(connection)
    members = sorted(connection.execute(select(record.c.member).distinct()).scalars())
    rows = {row.member: row for row in connection.execute(select(standing))}
    for number, member in enumerate(members, 1):
        found = list(_ledger(connection, version, member))
        yield from found
        if not found:
            yield from _standing(connection, instance, version, member, rows.get(member))
        if progress is not None:
            progress(number, len(members))
    for member in sorted(rows.keys() - set(members)):
        yield Finding("standings", f"{member} has a standing and no record")


def _ledger(connection: Connection, version: Version, member: str) -> Iterator[Finding]:
    try:
        records: list[AnyRecord] = records_of(connection, version.scheme, member)
    except Exception as error:  # whatever a damaged row makes of its reader
        yield Finding("ledger", f"a record of {member} cannot be read ({type(error).__name__})")
        return
    for fault in validate(records).faults:
        number = fault.record.origin.row
        yield Finding("ledger", f"record {number} ({kind_of(fault.record)}) of {member}: {fault.found}")


def _standing(
    connection: Connection, instance: Instance, version: Version, member: str, row: Row[tuple[object, ...]] | None
) -> Iterator[Finding]:
    if row is None:
        yield Finding("standings", f"{member} has records and no standing")
        return
    is_due = row.look_again_on is not None and row.look_again_on <= instance.today
    if row.is_stale or is_due or row.version != version.number:
        return  # it says itself that it is to be computed again
    made = account_of(connection, instance, version, member)
    wanted = (made.score, made.band_name, made.next_fade) if made is not None else (None, None, None)
    kept = (row.score, row.band, row.next_fade)
    if kept != wanted:
        yield Finding("standings", f"{member} is kept as {_words(kept)}; the ledger gives {_words(wanted)}")


def _words(told: tuple[object, ...]) -> str:
    score, band, fade = told
    return f"{score}, {band}, next fading {fade}"

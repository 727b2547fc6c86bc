"""Reading a new version before anything is kept: in order, lawful, within what members agreed to, and in succession."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from isonomia.errors import SchemeError
from isonomia.locale import _
from isonomia.periods import ONE_DAY
from isonomia.procedure.deadlines import last_day, terms_of
from isonomia.procedure.scheme_change import Objection as Barred
from isonomia.procedure.scheme_change import ProposedVersion, propose_version
from isonomia.procedure.who_may import Actor, Role
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.scheme.succession.version import Succession
from isonomia.service.instance.instance import Instance
from isonomia.service.problems import invalid
from isonomia.service.refusal import Objection, objections
from isonomia.service.scheme_versions.consent_kept import beyond_consent, kept_beyond_consent
from isonomia.service.scheme_versions.in_force import Version, digest_of
from isonomia.service.scheme_versions.succession import Text, announced_texts, folded
from isonomia.service.scheme_versions.tables import scheme_version

NAME = Path("scheme.yaml")


@dataclass(frozen=True)
class Prepared:
    """A version that may be proposed: what is in force, what would follow it, and from when."""

    number: int
    now: Version
    scheme: Scheme
    merged: Succession
    announced: ProposedVersion

    @property
    def effective_on(self) -> date:
        return self.announced.effective_on


class CannotFollow(Exception):
    """A text that is in order and cannot be the next version; each objection says why and what would help."""

    def __init__(self, found: tuple[Objection, ...]) -> None:
        super().__init__("; ".join(map(str, found)))
        self.objections = found


def prepare(
    connection: Connection, instance: Instance, steward: str, text: str, wished: date | None, number: int | None = None
) -> Prepared:
    """A text as the next version. `number` is that of a version that is proposed already.

    SchemeError: the text breaks the format, or would reprice the past. CannotFollow: it is unlawful, or records more
    than members agreed to. NotAllowed: another version is on its way, or the day is too early.
    """
    scheme = read(text)
    now = instance.version(connection)
    if digest_of(text) == now.digest:
        raise invalid(_("This is the version in force; nothing would change."))
    found = (*objections(scheme, instance.today), *beyond_consent(now.written, scheme))
    if found:
        raise CannotFollow(found)
    number = number or next_number(connection)
    step = propose_version(
        str(number),
        Actor(steward, frozenset({Role.STEWARD})),
        objections=[Barred(item.code, item.message) for item in found],
        pending=pending(connection),
        terms=terms_of(now.written.file.rights),
        on=instance.today,
        effective_on=wished,
    )
    texts = (*announced_texts(connection), Text(number, text, step.after.effective_on))
    merged = folded(texts)
    longer = tuple(kept_beyond_consent(now, merged.scheme))
    if longer:
        raise CannotFollow(longer)
    return Prepared(number, now, scheme, merged, step.after)


def read(text: str) -> Scheme:
    """A text as a scheme; SchemeError with every diagnostic."""
    reading = read_scheme_text(NAME, text)
    if reading.scheme is None:
        raise SchemeError(reading.errors)
    return reading.scheme


def pending(connection: Connection) -> list[ProposedVersion]:
    """The versions that members have been told of, as the procedure knows them."""
    told = select(scheme_version).where(
        scheme_version.c.state == "announced", scheme_version.c.announced_on.is_not(None)
    )
    return [as_procedure(row) for row in connection.execute(told)]


def as_procedure(row: Any) -> ProposedVersion:
    """A row of the table as the procedure knows it."""
    return ProposedVersion(
        version=str(row.version),
        proposed_by=row.proposed_by or "",
        proposed_on=row.announced_on,
        notice_until=row.effective_on - ONE_DAY,
        effective_on=row.effective_on,
        withdrawn_on=row.withdrawn_on,
    )


def next_number(connection: Connection) -> int:
    """The number after the highest that was ever given."""
    return max(connection.execute(select(scheme_version.c.version)).scalars(), default=0) + 1


def prepare_again(connection: Connection, instance: Instance, row: Any) -> Prepared:
    """A proposed version as it would be announced today."""
    day = day_of_effect(connection, instance, row)
    return prepare(connection, instance, row.proposed_by or "", row.text, day, row.version)


def day_of_effect(connection: Connection, instance: Instance, row: Any) -> date:
    """The first day of a proposed version, announced today: the day proposed, or later where notice needs longer."""
    terms = terms_of(instance.version(connection).written.file.rights)
    earliest = last_day(instance.today, terms.change_notice) + ONE_DAY
    proposed: date = row.effective_on
    return max(proposed, earliest)

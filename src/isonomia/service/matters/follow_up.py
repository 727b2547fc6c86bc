"""Doing what follows from a step, in the transaction in which the step is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from isonomia.procedure.follows import Effect, Escalation, Follows, LedgerRecord, Notice, Told
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.kept_state import as_values
from isonomia.service.matters.people import number_of_member
from isonomia.service.matters.tables import effect, escalation
from isonomia.service.members.membership import number_of
from isonomia.service.notices.notices import tell
from isonomia.service.problems import conflict
from isonomia.service.records.intake import take_in
from isonomia.service.records.outcome import Refused

LANGUAGES = ("en", "de")
"""The languages of the pages, in which a notice keeps its subject."""
FOR_REPORTERS = frozenset({Told.REPORT_CONFIRMED, Told.REPORT_REFUSED})
NAMES_A_PERSON = frozenset({"event", "measure"})
"""Records in which the procedure names the member; what a correction names is a member's number already."""


@dataclass(frozen=True)
class About:
    """What a step is about, for those who are told: a page, and the subject in each language."""

    page: str
    subjects: Mapping[str, str]
    page_of_reporter: str = ""


def carry_out(connection: Connection, instance: Instance, by: str, follows: Iterable[Follows], about: About) -> None:
    """Send the notices, append the records, note effects and escalations. `by` is who acts; empty: the service.

    A Problem where the ledger refuses a record: then nothing of the step is done.
    """
    for item in follows:
        match item:
            case Notice():
                _tell(connection, instance, item, about)
            case LedgerRecord():
                _append(connection, instance, by, item)
            case Effect():
                _note_effect(connection, instance, item)
            case Escalation():
                _note_escalation(connection, instance, item)
            case _:
                pass  # what is to be looked at again, or deleted, is the business of the room that made the step


def _tell(connection: Connection, instance: Instance, notice: Notice, about: About) -> None:
    assert notice.to is not None, "what everyone is told is told by the room of the versions"
    is_for_reporter = notice.told in FOR_REPORTERS
    member = (number_of if is_for_reporter else number_of_member)(connection, notice.to)
    if member is None:  # whoever reported it was erased, or is a member no more
        return
    said: dict[str, Any] = {"notice": as_values(replace(notice, to="")), "subjects": dict(about.subjects)}
    page = about.page_of_reporter if is_for_reporter else about.page
    tell(connection, member, "procedure", said, instance.now, about=page)


def _append(connection: Connection, instance: Instance, by: str, item: LedgerRecord) -> None:
    row: dict[str, Any] = {"kind": item.kind, **item.fields}
    if item.kind in NAMES_A_PERSON:
        row["member"] = number_of_member(connection, row["member"])
    (outcome,) = take_in(connection, instance.intake(connection, by or "service"), [row])
    if isinstance(outcome, Refused):
        raise conflict(outcome.code, str(outcome), outcome.remedy)


def _note_effect(connection: Connection, instance: Instance, item: Effect) -> None:
    add(
        connection,
        effect,
        case_id=item.case_id,
        member=number_of_member(connection, item.member),
        consequence=item.consequence,
        change=item.change.value,
        on_day=item.on,
        ends_on=item.ends_on,
        written_at=instance.now,
    )


def _note_escalation(connection: Connection, instance: Instance, item: Escalation) -> None:
    add(
        connection,
        escalation,
        about=item.about,
        passed_to=str(item.to),
        times=item.times,
        on_day=item.on,
        written_at=instance.now,
    )

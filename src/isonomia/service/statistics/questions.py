"""What can be asked: each question counts members, or what members did, into cells that are fixed before counting.

A member changes the cells of a question by at most its `sensitivity`, all cells together: that is what the noise hides.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, select

from isonomia.periods import local_date
from isonomia.procedure.consequence_case import Appeal, ConsequenceCase
from isonomia.procedure.deadlines import decide_until, terms_of
from isonomia.service.consequences.tables import consequence_case
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.kept_state import from_text
from isonomia.service.records.tables import record
from isonomia.service.standings.tables import standing

NO_BAND = "-"
DISPUTES_OF_ONE = 2
DAYS_TO_DECIDE = (7, 14, 30)
A_YEAR = timedelta(days=365)
OUTCOMES = ("overturned", "stands")
TIMES = (*(f"within_{days}" for days in DAYS_TO_DECIDE), "later")
CELLS_OF_CONTESTS = ("open", "overdue", *(f"{end}.{time}" for end in OUTCOMES for time in TIMES))

Count = Callable[[Connection, Instance], Mapping[str, int]]
"""The exact counts, by cell. They stay inside `ask`."""


@dataclass(frozen=True)
class Question:
    """A question, what it costs, and how it is counted. The cells do not depend on any member."""

    name: str
    epsilon_milli: int
    sensitivity: int
    count: Count


def _by_band(connection: Connection, instance: Instance) -> dict[str, int]:
    """How many members have which band: each is in one cell."""
    scheme = instance.version(connection).scheme
    cells = dict.fromkeys((band.name for band in scheme.bands), 0) or {NO_BAND: 0}
    rows = connection.execute(
        select(standing.c.band, func.count()).where(standing.c.score.is_not(None)).group_by(standing.c.band)
    )
    for band, count in rows:
        if (band or NO_BAND) in cells:
            cells[band or NO_BAND] += count
    return cells


def _disputes(connection: Connection, instance: Instance) -> dict[str, int]:
    """What became of the disputes of a year. Of one member at most the two latest count, each in one cell."""
    cells = dict.fromkeys(CELLS_OF_CONTESTS, 0)
    terms = terms_of(instance.version(connection).written.file.rights)
    today, zone = instance.today, instance.zone_of.zone
    since = instance.now - A_YEAR
    decided = _decisions(connection, since)
    counted: dict[str, int] = {}
    for member, key, lodged_at in connection.execute(
        select(record.c.member, record.c.record_key, record.c.recorded_at)
        .where(record.c.kind == "dispute", record.c.recorded_at > since)
        .order_by(record.c.recorded_at.desc(), record.c.record_id.desc())
    ):
        counted[member] = counted.get(member, 0) + 1
        if counted[member] > DISPUTES_OF_ONE:
            continue
        lodged_on = local_date(lodged_at, zone)
        end = decided.get(key)
        if end is None:
            cells["overdue" if today > decide_until(lodged_on, terms) else "open"] += 1
        else:
            outcome, decided_at = end
            cells[f"{outcome}.{_time(lodged_on, local_date(decided_at, zone))}"] += 1
    return cells


def _appeals(connection: Connection, instance: Instance) -> dict[str, int]:
    """What became of the appeals of a year. Of one member the latest counts, in one cell; one taken back in none."""
    cells = dict.fromkeys(CELLS_OF_CONTESTS, 0)
    today = instance.today
    latest: dict[str, Appeal] = {}
    cases = select(consequence_case.c.member, consequence_case.c.state).order_by(consequence_case.c.case_id)
    for member, state in connection.execute(cases):
        for appeal in from_text(ConsequenceCase, state).appeals:
            if member not in latest or appeal.opened_on >= latest[member].opened_on:
                latest[member] = appeal
    for appeal in latest.values():
        if appeal.withdrawn_on is not None or appeal.opened_on <= today - A_YEAR:
            continue
        if appeal.decision is None:
            is_late = appeal.escalated or today > appeal.decide_until
            cells["overdue" if is_late else "open"] += 1
        else:
            outcome = "overturned" if appeal.upheld else "stands"
            cells[f"{outcome}.{_time(appeal.opened_on, appeal.decision.on)}"] += 1
    return cells


def _time(lodged_on: date, decided_on: date) -> str:
    days = (decided_on - lodged_on).days
    return next((f"within_{most}" for most in DAYS_TO_DECIDE if days <= most), "later")


def _decisions(connection: Connection, since: datetime) -> dict[str, tuple[str, datetime]]:
    """How each decided dispute ended, by the key of the dispute; one that a correction followed was overturned too."""
    found = {}
    for key, body, decided_at in connection.execute(
        select(record.c.record_key, record.c.body, record.c.recorded_at).where(
            record.c.kind == "decision", record.c.recorded_at > since
        )
    ):
        outcome = "stands" if json.loads(body)["outcome"] == "rejected" else "overturned"
        found[key.replace('["decision"', '["dispute"', 1)] = (outcome, decided_at)
    return found


MEMBERS_BY_BAND = Question("members_by_band", 250, 1, _by_band)
DISPUTES = Question("disputes", 500, DISPUTES_OF_ONE, _disputes)
APPEALS = Question("appeals", 250, 1, _appeals)
QUESTIONS = (MEMBERS_BY_BAND, DISPUTES, APPEALS)

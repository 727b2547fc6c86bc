"""What was not decided in time: counted, and shown to those who have to see to it. It names nobody."""

from dataclasses import dataclass
from datetime import date

from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection, func, select

from isonomia.locale import SOURCE_LANGUAGE
from isonomia.service.access.actor import Role
from isonomia.service.access.declared import Access, Asking, Here, Routes
from isonomia.service.claims.tables import claim
from isonomia.service.consequences.tables import consequence_case
from isonomia.service.desk.queue import without_decider
from isonomia.service.disputes.tables import dispute
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.tables import escalation
from isonomia.service.pages import show

routes = Routes(tags=["desk"])
OVERSEES = Access("steward or auditor", frozenset({Role.STEWARD, Role.AUDITOR}))
MOST_SHOWN = 500


@dataclass(frozen=True)
class Late:
    """How much waits, how often a term ran out, and of each matter how often and when last; latest first."""

    waiting: int
    without_decider: int  # every reviewer had a hand in it
    ran_out: int
    matters: list[tuple[str, int, date]]


def late(connection: Connection, instance: Instance) -> Late:
    """The terms that have run out."""
    rows = connection.execute(
        select(escalation.c.about, func.max(escalation.c.times), func.max(escalation.c.on_day))
        .group_by(escalation.c.about)
        .order_by(func.max(escalation.c.on_day).desc(), escalation.c.about)
        .limit(MOST_SHOWN)
    ).all()
    waiting = (
        select(func.count()).select_from(dispute).where(dispute.c.is_open.is_(True)),
        select(func.count()).select_from(consequence_case).where(consequence_case.c.waits_for.is_not(None)),
        select(func.count()).select_from(claim).where(claim.c.is_open.is_(True)),
    )
    return Late(
        sum(int(connection.execute(wanted).scalar_one()) for wanted in waiting),
        len(without_decider(connection, instance, SOURCE_LANGUAGE)),
        int(connection.execute(select(func.count()).select_from(escalation)).scalar_one()),
        [(about, times, day) for about, times, day in rows],
    )


@routes.page("/late", OVERSEES)
def late_page(request: Request, here: Here, _actor: Asking) -> HTMLResponse:
    """The page of it."""
    with here.database.reading() as connection:
        found = late(connection, here)
    return show(request, "late.html.j2", found=found)

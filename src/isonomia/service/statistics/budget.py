"""The privacy budget: how much may be asked in a quarter, kept in a table, and refused once it is used up.

Losses add up (sequential composition), so that a quarter costs a member at most the sum of all limits.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select, update

from isonomia.locale import _, in_digits, said_day
from isonomia.periods import ONE_DAY, next_period_start
from isonomia.service.database.statements import insert_new
from isonomia.service.problems import Problem
from isonomia.service.statistics.tables import privacy_budget


class Asker(StrEnum):
    """Who asks. Each has a limit of its own, so that none can use up what another needs."""

    PUBLIC = "public"
    AUDIT = "audit"
    CHANGE = "change"


LIMIT_MILLI = {Asker.PUBLIC: 3000, Asker.AUDIT: 2250, Asker.CHANGE: 3000}
"""Epsilon in thousandths, for each calendar quarter: three months of public statistics, nearly as much again for
auditors' own questions, and three proposals of a new version."""


def account_of(asker: Asker, day: date) -> str:
    """What is spent from on a day."""
    return f"{asker} {day.year}-Q{(day.month + 2) // 3}"


def left_milli(connection: Connection, asker: Asker, day: date) -> int:
    """How much is left of the quarter's budget."""
    wanted = select(privacy_budget.c.spent_milli).where(privacy_budget.c.account == account_of(asker, day))
    return LIMIT_MILLI[asker] - int(connection.execute(wanted).scalar() or 0)


def open_account(connection: Connection, asker: Asker, day: date) -> None:
    """Hold the quarter's account, so that nobody else spends from it until this transaction ends."""
    account = account_of(asker, day)
    insert_new(connection, privacy_budget, [{"account": account, "spent_milli": 0}], "account")
    connection.execute(select(privacy_budget).where(privacy_budget.c.account == account).with_for_update())


def spend(connection: Connection, asker: Asker, day: date, epsilon_milli: int) -> None:
    """Take from the budget before anything is counted. A Problem where too little is left; nothing is taken then."""
    taken = connection.execute(
        update(privacy_budget)
        .where(
            privacy_budget.c.account == account_of(asker, day),
            privacy_budget.c.spent_milli <= LIMIT_MILLI[asker] - epsilon_milli,
        )
        .values(spent_milli=privacy_budget.c.spent_milli + epsilon_milli)
    )
    if taken.rowcount != 1:
        raise _used_up(left_milli(connection, asker, day), epsilon_milli, quarter_end(day))


def quarter_end(day: date) -> date:
    """The last day of the quarter."""
    return next_period_start(day, "quarter") - ONE_DAY


def _used_up(left: int, wanted: int, until: date) -> Problem:
    return Problem(
        429,
        "privacy-budget",
        _("The privacy budget of this quarter is used up: {left} is left, and this question costs {wanted}.").format(
            left=_shown(left), wanted=_shown(wanted)
        ),
        remedy=_("Ask again after {day}; what was asked before can still be read.").format(day=said_day(until)),
    )


def _shown(milli: int) -> str:
    return in_digits(milli / 1000)

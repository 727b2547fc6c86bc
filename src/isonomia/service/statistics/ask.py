"""Asking: the stored answer of the day, or a new one with noise, paid for before anything is counted."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from isonomia.locale import _
from isonomia.service.database.statements import add
from isonomia.service.instance.instance import Instance
from isonomia.service.statistics.budget import Asker, open_account, spend
from isonomia.service.statistics.noise import half_width, noisy
from isonomia.service.statistics.questions import Question
from isonomia.service.statistics.tables import statistic


@dataclass(frozen=True)
class About:
    """A number as it is shown: the estimate, and the range that holds the truth nineteen times out of twenty."""

    estimate: int
    low: int
    high: int

    def __str__(self) -> str:
        return _("about {estimate} ({low} to {high})").format(estimate=self.estimate, low=self.low, high=self.high)


@dataclass(frozen=True)
class Answer:
    """A stored answer: cells with their noise, as they were drawn; sums are made of these, and clamped when shown."""

    question: str
    asked_on: date
    asker: str
    epsilon_milli: int
    sensitivity: int
    cells: Mapping[str, int]

    def about(self, cells: Iterable[str]) -> About:
        """The sum of some cells."""
        chosen = list(cells)
        total = sum(self.cells[cell] for cell in chosen)
        width = half_width(self.sensitivity, self.epsilon_milli, len(chosen))
        return About(max(total, 0), max(total - width, 0), max(total + width, 0))


def ask(connection: Connection, instance: Instance, asker: Asker, question: Question) -> Answer:
    """The answer of today. Asked again on the same day it is the same, and costs nothing more.

    The connection must be one that writes. A Problem where the budget is used up.
    """
    open_account(connection, asker, instance.today)
    known = stored(connection, question.name, instance.today)
    if known is not None:
        return known
    spend(connection, asker, instance.today, question.epsilon_milli)
    exact = question.count(connection, instance)
    drawn = noisy(list(exact.values()), question.sensitivity, question.epsilon_milli)
    cells = dict(zip(exact, drawn, strict=True))
    add(
        connection,
        statistic,
        question=question.name,
        asked_on=instance.today,
        asker=str(asker),
        epsilon_milli=question.epsilon_milli,
        sensitivity=question.sensitivity,
        cells=json.dumps(cells),
        asked_at=instance.now,
    )
    return Answer(question.name, instance.today, str(asker), question.epsilon_milli, question.sensitivity, cells)


def stored(connection: Connection, question: str, day: date | None = None, asker: Asker | None = None) -> Answer | None:
    """The latest answer to a question, or that of a day, or of an asker; None where there is none."""
    wanted = select(statistic).where(statistic.c.question == question).order_by(statistic.c.asked_on.desc()).limit(1)
    if day is not None:
        wanted = wanted.where(statistic.c.asked_on == day)
    if asker is not None:
        wanted = wanted.where(statistic.c.asker == str(asker))
    row = connection.execute(wanted).first()
    return _answer(row) if row is not None else None


def _answer(row: Any) -> Answer:
    return Answer(row.question, row.asked_on, row.asker, row.epsilon_milli, row.sensitivity, json.loads(row.cells))

"""The public statistics: once in a calendar month, by the worker."""

from sqlalchemy import Connection, or_, select

from isonomia.service.instance.instance import Instance
from isonomia.service.statistics.ask import ask
from isonomia.service.statistics.budget import Asker
from isonomia.service.statistics.questions import QUESTIONS, Question
from isonomia.service.statistics.tables import statistic


def due(connection: Connection, instance: Instance) -> list[Question]:
    """The questions that are still to be answered this month."""
    of_this_month = (statistic.c.asked_on >= instance.today.replace(day=1)) & (statistic.c.asker == str(Asker.PUBLIC))
    of_today = statistic.c.asked_on == instance.today  # somebody else's answer of the day; the turn comes tomorrow
    done = set(connection.execute(select(statistic.c.question).where(or_(of_this_month, of_today))).scalars())
    return [question for question in QUESTIONS if question.name not in done]


def publish(connection: Connection, instance: Instance) -> bool:
    """Publish what is due this month; False if everything stands already."""
    wanted = due(connection, instance)
    for question in wanted:
        ask(connection, instance, Asker.PUBLIC, question)
    return bool(wanted)

"""The worker: one thread that does what transactions have left, and what the calendar brings."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from isonomia.errors import IsonomiaError
from isonomia.service.database.turn import Turn
from isonomia.service.instance.instance import Instance
from isonomia.service.records.pull import pull
from isonomia.service.statistics.publish import due, publish
from isonomia.service.upkeep import keep_up

IDLE_SECONDS = 0.2
LONGEST_PAUSE = 1.0
SECONDS_UNTIL_ASKED_AGAIN = 2.0
SECONDS_OF_STANDINGS = 0.5
logger = logging.getLogger("isonomia.worker")

Task = Callable[[Instance], bool]
"""Does a piece of work; False if there was none."""


def refresh_standings(instance: Instance) -> bool:
    """Bring some standings up to date, with all that follows from them and from the day.

    On PostgreSQL some more for as long as there are, for a while: what else is to be done, such as signing the log, is
    done for many records at once. On SQLite each transaction is followed by a rest (`Worker.pause`).
    """
    until = time.monotonic() + (0.0 if instance.database.is_sqlite else SECONDS_OF_STANDINGS)
    while True:
        with instance.database.writing() as connection:
            is_more = keep_up(connection, instance)
        if not is_more or time.monotonic() >= until:
            return is_more


def publish_statistics(instance: Instance) -> bool:
    """Publish the statistics of the month, once."""
    with instance.database.reading() as connection:
        if not due(connection, instance):
            return False
    with instance.database.writing() as connection:
        return publish(connection, instance)


def pull_every(connect: Path, every: timedelta) -> Task:
    """Read the organisation's databases, and then not again for a while."""
    due: list[datetime] = []

    def work(instance: Instance) -> bool:
        if due and instance.now < due[0]:
            return False
        due[:] = [instance.now + every]
        pulled = pull(instance, connect)
        for fault in pulled.faults:
            logger.warning("a row of connect.yaml was not taken: %s", fault)
        return pulled.taken > 0

    return work


class Worker(threading.Thread):
    """Runs its tasks in turn until it is stopped; of several server processes, one's worker does.

    A task that fails is tried again at its next turn.
    """

    def __init__(self, instance: Instance, tasks: tuple[Task, ...]) -> None:
        super().__init__(name="isonomia-worker", daemon=True)
        self.instance = instance
        self.tasks = tasks
        self.stopping = threading.Event()
        self.turn = Turn(instance.database)

    def run(self) -> None:
        while not self.stopping.is_set():
            if not self.turn.is_ours():
                self.stopping.wait(SECONDS_UNTIL_ASKED_AGAIN)
                continue
            begun = time.monotonic()
            did = [self.attempt(task) for task in self.tasks]
            self.stopping.wait(self.pause(time.monotonic() - begun) if any(did) else IDLE_SECONDS)
        self.turn.give_back()

    def pause(self, spent: float) -> float:
        """How long to rest after a round that did something.

        SQLite lets one write at a time: whoever waits for it has as long as the work has had. On PostgreSQL nobody
        waits for all of it, and the process behind the pages gives way by itself.
        """
        return min(spent, LONGEST_PAUSE) if self.instance.database.is_sqlite else 0.0

    def attempt(self, task: Task) -> bool:
        """Do one task; what goes wrong is logged by its kind alone, as a message may quote a person."""
        try:
            return task(self.instance)
        except IsonomiaError as error:
            logger.error("a task failed: %s", type(error).__name__)  # noqa: TRY400  # a trace may quote a person
        except Exception as error:  # the worker goes on, whatever happens
            logger.error("a task failed unexpectedly: %s", type(error).__name__)  # noqa: TRY400  # the same
        self.stopping.wait(IDLE_SECONDS)
        return False

    def stop(self) -> None:
        """Finish the task in hand, and stop."""
        self.stopping.set()
        self.join(timeout=30)

"""What time it is: asked in one place, so that tests and the demonstration can say."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the moment, with microseconds, in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SetClock:
    """A clock that stands until it is moved: for tests, and for the month that the demonstration lives through."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

"""What goes into a succession and what comes out of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from isonomia.periods import ONE_DAY
from isonomia.scheme.scheme import Scheme

LONGEST_NAME = 63


@dataclass(frozen=True)
class Version:
    """A scheme as it was written, and the local day from which it is in force; None: the first version."""

    label: str
    scheme: Scheme
    begins: date | None = None

    @property
    def mark(self) -> str:
        """The label as it ends the name of a rule of the past: `1` and `v1` give `v1`."""
        return "v" + re.sub(r"[^a-z0-9]+", "_", self.label.lower()).strip("_").removeprefix("v")


@dataclass(frozen=True)
class RuleOrigin:
    """The version that a rule was written in, its name there, and the days for which it says the points.

    It holds for events from `begins` (None: from the beginning) up to and including the day before `until` (None: until
    today), and for calendar periods that ended on those days.
    """

    version: str
    rule: str
    begins: date | None
    until: date | None

    @property
    def last_day(self) -> date | None:
        """The last day that it holds for; None while it is in force."""
        return self.until - ONE_DAY if self.until is not None else None


@dataclass(frozen=True)
class Succession:
    """One ordinary scheme made of several versions.

    `text` is its file, `scheme` the same compiled. `origin` says of each of its rules where it comes from; a rule that
    changed its wording without a break has an origin for each wording, in the order of time. `ended` has the sources
    that the newest version no longer has, with the first day whose events may not be recorded any more. `remarks` say
    what a change could not carry over.
    """

    text: str
    scheme: Scheme
    origin: Mapping[str, tuple[RuleOrigin, ...]]
    ended: Mapping[str, date]
    versions: tuple[Version, ...]
    remarks: tuple[str, ...] = ()

    def origin_of(self, rule: str, day: date) -> RuleOrigin:
        """Where the points of an entry come from: its rule in the merged scheme, and its date."""
        is_period = self.scheme.rule(rule).is_period
        origins = self.origin[rule]
        for item in origins:
            if item.until is None or day < item.until or (is_period and day == item.until):
                return item
        return origins[-1]


def versioned_name(name: str, mark: str) -> str:
    """A name with the mark of its version, cut so that it stays a name of the format."""
    ending = f"__{mark}"
    return name[: LONGEST_NAME - len(ending)] + ending

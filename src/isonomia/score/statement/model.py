"""What a statement holds. Its JSON form is public: names may be added, and none may change its meaning."""

from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from isonomia.periods import Duration
from isonomia.scheme.model.vocabulary import ConsequenceKind, DecidedBy, Severity

Day = date  # in Line, `date` is a field


class Line(msgspec.Struct, frozen=True, gc=False):
    """One entry: `raw` = `cut` + `suspended` + `faded` + `counting`, each in the sign of `raw`.

    Of a period rule `source` is empty and `event_id` the period. `notes` say why points do not count.
    """

    rule: str
    date: Day
    source: str
    event_id: str
    reason: str
    raw: int
    cut: int
    suspended: int
    faded: int
    counting: int
    next_fade: Day | None
    is_unknown: bool
    disputes: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clamp:
    """The range cut the sum: both numbers, and the end that was reached."""

    total: int
    score: int
    is_upper: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """A step holds the score one point short of `band` until `measure` is taken."""

    before: int
    score: int
    band: str
    measure: str


@dataclass(frozen=True, slots=True)
class CeilingLine:
    """The best band possible from `first` up to the day before `ends`, and the entry that brought it."""

    band: str
    first: date
    ends: date
    rule: str
    source: str
    event_id: str
    is_suspended: bool


@dataclass(frozen=True, slots=True)
class BandLine:
    """The band in force, the assessment that gave it, and the grace that may keep it.

    `latest_band` is what the latest assessment found; it differs from the band in force where grace keeps that.
    """

    name: str
    title: str
    given_on: date
    given_score: int
    latest_day: date
    latest_band: str
    earned_by_score: str
    kept_until: date | None
    next_assessment: date


@dataclass(frozen=True, slots=True)
class GoneLine:
    """An event that no longer counts: withdrawn, or the member's contest of it was upheld."""

    date: Day
    source: str
    event_id: str
    since: Day
    is_upheld: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Fading:
    """What fades next: the day, and each line with its change of counting points."""

    day: date
    changes: tuple[tuple[Line, int], ...]

    @property
    def points(self) -> int:
        """The change of the sum on that day."""
        return sum(change for _, change in self.changes)


@dataclass(frozen=True, slots=True)
class Way:
    """A rule of the scheme that can move the score in the direction wanted."""

    rule: str
    source: str | None
    points: str
    when: str | None
    cap: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class NextBand:
    """What it would take to reach the next better band.

    `needed` is the score to reach and `missing` the points short of it, counted on the sum before the range cuts it.
    `barred_by` are the ceilings in the way (a step only ever protects); `by_fading` is when fading alone gets there.
    """

    name: str
    title: str
    needed: int
    missing: int
    barred_by: tuple[CeilingLine, ...]
    next_assessment: date
    by_fading: date | None
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ConsequenceLine:
    """A consequence of the band in force; an adverse one is only proposed."""

    name: str
    kind: ConsequenceKind
    effect: str
    severity: Severity | None
    decided_by: DecidedBy | None
    decider: str | None
    notice: Duration | None
    ends_after: Duration | None
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class Contest:
    """How the member contests; None of all where the scheme grants no appeal."""

    to: str | None
    within: Duration | None
    decided_within: Duration | None
    is_free: bool | None
    is_independent: bool | None
    suspends: bool
    contact: str | None


@dataclass(frozen=True, slots=True)
class Instants:
    """The two times of a result: what had happened by `as_of`, as known at `known_at`."""

    as_of: datetime
    known_at: datetime

    @property
    def is_forecast(self) -> bool:
        """Whether the result assumes that nothing more happens up to as_of."""
        return self.as_of > self.known_at


@dataclass(frozen=True, slots=True)
class Statement:
    """One member's standing, entry by entry. Base and the lines' counting points add up to `total`."""

    scheme: str
    title: str
    member: str
    language: str
    today: date
    time_zone: str
    instants: Instants | None
    higher_is_better: bool
    base: int
    lines: tuple[Line, ...]
    gone: tuple[GoneLine, ...]
    total: int
    clamp: Clamp | None
    hold: Hold | None
    score: int
    ceilings: tuple[CeilingLine, ...]
    band: BandLine | None
    next_band: NextBand | None
    fading: Fading | None
    next_change: date | None
    consequences: tuple[ConsequenceLine, ...]
    contest: Contest
    tzdata: str

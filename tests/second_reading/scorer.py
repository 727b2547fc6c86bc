"""The standing of each listed member: steps 5 to 8 with 6.2 to 6.4, 6.9, 6.10, 6.13, 6.16 to 6.18, 6.22 and 6.27."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from isonomia.ledger.record import AnyRecord
from isonomia.periods import AssessmentSchedule, Duration, add
from isonomia.scheme.scheme import CompiledBand, CompiledStep, Scheme
from second_reading.facts import Knowledge
from second_reading.matching import Line, holds, lines_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class EntryStanding:
    """An entry of the statement: raw = cut + suspended + faded + counting."""

    rule: str
    source: str
    event_id: str
    raw: int
    cut: int
    suspended: int
    faded: int
    counting: int
    next_fade: date | None


@dataclass(frozen=True)
class Standing:
    """A member's standing."""

    score: int
    band: str | None
    next_fade: date | None
    entries: tuple[EntryStanding, ...]


def standings(
    scheme: Scheme, records: tuple[AnyRecord, ...], as_of: datetime, known_at: datetime
) -> dict[str, Standing]:
    """The standing of every listed member."""
    knowledge = Knowledge(scheme, records, known_at)
    return {member: Reading(scheme, knowledge, member, as_of).standing() for member in knowledge.listed(as_of)}


def rest(line: Line, day: date) -> int:
    """What fading and the cuts of steps leave on a day, by walking the anniversaries (step 6, 6.16)."""
    rule = line.rule
    if line.left == 0:
        return 0
    if rule.expires is not None and day >= add(line.date, rule.expires):
        return 0
    happenings: list[tuple[date, int, int]] = [(on, 1, points) for on, points in line.step_cuts]
    if rule.halves is not None:
        for k in range(1, 200):
            anniversary = add(line.date, rule.halves, k)
            if anniversary > day:
                break
            happenings.append((anniversary, 0, 0))
    points = line.left
    for on, is_cut, taken in sorted(happenings):
        if on <= day:
            points = points - taken if is_cut else _half(points)
    return points


def _half(points: int) -> int:
    return points // 2 if points >= 0 else -(-points // 2)


def next_fade(line: Line, today: date) -> date | None:
    """The first date after today on which the faded points would differ: tried at each date when something can."""
    rule = line.rule
    days = [add(line.date, rule.expires)] if rule.expires is not None else []
    days += [add(line.date, rule.halves, k) for k in range(1, 200)] if rule.halves is not None else []
    now = rest(line, today)
    if now == 0:
        return None  # what is 0 stays 0
    return next((day for day in sorted(days) if day > today and rest(line, day) != now), None)


class Reading:
    """One member at (as_of, known_at)."""

    def __init__(self, scheme: Scheme, knowledge: Knowledge, member: str, as_of: datetime) -> None:
        self.scheme = scheme
        self.today = as_of.astimezone(scheme.zone).date()
        self.lines = lines_of(scheme, knowledge, member, as_of)
        self.measures: dict[str, date] = {}
        self.ceilings = [line for line in self.lines if self._has_ceiling(line)]
        for measure in knowledge.measures:
            if measure.member == member and measure.occurred_at <= as_of:
                on = measure.occurred_at.astimezone(scheme.zone).date()
                self.measures[measure.measure] = min(on, self.measures.get(measure.measure, on))
        self._cut_at_measures()

    def standing(self) -> Standing:
        entries = tuple(self._entry(line) for line in self.lines)
        fades = [day for line in self.lines if (day := next_fade(line, self.today)) is not None]
        band = self.band()
        return Standing(
            self.score_on(self.today), band.name if band is not None else None, min(fades, default=None), entries
        )

    def is_suspended(self, line: Line) -> bool:
        """An open dispute, where the scheme's appeal suspends (6.13)."""
        return line.disputed and self.scheme.appeal_suspends

    def counts(self, line: Line, day: date) -> int:
        """What an entry adds to the sum of a day."""
        if line.date > day or (self.is_suspended(line) and self._is_adverse(line.left)):
            return 0
        return rest(line, day)

    def _is_adverse(self, points: int) -> bool:
        return points < 0 if self.scheme.higher_is_better else points > 0

    def _entry(self, line: Line) -> EntryStanding:
        cut = line.cut + sum(points for _, points in line.step_cuts)
        counting = self.counts(line, self.today)
        suspended = line.raw - cut if self.is_suspended(line) and self._is_adverse(line.left) else 0
        faded = line.raw - cut - suspended - counting
        fades = next_fade(line, self.today)
        return EntryStanding(
            line.rule.name, line.source, line.event_id, line.raw, cut, suspended, faded, counting, fades
        )

    # the score

    def score_on(self, day: date) -> int:
        """The clamped sum, held while a measure is missing."""
        total = self.scheme.file.score.base + sum(self.counts(line, day) for line in self.lines)
        score = self._clamp(total)
        for step in self.scheme.file.steps:
            taken = self.measures.get(step.after.measure)
            hold = self._short_of(step.band)
            if hold is not None and (taken is None or taken > day) and self._is_worse(score, hold):
                score = hold
        return score

    def _clamp(self, total: int) -> int:
        low, high = self.scheme.file.score.range or (None, None)
        if low is not None:
            total = max(low, total)
        return min(high, total) if high is not None else total

    def _is_worse(self, score: int, other: int) -> bool:
        return score < other if self.scheme.higher_is_better else score > other

    def _short_of(self, band: str) -> int | None:
        """The worst score that is not yet in the band."""
        names = [each.name for each in self.scheme.bands]
        index = names.index(band)
        if self.scheme.higher_is_better:
            return self.scheme.bands[index + 1].begins if index + 1 < len(names) else None
        begins = self.scheme.bands[index].begins
        return begins - 1 if begins is not None else None

    def _cut_at_measures(self) -> None:
        """On a measure's date the adverse entries up to it are cut, newest first, to one short of the band (6.27)."""
        taken: list[tuple[date, int, CompiledStep]] = []
        for position, step in enumerate(self.scheme.steps):
            if step.measure in self.measures:
                taken.append((self.measures[step.measure], position, step))
        for on, _, step in sorted(taken, key=lambda item: item[:2]):
            hold = self._short_of(step.band)
            total = self.scheme.file.score.base + sum(self.counts(line, on) for line in self.lines)
            if hold is None or not self._is_worse(total, hold):
                continue
            excess = abs(total - hold)
            for line in sorted(self.lines, key=lambda line: line.order, reverse=True):
                points = self.counts(line, on)
                if self._is_adverse(points) and excess > 0:
                    cut = min(excess, abs(points))
                    excess -= cut
                    line.step_cuts.append((on, cut if points > 0 else -cut))

    # the band

    def band(self) -> CompiledBand | None:
        """The best band that lasts, by the formula of 6.2 over all assessment days of a generous window."""
        if not self.scheme.bands:
            return None
        schedule = self.scheme.file.score.schedule
        back = 80 + max(_days(band.grace) for band in self.scheme.bands)
        days = [self.today - timedelta(days=offset) for offset in range(back + 1)]
        given = [(day, self._given_on(day)) for day in days if _is_assessment(day, schedule)]
        lasting = []
        for goodness, band in enumerate(self._from_worst()):
            for day, found in given:
                end = _next_assessment(day, schedule)
                end = add(end, band.grace) if band.grace is not None else end
                if found >= goodness and self.today < end:
                    lasting.append((goodness, band))
        return max(lasting, key=lambda pair: pair[0])[1]

    def _from_worst(self) -> list[CompiledBand]:
        ascending = list(self.scheme.bands)
        return ascending if self.scheme.higher_is_better else ascending[::-1]

    def _given_on(self, day: date) -> int:
        """The goodness of the band that an assessment gives: of the score, no better than any ceiling."""
        score = self.score_on(day)
        band = self.scheme.bands[0]
        for candidate in self.scheme.bands[1:]:
            if candidate.begins is not None and score >= candidate.begins:
                band = candidate
        names = [each.name for each in self._from_worst()]
        best = names.index(band.name)
        for line in self.ceilings:
            ceiling = line.rule.ceiling
            assert ceiling is not None
            if line.date <= day < add(line.date, ceiling.lasts):
                best = min(best, names.index(ceiling.band))
        return best

    def _has_ceiling(self, line: Line) -> bool:
        """Asked for each match, whatever the caps left; it rests under a suspending dispute (6.10)."""
        ceiling = line.rule.ceiling
        return ceiling is not None and not self.is_suspended(line) and holds(ceiling.when, line.values)


def _days(grace: Duration | None) -> int:
    return 0 if grace is None else grace.longest_days()


def _is_assessment(day: date, schedule: AssessmentSchedule) -> bool:
    """Daily: every date; weekly: Sundays; monthly: the month's last day (step 8, 6.22)."""
    if schedule == "weekly":
        return day.isoweekday() == 7
    return schedule == "daily" or (day + ONE_DAY).month != day.month


def _next_assessment(day: date, schedule: AssessmentSchedule) -> date:
    day += ONE_DAY
    while not _is_assessment(day, schedule):
        day += ONE_DAY
    return day

"""From entries to the lines of a statement, with the reason for every point that does not count."""

from datetime import date
from functools import cached_property, lru_cache

from isonomia.locale import _, language_of_texts, ngettext
from isonomia.periods import local_date
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.account import Account
from isonomia.score.entry import Entry
from isonomia.score.history import Fact
from isonomia.score.statement.model import Fading, GoneLine, Line
from isonomia.score.statement.reason import reason_writer
from isonomia.score.statement.words import cap_period_words
from isonomia.score.steps.suspension import suspended_points


def lines_of(scheme: Scheme, account: Account, language: str) -> tuple[Line, ...]:
    """One line an entry, in the total order; those that count 0 are listed too."""
    writers = {rule.name: _Writer(scheme, rule, account.today, language) for rule in scheme.rules}
    return tuple([writers[entry.rule.name].line(entry) for entry in account.entries])


class _Writer:
    """Writes the lines of one rule; many entries are cut and have faded alike, and each note is put in words once."""

    def __init__(self, scheme: Scheme, rule: CompiledRule, today: date, language: str) -> None:
        self.scheme = scheme
        self.rule = rule
        self.name = rule.name
        self.today = today
        self.reason = reason_writer(rule.name, rule.written, language)
        self.spoken = language_of_texts()
        self.cuts: dict[tuple[int, int, int], tuple[str, ...]] = {}

    def line(self, entry: Entry) -> Line:
        fact, raw, cut = entry.fact, entry.raw, entry.cut
        contested = fact.disputes if fact is not None else ()
        suspended = suspended_points(self.scheme, entry) if contested else 0
        unfaded = entry.points_on(self.today) if raw != cut else 0
        counting = unfaded if not suspended else 0
        faded = raw - cut - suspended - counting
        if contested or entry.is_unknown or (fact is not None and (fact.decided or fact.corrections)):
            notes = self._notes(entry, suspended, faded)
        else:
            notes = self._cut(entry) if cut else ()
            if faded:
                notes = (*notes, self._fading(entry))
        return Line(
            self.name,
            entry.date,
            entry.source,
            entry.event_id,
            self.reason(entry.environment),
            raw,
            cut,
            suspended,
            faded,
            counting,
            entry.fade_of_counting(self.today) if unfaded else None,
            entry.is_unknown,
            tuple([dispute.dispute_id for dispute in contested]) if contested else (),
            notes,
        )

    def _notes(self, entry: Entry, suspended: int, faded: int) -> tuple[str, ...]:
        notes: list[str] = []
        if entry.is_unknown:
            notes.append(_("the points cannot be computed from what is recorded, so they are 0"))
        if entry.cut:
            notes += self._cut(entry)
        if suspended:
            notes.append(_("suspended: contested, and not decided yet"))
        elif entry.disputes:
            notes.append(_("contested, and not decided yet"))
        if faded:
            notes.append(self._fading(entry))
        if (fact := entry.fact) is not None and (fact.decided or fact.corrections):
            notes += _past_notes(self.scheme, fact)
        return tuple(notes)

    def _cut(self, entry: Entry) -> tuple[str, ...]:
        key = (entry.cut, entry.cut_by_rule, entry.cut_by_pool)
        return self.cuts.get(key) or self.cuts.setdefault(key, (self._cut_note(*key),))

    def _cut_note(self, cut: int, by_rule: int, by_pool: int) -> str:
        """Which bounds took how many of the points."""
        taken = [(by_rule, self.cap_bound)] if by_rule else []
        if by_pool:
            taken.append((by_pool, self.pool_bound))
        if rest := cut - by_rule - by_pool:
            taken.append((rest, _("a measure that was taken")))
        return _cut_by(self.spoken, tuple(taken))

    @cached_property
    def cap_bound(self) -> str:
        cap = self.rule.cap
        return _("the cap of {cap}").format(cap=cap_words(cap)) if cap is not None else ""

    @cached_property
    def pool_bound(self) -> str:
        pool = self.scheme.pool_of.get(self.rule.name)
        if pool is None:
            return ""
        return _("the shared cap '{pool}' of {cap}").format(pool=pool.name, cap=cap_words(pool.cap))

    def _fading(self, entry: Entry) -> str:
        ends = entry.ends
        key = ends if ends is not None and ends <= self.today else entry.halvings(self.today)
        return _faded(self.spoken, key)


@lru_cache(maxsize=4096)
def _cut_by(_spoken: str, taken: tuple[tuple[int, str], ...]) -> str:
    """The note of points that bounds took, in the language spoken; members are cut alike."""
    bounds = [_("{points} by {bound}").format(points=points, bound=bound) for points, bound in taken]
    return _("cut: {bounds}").format(bounds=", ".join(bounds))


@lru_cache(maxsize=4096)
def _faded(_spoken: str, ended_or_halved: date | int) -> str:
    """The day on which points ended, or how many times they were halved, in the language spoken."""
    if isinstance(ended_or_halved, date):
        return _("expired on {day}").format(day=ended_or_halved.isoformat())
    return ngettext("halved once", "halved {count} times", ended_or_halved)


def _past_notes(scheme: Scheme, fact: Fact) -> list[str]:
    """What was corrected, and what became of contests."""
    notes = [
        _("corrected on {day}").format(day=local_date(item.recorded_at, scheme.zone))
        for item in sorted(fact.corrections, key=lambda item: item.recorded_at)
    ]
    for decision in sorted(fact.decided, key=lambda item: item.recorded_at):
        day = local_date(decision.recorded_at, scheme.zone)
        text = (
            _("contested, and rejected on {day}")
            if decision.outcome == "rejected"
            else _("contested, and settled by a correction on {day}")
        )
        notes.append(text.format(day=day))
    return list(dict.fromkeys(notes))


def gone_lines(scheme: Scheme, account: Account) -> tuple[GoneLine, ...]:
    """The events of the member that no longer count, and why."""
    return tuple(
        GoneLine(
            item.event.occurred_on,
            item.event.source,
            item.event.event_id,
            local_date(item.since, scheme.zone),
            item.is_upheld,
            item.reason,
        )
        for item in account.gone
    )


def cap_words(cap: Cap) -> str:
    """A cap in words: `20 points per month`."""
    points = ngettext("{count} point", "{count} points", cap.points)
    return f"{points} {cap_period_words(cap.unit)}"


def next_fading(account: Account, lines: tuple[Line, ...]) -> Fading | None:
    """The first day on which counting points fade, and what that changes; None where nothing will."""
    waiting = [line.next_fade for line in lines if line.counting and line.next_fade is not None]
    if not waiting:
        return None
    day = min(waiting)
    changes = tuple(
        (line, entry.points_on(day) - line.counting)
        for line, entry in zip(lines, account.entries, strict=True)
        if line.counting and line.next_fade == day
    )
    return Fading(day, changes)

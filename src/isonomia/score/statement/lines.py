"""From entries to the lines of a statement, with the reason for every point that does not count."""

from dataclasses import dataclass, field
from datetime import date

from isonomia.locale import _, ngettext
from isonomia.periods import local_date
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import CompiledRule, Scheme
from isonomia.score.account import Account
from isonomia.score.entry import Entry
from isonomia.score.history import Fact
from isonomia.score.statement.model import Fading, GoneLine, Line
from isonomia.score.statement.reason import WriteReason, reason_writer
from isonomia.score.statement.words import cap_period_words
from isonomia.score.steps.suspension import suspended_points


def lines_of(scheme: Scheme, account: Account, language: str) -> tuple[Line, ...]:
    """One line an entry, in the total order; those that count 0 are listed too."""
    writer = _Writer(scheme, account.today, language)
    return tuple([writer.line(entry) for entry in account.entries])


@dataclass
class _Writer:
    """Writes the lines of one statement.

    Entries share the few reasons of their rules, and many are cut and have faded alike: each is put in words once.
    """

    scheme: Scheme
    today: date
    language: str
    reasons: dict[str, WriteReason] = field(default_factory=dict)
    cuts: dict[tuple[int, int, int, int], tuple[str]] = field(default_factory=dict)
    fadings: dict[date | int, str] = field(default_factory=dict)

    def line(self, entry: Entry) -> Line:
        rule, today, raw, cut = entry.rule, self.today, entry.raw, entry.cut
        disputes = entry.disputes
        suspended, counting, next_fade = 0, 0, None
        if disputes and (suspended := suspended_points(self.scheme, entry)):
            next_fade = entry.next_fade(today)
        elif raw != cut and (counting := entry.points_on(today)):
            next_fade = entry.fade_of_counting(today)
        faded = raw - cut - suspended - counting
        write_reason = self.reasons.get(rule.name) or self._reason_writer(rule)
        return Line(
            rule.name,
            entry.date,
            entry.source,
            entry.event_id,
            write_reason(entry.environment),
            raw,
            cut,
            suspended,
            faded,
            counting,
            next_fade,
            entry.is_unknown,
            tuple([dispute.dispute_id for dispute in disputes]) if disputes else (),
            self._notes(entry, suspended, faded),
        )

    def _reason_writer(self, rule: CompiledRule) -> WriteReason:
        made = self.reasons[rule.name] = reason_writer(rule.name, rule.written, self.language)
        return made

    def _notes(self, entry: Entry, suspended: int, faded: int) -> tuple[str, ...]:
        fact, cut = entry.fact, self._cut(entry) if entry.cut else ()
        if not (faded or suspended or entry.is_unknown or (fact is not None and (fact.disputes or fact.has_past))):
            return cut
        notes: list[str] = []
        if entry.is_unknown:
            notes.append(_("the points cannot be computed from what is recorded, so they are 0"))
        notes += cut
        if suspended:
            notes.append(_("suspended: contested, and not decided yet"))
        elif entry.disputes:
            notes.append(_("contested, and not decided yet"))
        if faded:
            notes.append(self._fading(entry))
        if fact is not None and fact.has_past:
            notes += _past_notes(self.scheme, fact)
        return tuple(notes)

    def _cut(self, entry: Entry) -> tuple[str]:
        key = (entry.rule.position, entry.cut, entry.cut_by_rule, entry.cut_by_pool)
        return self.cuts.get(key) or self.cuts.setdefault(key, (_cut_note(self.scheme, entry),))

    def _fading(self, entry: Entry) -> str:
        ends = entry.ends
        key = ends if ends is not None and ends <= self.today else entry.halvings(self.today)
        return self.fadings.get(key) or self.fadings.setdefault(key, _fading_note(key))


def _fading_note(ended_or_halved: date | int) -> str:
    """The day on which points ended, or how many times they were halved."""
    if isinstance(ended_or_halved, date):
        return _("expired on {day}").format(day=ended_or_halved)
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


def _cut_note(scheme: Scheme, entry: Entry) -> str:
    """Which bounds took how many of the points."""
    bounds = []
    if entry.cut_by_rule and entry.rule.cap is not None:
        cap = _("the cap of {cap}").format(cap=cap_words(entry.rule.cap))
        bounds.append(_("{points} by {bound}").format(points=entry.cut_by_rule, bound=cap))
    if entry.cut_by_pool:
        pool = scheme.pool_of[entry.rule.name]
        cap = _("the shared cap '{pool}' of {cap}").format(pool=pool.name, cap=cap_words(pool.cap))
        bounds.append(_("{points} by {bound}").format(points=entry.cut_by_pool, bound=cap))
    if rest := entry.cut - entry.cut_by_rule - entry.cut_by_pool:
        measure = _("a measure that was taken")
        bounds.append(_("{points} by {bound}").format(points=rest, bound=measure))
    return _("cut: {bounds}").format(bounds=", ".join(bounds))


def cap_words(cap: Cap) -> str:
    """A cap in words: `20 points per month`."""
    return f"{ngettext('{count} point', '{count} points', cap.points)} {cap_period_words(cap.unit)}"


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

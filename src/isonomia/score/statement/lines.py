"""From entries to the lines of a statement, with the reason for every point that does not count."""

from datetime import date
from functools import cache, lru_cache

from isonomia.locale import _, ngettext, spoken_language
from isonomia.periods import local_date
from isonomia.scheme.model.rule import Cap
from isonomia.scheme.scheme import CompiledPool, Scheme
from isonomia.score.account import Account
from isonomia.score.entry import Entry
from isonomia.score.history import Fact
from isonomia.score.statement.model import Fading, GoneLine, Line
from isonomia.score.statement.reason import reason_of
from isonomia.score.statement.words import cap_period_words
from isonomia.score.steps.suspension import suspended_points


def lines_of(scheme: Scheme, account: Account, language: str) -> tuple[Line, ...]:
    """One line an entry, in the total order; those that count 0 are listed too."""
    return tuple(_line(scheme, entry, account.today, language) for entry in account.entries)


def _line(scheme: Scheme, entry: Entry, today: date, language: str) -> Line:
    suspended = suspended_points(scheme, entry) if entry.disputes else 0
    counting = 0 if suspended else entry.points_on(today)
    faded = entry.left - suspended - counting
    has_past = entry.fact is not None and entry.fact.has_past
    is_plain = counting == entry.raw and not entry.disputes and not entry.is_unknown and not has_past
    return Line(
        entry.rule.name,
        entry.date,
        entry.source,
        entry.event_id,
        reason_of(entry.rule.name, entry.rule.written, entry.environment, language),
        entry.raw,
        entry.cut,
        suspended,
        faded,
        counting,
        entry.next_fade(today),
        entry.is_unknown,
        tuple(dispute.dispute_id for dispute in entry.disputes),
        () if is_plain else _notes(scheme, entry, today, suspended, faded),
    )


def _notes(scheme: Scheme, entry: Entry, today: date, suspended: int, faded: int) -> tuple[str, ...]:
    notes = []
    if entry.is_unknown:
        notes.append(_("the points cannot be computed from what is recorded, so they are 0"))
    if entry.cut:
        pool = scheme.pool_of[entry.rule.name] if entry.cut_by_pool else None
        notes.append(
            _cut_note(entry.rule.cap, pool, entry.cut_by_rule, entry.cut_by_pool, entry.cut, spoken_language())
        )
    if suspended:
        notes.append(_("suspended: contested, and not decided yet"))
    elif entry.disputes:
        notes.append(_("contested, and not decided yet"))
    if faded and entry.ends is not None and entry.ends <= today:
        notes.append(_("expired on {day}").format(day=entry.ends))
    elif faded:
        notes.append(ngettext("halved once", "halved {count} times", entry.halvings(today)))
    if entry.fact is not None and entry.fact.has_past:
        notes += _past_notes(scheme, entry.fact)
    return tuple(notes)


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
        for item in sorted(
            account.gone, key=lambda item: (item.event.occurred_at, item.event.source, item.event.event_id)
        )
    )


@lru_cache(maxsize=4096)  # a member's entries are cut by the same few bounds over and over
def _cut_note(cap: Cap | None, pool: CompiledPool | None, by_rule: int, by_pool: int, cut: int, _language: str) -> str:
    """Which bounds took how many of the points."""
    bounds = []
    if by_rule and cap is not None:
        words = _("the cap of {cap}").format(cap=cap_words(cap))
        bounds.append(_("{points} by {bound}").format(points=by_rule, bound=words))
    if pool is not None:
        words = _("the shared cap '{pool}' of {cap}").format(pool=pool.name, cap=cap_words(pool.cap))
        bounds.append(_("{points} by {bound}").format(points=by_pool, bound=words))
    if rest := cut - by_rule - by_pool:
        measure = _("a measure that was taken")
        bounds.append(_("{points} by {bound}").format(points=rest, bound=measure))
    return _("cut: {bounds}").format(bounds=", ".join(bounds))


def cap_words(cap: Cap) -> str:
    """A cap in words: `20 points per month`."""
    return _cap_words(cap.points, cap.unit, spoken_language())


@cache
def _cap_words(points: int, unit: str, _language: str) -> str:
    return f"{ngettext('{count} point', '{count} points', points)} {cap_period_words(unit)}"


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

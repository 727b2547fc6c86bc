"""The reference scorer: one member's account as a pure function of (scheme, history, as_of).

As plain as the text of docs/semantics.md, section "The score"; every engine is tested against it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from isonomia.ledger.ledger import Ledger
from isonomia.periods import local_date
from isonomia.scheme.scheme import Scheme
from isonomia.score.entry import Entry, by_rule
from isonomia.score.history import Gone, History, histories
from isonomia.score.steps.band import ActiveCeiling, BandInForce, assessment_days, band_in_force, ceilings
from isonomia.score.steps.caps import apply_caps
from isonomia.score.steps.fading import begin_fading
from isonomia.score.steps.holds import cut_at_measures, measure_dates
from isonomia.score.steps.match import match_events
from isonomia.score.steps.period_rules import match_periods
from isonomia.score.steps.points import give_points
from isonomia.score.steps.so_far import SoFar
from isonomia.score.steps.total import Total, counting_between, total_on


@dataclass(frozen=True)
class Account:
    """All that makes a member's standing on one day: entries, total, ceilings, band."""

    member: str
    today: date
    entries: tuple[Entry, ...]
    total: Total
    ceilings: tuple[ActiveCeiling, ...]
    band: BandInForce | None
    measures: Mapping[str, date]
    so_far: SoFar
    gone: tuple[Gone, ...] = ()

    @property
    def score(self) -> int:
        return self.total.score

    @property
    def band_name(self) -> str | None:
        return self.band.band.name if self.band is not None else None

    @cached_property
    def next_fade(self) -> date | None:
        """The first date after today on which any entry's faded points differ, suspension aside."""
        return min((day for entry in self.entries if (day := entry.next_fade(self.today)) is not None), default=None)


def account(scheme: Scheme, history: History, as_of: datetime) -> Account:
    """One member's account at `as_of`, from all that is known of him."""
    today = local_date(as_of, scheme.zone)
    so_far = SoFar()
    entries = match_events(scheme, history.facts, as_of, so_far)
    if scheme.period_rules:  # without them the matches are in the total order already
        entries += match_periods(scheme, history.facts, entries, history.enrolments(as_of, today), as_of, today)
        entries.sort(key=lambda entry: entry.order)
    of_rules = by_rule(scheme, entries)
    give_points(of_rules)
    apply_caps(scheme, of_rules, entries, so_far)
    begin_fading(entries)
    measures = measure_dates(scheme, history, as_of)
    cut_at_measures(scheme, entries, measures)
    active = ceilings(scheme, entries)
    total, band = stand(scheme, today, entries, active, measures)
    gone = tuple(item for item in history.gone if item.event.occurred_at <= as_of)
    return Account(history.member, today, tuple(entries), total, tuple(active), band, measures, so_far, gone)


def stand(
    scheme: Scheme, today: date, entries: Iterable[Entry], active: Sequence[ActiveCeiling], measures: Mapping[str, date]
) -> tuple[Total, BandInForce | None]:
    """Total and band of a day, from entries that have gone through all steps before."""
    counting = counting_between(scheme, entries, assessment_days(scheme, today)[-1], today)
    total = total_on(scheme, counting, today, measures)
    band = band_in_force(scheme, today, lambda day: total_on(scheme, counting, day, measures).score, active)
    return total, band


def accounts(
    scheme: Scheme, ledger: Ledger, as_of: datetime, known_at: datetime, members: Iterable[str] | None = None
) -> dict[str, Account]:
    """The account of every member who is listed at (as_of, known_at), by name in code-point order.

    `members` restricts the work to some; who is not listed is simply absent.
    """
    today = local_date(as_of, scheme.zone)
    return {
        member: account(scheme, history, as_of)
        for member, history in histories(ledger, known_at, members).items()
        if not history.has_left(today)
    }

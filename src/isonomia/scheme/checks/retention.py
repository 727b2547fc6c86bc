"""Retention: a fact must not be erased while a rule still counts it."""

from collections.abc import Callable

from isonomia.periods import Duration
from isonomia.scheme.checks import Examination
from isonomia.scheme.model.rule import Rule
from isonomia.scheme.scheme import CompiledRule

PERIOD_LENGTH: dict[str, Duration] = {
    "day": Duration(1, "days"),
    "week": Duration(1, "weeks"),
    "month": Duration(1, "months"),
    "quarter": Duration(3, "months"),
    "year": Duration(1, "years"),
}


def check_retention(examination: Examination) -> None:
    """A retention shorter than what a rule needs is a fault; so is any, where the points never fade.

    A period rule binds the sources that it names itself; those behind a rule that it counts get a warning.
    """
    compiled = {rule.name: rule for rule in examination.rules}
    for rule in examination.rules:
        for source, is_named in sorted(sources_of(rule, compiled).items()):
            declared = examination.file.sources.get(source)
            if declared is not None and declared.retention is not None:
                report = examination.error if is_named else examination.warn
                _check(rule, source, declared.retention, report)


def _check(rule: CompiledRule, source: str, retention: Duration, report: Callable[..., None]) -> None:
    keys = ("sources", source, "retention")
    needed = needed_by(rule)
    if needed is None:
        report(
            "scheme-retention",
            keys,
            f"a retention of {retention}",
            f"none, as the points of '{rule.name}' never fade",
            f"give '{rule.name}' an `expires`, or drop the retention",
        )
    elif not covers(retention, needed):
        total = " and ".join(str(part) for part in needed)
        report(
            "scheme-retention",
            keys,
            f"a retention of {retention}",
            f"at least {total}, which the rule '{rule.name}' needs",
            "keep the facts as long as they count",
        )


def sources_of(rule: CompiledRule, compiled: dict[str, CompiledRule]) -> dict[str, bool]:
    """The sources whose facts a rule needs, and whether it names them itself."""
    if rule.source is not None:
        return {rule.source: True}
    targets = [item.target for item in rule.aggregates]
    behind = {compiled[target].source or "": False for target in targets if target in compiled}
    return behind | {target: True for target in targets if target not in compiled}


def needed_by(rule: CompiledRule) -> list[Duration] | None:
    """The durations that together say how long the rule needs its facts; None: for ever."""
    life = life_of(rule)
    if life is None:
        return None
    written: Rule = rule.written
    if written.each is not None:
        return [PERIOD_LENGTH[written.each.value], life]
    within = written.nth.within if written.nth else None
    return [max((life, within), key=Duration.longest_days)] if within else [life]


def life_of(rule: CompiledRule) -> Duration | None:
    """How long points of a rule can count from their date on; None: for ever."""
    if rule.expires is not None:
        return rule.expires
    if rule.halves is None:
        return None
    largest = int(rule.points.bounds.magnitude.to_integral_value(rounding="ROUND_HALF_UP"))
    return rule.halves.times(max(1, largest.bit_length()))


def covers(retention: Duration, needed: list[Duration]) -> bool:
    """Whether the retention reaches at least as far as the needed durations, from every possible date."""
    months, days = sum(part.months for part in needed), sum(part.days for part in needed)
    if retention.months and days == 0:
        return retention.months >= months
    if retention.days and months == 0:
        return retention.days >= days
    return retention.shortest_days() >= sum(part.longest_days() for part in needed)

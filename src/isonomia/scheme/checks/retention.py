"""Retention: a fact must not be erased while a rule still counts it."""

from collections.abc import Callable, Iterable

from isonomia.periods import Duration
from isonomia.scheme.checks import Examination
from isonomia.scheme.model.rule import Rule
from isonomia.scheme.scheme import CompiledPool, CompiledRule

PERIOD_LENGTH: dict[str, Duration] = {
    "day": Duration(1, "days"),
    "week": Duration(1, "weeks"),
    "month": Duration(1, "months"),
    "quarter": Duration(3, "months"),
    "year": Duration(1, "years"),
}


def check_retention(examination: Examination) -> None:
    """A retention shorter than what a rule needs is a fault; so is any, where the rule needs its facts for ever.

    A period rule binds the sources that it names itself; those behind a rule that it counts get a warning.
    """
    compiled = {rule.name: rule for rule in examination.rules}
    for rule in examination.rules:
        for source, is_named in sorted(sources_of(rule, compiled).items()):
            declared = examination.file.sources.get(source)
            if declared is not None and declared.retention is not None:
                report = examination.error if is_named else examination.warn
                _check(rule, source, declared.retention, endless(rule, examination.pools), report)


def endless(rule: CompiledRule, pools: Iterable[CompiledPool]) -> tuple[str, str] | None:
    """Why a rule needs its facts for ever, and what would end it; None where it does not."""
    if life_of(rule) is None:
        return f"the points of '{rule.name}' never fade", f"give '{rule.name}' an `expires`"
    if rule.written.nth is not None and rule.written.nth.within is None:
        return f"the `nth` of '{rule.name}' counts for ever", "give it a `within`"
    if rule.cap is not None and rule.cap.unit == "ever":
        return f"facts keep their room under the cap of '{rule.name}' for ever", "cap it per year or less"
    for pool in pools:
        if rule.name in pool.rules and pool.cap.unit == "ever":
            return f"facts keep their room in the pool '{pool.name}' for ever", "cap it per year or less"
    return None


def _check(
    rule: CompiledRule,
    source: str,
    retention: Duration,
    reason: tuple[str, str] | None,
    report: Callable[..., None],
) -> None:
    keys = ("sources", source, "retention")
    if reason is not None:
        why, end = reason
        found = f"a retention of {retention}"
        report("scheme-retention", keys, found, f"none, as {why}", f"{end}, or drop the retention")
        return
    needed = needed_by(rule)
    assert needed is not None, "without a life it is endless"
    if not covers(retention, needed):
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
    lasting = [life] if written.ceiling is None else [life, written.ceiling.lasts]
    if written.each is not None:
        return [PERIOD_LENGTH[written.each.value], max(lasting, key=Duration.longest_days)]
    within = written.nth.within if written.nth else None
    return [max([*lasting, within] if within else lasting, key=Duration.longest_days)]


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

"""Rules: sources that exist, expressions that fit the declared fields, reasons that name them."""

from collections.abc import Callable, Mapping
from string import Formatter

from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.expression.fault import ExpressionFault
from isonomia.expression.parse import parse_condition, parse_points
from isonomia.expression.scope import Scope
from isonomia.expression.tree import Node, Type
from isonomia.periods import Duration
from isonomia.scheme.checks import Examination, Keys
from isonomia.scheme.model.rule import Rule
from isonomia.scheme.scheme import CompiledCeiling, CompiledRule

ASSESSMENT_INTERVAL_DAYS = {"daily": 1, "weekly": 7, "monthly": 31}


def check_rules(examination: Examination) -> None:
    """Compile every rule; whatever does not fit is reported at its own characters."""
    fields = {
        name: {field: Type(declared.type.value) for field, declared in source.fields.items()}
        for name, source in examination.file.sources.items()
    }
    for position, (name, rule) in enumerate(examination.file.rules.items()):
        if name in fields:
            examination.error_at_key(
                "scheme-name",
                ("rules", name),
                f"the name '{name}' of a rule and of a source",
                "a name of its own",
                "COUNT could not tell them apart",
            )
        if rule.source is not None and not examination.names("source", ("rules", name, "source"), rule.source, fields):
            continue
        compiled = _compile_rule(examination, fields, name, position, rule)
        if compiled is not None:
            examination.rules.append(compiled)


def _compile_rule(
    examination: Examination, fields: Mapping[str, Mapping[str, Type]], name: str, position: int, rule: Rule
) -> CompiledRule | None:
    scope = _scope(examination, fields, rule, with_nth=rule.nth is not None)
    scope_when = _scope(examination, fields, rule, with_nth=False)
    keys = ("rules", name)
    when = _compile(examination, (*keys, "when"), rule.when, scope_when, parse_condition)
    points = _compile(examination, (*keys, "points"), rule.points, scope, parse_points)
    ceiling = _ceiling(examination, keys, rule, scope)
    _check_reason(examination, keys, rule, scope)
    if points is None or (rule.when is not None and when is None) or (rule.ceiling is not None and ceiling is None):
        return None
    return CompiledRule(name, position, rule, when, points, ceiling)


def _scope(examination: Examination, fields: Mapping[str, Mapping[str, Type]], rule: Rule, *, with_nth: bool) -> Scope:
    if rule.each is not None:
        events = frozenset(name for name, other in examination.file.rules.items() if other.source is not None)
        return Scope(has_date=True, is_period=True, matches=events, sources=fields, faulty=examination.faulty_names)
    has_key = rule.nth is not None
    remedy = (
        "`nth` counts the matches, so `when` cannot depend on it; use it in `points` or in the ceiling"
        if has_key
        else "add `nth: {within: 12 months}` to the rule"
    )
    return Scope(
        fields=fields.get(rule.source or "", {}),
        has_date=True,
        has_nth=with_nth and has_key,
        nth_remedy=remedy,
        faulty=examination.faulty_names,
    )


def _compile(
    examination: Examination, keys: Keys, text: str | None, scope: Scope, parse: Callable[[str, Scope], Node]
) -> Node | None:
    if text is None:
        return None
    try:
        return parse(text, scope)
    except ExpressionFault as fault:
        examination.fault_within(keys, fault)
        return None


def _ceiling(examination: Examination, keys: Keys, rule: Rule, scope: Scope) -> CompiledCeiling | None:
    written = rule.ceiling
    if written is None:
        return None
    by_name = {band.name: band for band in examination.bands}
    known = examination.names("band", (*keys, "ceiling", "band"), written.band, by_name)
    when = _compile(examination, (*keys, "ceiling", "when"), written.when, scope, parse_condition)
    if not known or (written.when is not None and when is None):
        return None
    goodness = by_name[written.band].goodness
    shortest = written.lasts.shortest_days()
    graces = [band.grace for band in examination.bands if band.goodness > goodness and band.grace is not None]
    interval = ASSESSMENT_INTERVAL_DAYS[examination.file.score.assessed.value]
    if shortest < interval:
        examination.warn(
            "scheme-short-ceiling",
            (*keys, "ceiling", "for"),
            f"a ceiling of {written.lasts}",
            "",
            f"assessments are up to {interval} days apart, so it may never be felt",
        )
    elif graces and shortest < max(map(Duration.longest_days, graces)):
        longest = max(graces, key=Duration.longest_days)
        examination.warn(
            "scheme-short-ceiling",
            (*keys, "ceiling", "for"),
            f"a ceiling of {written.lasts}",
            "",
            f"a better band's grace of {longest} outlasts it",
        )
    return CompiledCeiling(written.band, goodness, written.lasts, when)


def _check_reason(examination: Examination, keys: Keys, rule: Rule, scope: Scope) -> None:
    """A reason may name what an expression of the rule may, and for a period rule the period."""
    known = [*scope.fields, "date", *(["nth"] if scope.has_nth else []), *(["period"] if rule.each else [])]
    for language, text in (rule.reason or {}).items():
        place: Keys = (*keys, "reason", language)
        if examination.document.value_at(place) is None:
            place = (*keys, "reason")
        try:
            parts = list(Formatter().parse(text))
        except ValueError:
            examination.error("scheme-reason", place, "a brace that is not closed", "{field}, or {{ and }} for braces")
            continue
        for _, name, specification, conversion in parts:
            if name is None or name in examination.faulty_names:
                continue
            if specification or conversion or name not in known:
                first = max(0, text.find(f"{{{name}"))
                last = text.find("}", first) + 1
                fault = ExpressionFault(
                    "scheme-reason",
                    first,
                    last,
                    f"`{text[first:last]}` in a reason",
                    one_of(known),
                    did_you_mean(name, known),
                )
                examination.fault_within(place, fault)

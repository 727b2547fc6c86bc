"""A statement whose rules are called as their authors called them, with the version: no `late_payment__v1`."""

from dataclasses import replace
from datetime import date

from msgspec import structs

from isonomia.locale import _, day_in_words
from isonomia.scheme.succession.version import RuleOrigin, Succession
from isonomia.score.statement.model import NextBand, Statement, Way
from isonomia.service.scheme_versions.in_force import Version


def by_version(made: Statement, version: Version, succession: Succession | None) -> Statement:
    """The statement with each rule's name as it was written, and its version where several are in play."""
    if succession is None:
        return made

    def named(rule: str, day: date) -> str:
        return rule_words(succession.origin_of(rule, day), made.language)

    return replace(
        made,
        lines=tuple(structs.replace(line, rule=named(line.rule, line.date)) for line in made.lines),
        ceilings=tuple(replace(item, rule=named(item.rule, item.first)) for item in made.ceilings),
        next_band=_outlook(made, version, succession),
    )


def rule_words(origin: RuleOrigin, language: str) -> str:
    """A rule with the version that gave its points: late_payment, version 1 (until 30 April 2026)."""
    if origin.last_day is None:
        return _("{rule}, since version {version}").format(rule=origin.rule, version=origin.version)
    return _("{rule}, version {version} (until {day})").format(
        rule=origin.rule, version=origin.version, day=day_in_words(origin.last_day, language)
    )


def _outlook(made: Statement, version: Version, succession: Succession) -> NextBand | None:
    """Rules that have ended help nobody any more; the others read as their author wrote them."""
    target = made.next_band
    if target is None:
        return None
    ways = tuple(_as_written(way, version) for way in target.ways if succession.origin[way.rule][-1].until is None)
    barred = tuple(
        replace(item, rule=rule_words(succession.origin_of(item.rule, item.first), made.language))
        for item in target.barred_by
    )
    return replace(target, ways=ways, barred_by=barred)


def _as_written(way: Way, version: Version) -> Way:
    written = version.written.file.rules.get(way.rule)
    if written is None:
        return way
    return replace(way, points=str(written.points), when=written.when)

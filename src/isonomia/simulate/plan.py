"""All that a run reads and never changes: scheme, society and calendar as tables, in one tuple."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from isonomia.errors import UsageError
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.calendar import Assessments, Span, make_assessments, make_calendar
from isonomia.simulate.conduct_tables import (
    Conduct,
    Reports,
    Scored,
    make_conduct,
    make_false_records,
    make_reports,
)
from isonomia.simulate.life_tables import Life, make_life
from isonomia.simulate.log_odds import odds_factors
from isonomia.simulate.period_tables import Periods, make_periods, no_periods
from isonomia.simulate.plan_layout import pack
from isonomia.simulate.records import KINDS
from isonomia.simulate.rule_tables import Events, Rules, Scoring, make_events, make_rules, make_scoring
from isonomia.simulate.submodels.observe import tally_shapes
from isonomia.simulate.submodels.respond import answered_by
from isonomia.simulate.templates import make_templates
from isonomia.society.limits import MOST_ACTIVITIES, MOST_FAR, MOST_NEAR, MOST_WEEKS
from isonomia.society.model.society_file import SocietyFile

Array = npt.NDArray[Any]
MOST_TEMPLATES = 2**16 // KINDS
"""What a record's code of 16 bits can tell apart."""
WEEKS_A_PERIOD = 4
"""Counts by group are kept for periods of so many weeks; the last one is what is left."""


@dataclass(frozen=True)
class Setting:
    """The tables of one run, in one array (isonomia.simulate.plan_layout), with what they were made from.

    is_plain: every match counts for ever, each week is assessed, and no record need be kept.
    """

    society: SocietyFile
    scheme: Scheme | None
    span: Span
    scored: Scored | None
    conduct: Conduct
    life: Life
    scoring: Scoring
    rules: Rules
    periods: Periods
    is_plain: bool
    patrols: bool
    tally: dict[str, tuple[int, int]]
    table: npt.NDArray[np.int64]

    @property
    def ties(self) -> int:
        """How many permutations make far ties."""
        return int(self.society.ties.far.value)


def make_setting(society: SocietyFile, scheme: Scheme | None, weeks: int, *, keeps_all: bool = False) -> Setting:
    """Prepare a run of `weeks` weeks; UsageError where scheme and society do not fit together.

    `keeps_all` keeps every record for the whole run, also where the scheme does not need it any more.
    """
    span = Span(society.first_day, weeks)
    _check(society, weeks)
    scored = None
    if scheme is not None:
        templates = tuple(make_templates(scheme, society))
        if not templates:
            raise UsageError(
                f"no activity of society '{society.society}' leaves an event that scheme '{scheme.name}' reads",
                remedy="add `events` to its activities, for the sources " + ", ".join(scheme.file.sources),
            )
        if len(templates) > MOST_TEMPLATES:
            raise UsageError(
                f"society '{society.society}' leaves {len(templates):,} kinds of events in scheme '{scheme.name}'",
                remedy=f"at most {MOST_TEMPLATES:,}: leave out kinds that no rule tells apart",
            )
        scored = Scored(scheme, templates, make_events(scheme, templates, span, keeps_all=keeps_all))
    ties = 2 * int(society.ties.near.value) + 2 * int(society.ties.far.value)
    conduct = make_conduct(society, scored, ties)
    life = make_life(society, scheme)
    reports = make_reports(society, scored)
    is_plain = scored is None or (not keeps_all and _is_plain(scored, conduct, life, reports))
    calendar = make_calendar(span)
    scoring = make_scoring(scheme) if scheme is not None else _no_scoring()
    rules = make_rules(scheme) if scheme is not None else Rules(*(np.zeros(0, np.int64) for _ in Rules._fields))
    patrols = scored is not None and bool(conduct.patrolled.any())
    periods = no_periods(span)
    if scored is not None:
        # an act can be recorded as detected, as a false record, and once by each way of reporting
        periods = make_periods(scored.scheme, scored.templates, span, 2 + len(society.reporting))
    parts: dict[str, Any] = {
        "calendar": calendar,
        "assessments": make_assessments(scheme, span) if scheme is not None else _no_assessments(span),
        "rules": rules,
        "events": scored.events if scored is not None else _no_events(),
        "periods": periods,
        "scoring": scoring,
        "conduct": conduct,
        "false_records": make_false_records(society, scored),
        "reports": reports,
        "life": life,
    }
    period = np.arange(weeks) // WEEKS_A_PERIOD
    run = {
        **dict(zip(("odds_whole", "odds_places", "odds_part"), odds_factors(), strict=True)),
        "plain_points": _plain_points(scored, conduct) if is_plain else np.zeros(len(society.activities), np.int64),
        "near": int(society.ties.near.value),
        "report_bits": sum(1 << act for act in set(reports.act.tolist())),
        "is_scored": int(scored is not None),
        "is_plain": int(is_plain),
        "life_moves": int(_moves(life, conduct)),
        "answered": answered_by(conduct, edge_factor=life.edge_factor),
        "period": period,
        "last_of_period": np.append(period[1:] != period[:-1], True),
        "groups": len(society.groups),
    }
    shapes = tally_shapes(
        weeks, int(period[-1]) + 1, len(society.groups), len(society.activities), max(1, scoring.bands)
    )
    tables = {f"{group}_{name}": value for group, part in parts.items() for name, value in part._asdict().items()}
    tables |= {f"run_{name}": value for name, value in run.items()} | _places(shapes)
    return Setting(
        society, scheme, span, scored, conduct, life, scoring, rules, periods, is_plain, patrols, shapes, pack(tables)
    )


def _places(shapes: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """For each count of the tally, where it begins in its array, and its width."""
    places, place = {}, 0
    for name, (rows, columns) in shapes.items():
        places[f"tally_{name}"] = (place, columns)
        place += rows * columns
    return places


def _check(society: SocietyFile, weeks: int) -> None:
    if not 1 <= weeks <= MOST_WEEKS:
        raise UsageError(f"{weeks} weeks", remedy=f"a run lasts 1 to {MOST_WEEKS} weeks")
    if len(society.activities) > MOST_ACTIVITIES:
        found = f"{len(society.activities)} activities in society '{society.society}'"
        raise UsageError(found, remedy=f"at most {MOST_ACTIVITIES}")
    if not 0 <= society.ties.near.value <= MOST_NEAR or not 0 <= society.ties.far.value <= MOST_FAR:
        remedy = f"0 to {MOST_NEAR} near and 0 to {MOST_FAR} far ties"
        raise UsageError(f"the ties of society '{society.society}'", remedy=remedy)


def _moves(life: Life, conduct: Conduct) -> bool:
    """Whether anyone's income, feelings or beliefs can change."""
    targets = (life.income != life.income[0]).any() or life.income[0] != 8192
    feelings = life.trust.any() or life.strain.any() or life.feels
    beliefs = life.vigilance_start != 1024 and conduct.fear.any()
    return bool(targets or feelings or beliefs or life.adverse.any())


def _is_plain(scored: Scored, conduct: Conduct, life: Life, reports: Reports) -> bool:
    """Whether each detected act simply adds the same points for ever, and the week's end decides the band."""
    scheme = scored.scheme
    lasting = all(
        rule.expires is None
        and rule.halves is None
        and rule.cap is None
        and rule.written.nth is None
        and rule.ceiling is None
        and rule.name not in scheme.pool_of
        for rule in scheme.rules
    )
    events = scored.events
    fixed = bool((events.match_by_day == 0).all()) and bool((events.match_valid == -1).all())
    watched = conduct.choice_start[1:] > conduct.choice_start[:-1]
    single = bool((conduct.one_template[watched] >= 0).all())
    at_once = scheme.file.score.schedule == "weekly" and all(band.grace is None for band in scheme.bands)
    silent = not life.feels and not conduct.crowding_out.any() and not reports.act.size
    contested = scheme.file.rights is not None and scheme.file.rights.appeal is not None and bool(life.contest.any())
    fits_16_bits = bool(
        np.abs(_plain_points(scored, conduct)).sum() < 2**15
    )  # a week's points, as the acts' loop adds them
    return (
        lasting
        and fixed
        and fits_16_bits
        and single
        and at_once
        and silent
        and not contested
        and not scheme.steps
        and not conduct.patrolled.any()
        and not events.held_from.any()
        and not scheme.period_rules
    )


def _plain_points(scored: Scored | None, conduct: Conduct) -> Array:
    """The points of each activity's only template."""
    points = np.zeros(conduct.mean.size, np.int64)
    for activity, template in enumerate(conduct.one_template.tolist()):
        if scored is not None and template >= 0:
            events = scored.events
            rows = range(int(events.match_start[template]), int(events.match_start[template + 1]))
            points[activity] = sum(int(events.points[events.match_at[row]]) for row in rows)
    return points


def _no_assessments(span: Span) -> Assessments:
    return Assessments(np.zeros(span.days + 1, np.int32), np.zeros(0, np.int32), np.zeros((0, 0), np.uint8))


def _no_events() -> Events:
    empty = np.zeros(0, np.int64)
    bits = np.zeros(0, np.uint8)
    return Events(*[bits if name in ("falls", "valid") else empty for name in Events._fields])


def _no_scoring() -> Scoring:
    empty = np.zeros(0, np.int64)
    return Scoring(0, 0, 0, 1, 0, empty, 0, 0, empty, empty, empty)

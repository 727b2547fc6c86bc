"""A statement as one self-contained page: no script, nothing from the network, readable on a phone and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from isonomia.locale import _, day_in_words, speaking, translated
from isonomia.report.environment import page
from isonomia.report.score_chart import score_chart, score_over_time
from isonomia.report.statement_rows import FactAddress, columns_of, rows_of
from isonomia.score.over_time import AccountsOverTime
from isonomia.score.statement.model import Statement
from isonomia.score.statement.words import (
    band_words,
    ceiling_words,
    clamp_words,
    consequence_words,
    contest_words,
    fading_words,
    forecast_words,
    gone_words,
    hold_words,
    next_change_words,
    outlook_words,
    way_words,
)


@dataclass(frozen=True)
class Item:
    """A point of a list: a strong beginning, then text or code."""

    strong: str
    text: str = ""
    is_code: bool = False


@dataclass(frozen=True)
class Section:
    """A heading with sentences and, where there are any, points of a list."""

    title: str
    sentences: Sequence[str]
    entries: Sequence[Item] = ()


def statement_page(accounts: AccountsOverTime, made: Statement) -> str:
    """The page as one HTML text."""
    with speaking(made.language, for_members=True):
        return page("statement.html.j2", **statement_content(accounts, made))


def statement_content(
    accounts: AccountsOverTime,
    made: Statement,
    known_from: date | None = None,
    fact_address: FactAddress | None = None,
) -> dict[str, Any]:
    """What fills the statement's template, in the language now spoken; for pages with a frame of their own too.

    Of the days before `known_from` the chart shows nothing: facts of theirs are gone. `fact_address` is where a reader
    sees a fact.
    """
    columns = columns_of(made)
    return {
        "language": translated(made.language, for_members=True),
        "title": _("Statement for {member}: {scheme}").format(member=made.member, scheme=made.title),
        "made": made,
        "stated_on": day_in_words(made.today, made.language),
        "forecast": forecast_words(made),
        "chart": score_chart(accounts.scheme, score_over_time(accounts, made.today, known_from)),
        "columns": [title for title, _name in columns],
        "rows": rows_of(made, columns, fact_address),
        "sums": _sums(made),
        "sum_notes": [note for note in (clamp_words(made), hold_words(made)) if note],
        "sections": _sections(made),
        "footer": _footer(made),
    }


def _sums(made: Statement) -> list[tuple[str, int, str]]:
    rows = [(_("Base"), made.base, ""), (_("Sum of base and all that counts"), made.total, "")]
    if made.clamp is not None:
        rows.append((_("Kept inside the range"), made.clamp.score, ""))
    if made.hold is not None:
        rows.append((_("Held by a step"), made.hold.score, ""))
    return [*rows, (_("Score"), made.score, "score")]


def _sections(made: Statement) -> list[Section]:
    sections = []
    if made.gone:
        sections.append(Section(_("What no longer counts"), [gone_words(line) for line in made.gone]))
    if made.band is not None:
        ceilings = [Item(_("Ceiling"), ceiling_words(item, made.language)) for item in made.ceilings]
        title = _("Why the band is {band}").format(band=made.band.title)
        sections.append(Section(title, band_words(made, made.band), ceilings))
    change = next_change_words(made)
    fading = [fading_words(made, made.fading), *([change] if change else [])]
    sections.append(Section(_("What fades next"), fading))
    if made.next_band is not None:
        ways = [Item(way.rule, way_words(way), is_code=True) for way in made.next_band.ways if made.next_band.missing]
        title = _("What it takes to reach {band}").format(band=made.next_band.title)
        help_words = [_("Rules that help:")] if ways else []
        sections.append(Section(title, outlook_words(made, made.next_band) + help_words, ways))
    if made.consequences:
        effects = [Item(item.effect, consequence_words(item) or "") for item in made.consequences]
        sections.append(Section(_("What follows from the band"), (), effects))
    sections.append(Section(_("How to contest"), contest_words(made.contest)))
    return sections


def _footer(made: Statement) -> str:
    parts = [_("scheme {name}").format(name=made.scheme), made.time_zone, f"tzdata {made.tzdata}"]
    if made.instants is not None:
        parts.insert(1, _("as of {time}").format(time=made.instants.as_of.isoformat(timespec="seconds")))
        parts.insert(2, _("known at {time}").format(time=made.instants.known_at.isoformat(timespec="seconds")))
    return " · ".join(parts)

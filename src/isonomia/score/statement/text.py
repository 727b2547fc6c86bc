"""A statement as text of at most 100 columns."""

import textwrap
from collections.abc import Iterable, Sequence

from isonomia.diagnostics.visible import visible
from isonomia.locale import _, day_in_words, speaking
from isonomia.score.statement.model import Line, Statement
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

WIDTH = 100
POINTS_WIDTH = 7
DATE_WIDTH = 10


def as_text(made: Statement) -> str:
    """The whole statement, ready to print."""
    with speaking(made.language, for_members=True):
        parts = [
            _head(made),
            _entries(made),
            _gone(made),
            _band(made),
            _fading(made),
            _outlook(made),
            _consequences(made),
        ]
        parts.append(_section(_("How to contest"), contest_words(made.contest)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(made: Statement) -> str:
    heading = made.title
    line = _("Statement for {member}, {day}").format(
        member=visible(made.member), day=day_in_words(made.today, made.language)
    )
    score_title, band_title = _("Score"), _("Band")
    band = f"      {band_title}  {_named(made.band.name, made.band.title)}" if made.band is not None else ""
    parts = [heading, line, "─" * WIDTH, f"{score_title}  {made.score}{band}"]
    forecast = forecast_words(made)
    return "\n".join([*parts, *([forecast] if forecast else [])])


def _named(name: str, title: str) -> str:
    return title if title.casefold() == name.casefold() else f"{title} ({name})"


def _columns(made: Statement) -> list[tuple[str, str]]:
    """Header and attribute of the columns of points; those in which nothing stands are left out."""
    columns = [
        (_("points"), "raw"),
        (_("cut"), "cut"),
        (_("paused"), "suspended"),
        (_("faded"), "faded"),
        (_("counts"), "counting"),
    ]
    return [
        (title, name)
        for title, name in columns
        if name in ("raw", "counting") or any(getattr(line, name) for line in made.lines)
    ]


def _entries(made: Statement) -> str:
    columns = _columns(made)
    reason_width = WIDTH - 2 * (DATE_WIDTH + 2) - (POINTS_WIDTH + 1) * len(columns)
    date, reason, fades = _("date"), _("what for"), _("fades next")
    header = f"{date:<{DATE_WIDTH}}  {reason:<{reason_width}}"
    header += "".join(f" {title:>{POINTS_WIDTH}}" for title, _name in columns) + f"  {fades:<{DATE_WIDTH}}"
    rows = [_("How the score comes about"), "", header.rstrip(), "─" * WIDTH]
    for line in made.lines:
        rows += _row(line, columns, reason_width)
    if not made.lines:
        rows.append(_("Nothing is recorded that gives or takes points."))
    rows.append("─" * WIDTH)
    place = WIDTH - DATE_WIDTH - 2
    rows += [f"{label:<{place - 12}}{number:>12}" for label, number in _sums(made)]
    for note in (clamp_words(made), hold_words(made)):
        rows += textwrap.wrap(note, WIDTH) if note else []
    return "\n".join(rows)


def _row(line: Line, columns: Sequence[tuple[str, str]], width: int) -> list[str]:
    wrapped = textwrap.wrap(line.reason, width) or [""]
    fade = line.next_fade.isoformat() if line.next_fade is not None else ""
    points = "".join(f" {_signed(getattr(line, name), name):>{POINTS_WIDTH}}" for _title, name in columns)
    rows = [f"{line.date.isoformat():<{DATE_WIDTH}}  {wrapped[0]:<{width}}{points}  {fade}".rstrip()]
    rows += [f"{'':<{DATE_WIDTH}}  {rest}" for rest in wrapped[1:]]
    for note in line.notes:
        rows += textwrap.wrap(
            note, WIDTH, initial_indent=f"{'':<{DATE_WIDTH}}  ↳ ", subsequent_indent=f"{'':<{DATE_WIDTH}}    "
        )
    return rows


def _signed(points: int, name: str) -> str:
    return "·" if points == 0 and name not in ("raw", "counting") else f"{points:+d}" if points else "0"


def _sums(made: Statement) -> list[tuple[str, int]]:
    """The lines under the entries: base, sum, what the range and the steps make of it, score."""
    rows = [(_("base"), made.base), (_("sum of base and all that counts"), made.total)]
    if made.clamp is not None:
        rows.append((_("kept inside the range"), made.clamp.score))
    if made.hold is not None:
        rows.append((_("held by a step"), made.hold.score))
    return [*rows, (_("score"), made.score)]


def _section(title: str, sentences: Iterable[str]) -> str:
    lines = [title]
    for sentence in sentences:
        lines += textwrap.wrap(sentence, WIDTH, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)


def _band(made: Statement) -> str:
    if made.band is None:
        return ""
    title = _("Why the band is {band}").format(band=_named(made.band.name, made.band.title))
    ceilings = [_("Ceiling: {text}").format(text=ceiling_words(item, made.language)) for item in made.ceilings]
    return _section(title, band_words(made, made.band) + ceilings)


def _gone(made: Statement) -> str:
    if not made.gone:
        return ""
    return _section(_("What no longer counts"), [f"- {gone_words(line)}" for line in made.gone])


def _fading(made: Statement) -> str:
    change = next_change_words(made)
    return _section(_("What fades next"), [fading_words(made, made.fading), *([change] if change else [])])


def _outlook(made: Statement) -> str:
    if made.next_band is None:
        return ""
    title = _("What it takes to reach {band}").format(band=_named(made.next_band.name, made.next_band.title))
    ways = []
    if made.next_band.ways and made.next_band.missing:
        ways.append(_("Rules that help:"))
        ways += [f"- {way.rule}: {way_words(way)}" for way in made.next_band.ways]
    return _section(title, outlook_words(made, made.next_band) + ways)


def _consequences(made: Statement) -> str:
    if not made.consequences:
        return ""
    sentences = []
    for item in made.consequences:
        sentences.append(f"- {item.effect}")
        proposed = consequence_words(item)
        if proposed:
            sentences.append(f"  {proposed}")
    return _section(_("What follows from the band"), sentences)

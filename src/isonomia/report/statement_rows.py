"""The rows of a statement's table, one an entry.

They are written here and not by a template: they are nearly all of a page, some hundreds of them for many a member, and
a template that does the same takes four times as long. Whatever a scheme or a record says is escaped.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter

from markupsafe import Markup, escape

from isonomia.locale import _, translated
from isonomia.report.environment import signed
from isonomia.score.statement.model import Line, Statement

FactAddress = Callable[[str, str], str]
"""From an event's source and id to the page on which the member sees it."""


def columns_of(made: Statement) -> list[tuple[str, str]]:
    """Title and field of each column of points; what no entry has, has none."""
    columns = [(_("Points"), "raw"), (_("Cut"), "cut"), (_("Paused"), "suspended"), (_("Faded"), "faded")]
    used = [(title, name) for title, name in columns if name == "raw" or any(getattr(x, name) for x in made.lines)]
    return [*used, (_("Counts"), "counting")]


def rows_of(made: Statement, columns: Sequence[tuple[str, str]], fact_address: FactAddress | None = None) -> Markup:
    """All rows; with `fact_address` each event leads to its page."""
    write = _Writer(made, columns, fact_address)
    return Markup("\n".join([write.row(line) for line in made.lines]))  # the parts are escaped where they are put in


REST = '<tr class="rests">'


class _Writer:
    """Writes the rows of one statement; many lines have the same reason, note or points, and these are written once."""

    def __init__(
        self, made: Statement, columns: Sequence[tuple[str, str]], fact_address: FactAddress | None = None
    ) -> None:
        is_foreign = made.language != translated(made.language, for_members=True)
        self.reason_tag = f'<bdi lang="{escape(made.language)}">' if is_foreign else "<bdi>"
        self.columns = [(escape(title), name in ("raw", "counting")) for title, name in columns]
        self.points_of = attrgetter(*[name for _title, name in columns])
        self.fades_next, self.period = escape(_("Fades next")), escape(_("period"))
        self.see_this_fact = escape(_("See this fact, or dispute it"))
        self.fact_address = fact_address
        self.never_fades = f'<td class="d empty" data-of="{self.fades_next}"></td>'
        self.known: dict[str, str] = {}
        self.cells: dict[Sequence[int], str] = {}

    def row(self, line: Line) -> str:
        """One line as a row of the table."""
        points, fade = self.points_of(line), line.next_fade
        fades = f'<td class="d" data-of="{self.fades_next}">{fade}</td>' if fade else self.never_fades
        return (
            f"{'<tr>' if line.counting else REST}\n"
            f'<td class="d">{line.date}</td>\n'
            f'<th scope="row" class="w">{self._what_for(line)}{self._origin(line)}</th>\n'
            f"{self.cells.get(points) or self._cells(points)}\n"
            f"{fades}\n"
            "</tr>"
        )

    def _escaped(self, text: str) -> str:
        return self.known.get(text) or self.known.setdefault(text, str(escape(text)))

    def _what_for(self, line: Line) -> str:
        reason = f"{self.reason_tag}{self._escaped(line.reason)}</bdi>"
        if not line.notes:
            return reason
        return reason + "".join([f'<span class="why">{self._escaped(note)}</span>' for note in line.notes])

    def _origin(self, line: Line) -> str:
        """The rule, the event or period, and where the event can be seen."""
        rule, source, event_id = self._escaped(line.rule), line.source, line.event_id
        if not event_id:
            named = f'<span class="why">{rule}</span>'
        else:
            of_what = self._escaped(source) if source else self.period
            named = f'<span class="why">{rule}, {of_what} <bdi>{escape(event_id)}</bdi></span>'
        if self.fact_address is None or not source:
            return named
        return f'{named}<a class="why" href="{escape(self.fact_address(source, event_id))}">{self.see_this_fact}</a>'

    def _cells(self, points: Sequence[int]) -> str:
        """The cells of a line's points; a zero is written only where points begin and end."""
        parts = []
        for (title, is_always_written), value in zip(self.columns, points, strict=True):
            kind = "n" if value or is_always_written else "n empty"
            text = signed(value) if value or is_always_written else ""
            parts.append(f'<td class="{kind}" data-of="{title}">{text}</td>')
        made = self.cells[points] = "".join(parts)
        return made

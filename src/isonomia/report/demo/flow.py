"""The flow between privilege levels before and after a change of the rules, as inline SVG."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from isonomia.report.demo.figures import WIDTH
from isonomia.score.comparison import Comparison

LEFT, RIGHT, BAR = 190, WIDTH - 190, 12
PER_PERSON_MILLI = 1500
LEAST_BLOCK = 17


@dataclass
class _Column:
    """The blocks of one side: where each begins, and how far its ribbons have filled it."""

    tops: dict[str, int] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)
    height: int = 0

    def take(self, level: str, people: int) -> tuple[int, int]:
        """The top and bottom (in thousandths) of the next ribbon at this level."""
        top = self.tops[level] * 1000 + self.filled[level]
        self.filled[level] += people * PER_PERSON_MILLI
        return top, top + people * PER_PERSON_MILLI


def flow(comparison: Comparison, levels: Mapping[str, tuple[int, int]], asked: Mapping[str, int | None]) -> Markup:
    """Levels before on the left, after on the right, best on top; a ribbon's width is its number of people."""
    before = _column({name: pair[0] for name, pair in levels.items()})
    after = _column({name: pair[1] for name, pair in levels.items()})
    rank = {name: place for place, name in enumerate(levels)}
    ribbons = []
    for (old, new), people in sorted(comparison.moves.items(), key=lambda item: (rank[item[0][0]], rank[item[0][1]])):
        kind = "stays" if old == new else "rises" if rank[new] < rank[old] else "falls"
        ribbons.append((kind, _ribbon(kind, before.take(old, people), after.take(new, people), (old, new, people))))
    # who moves is drawn over who stays
    parts = [drawn for wanted in ("stays", "falls", "rises") for kind, drawn in ribbons if kind == wanted]
    for name, (old_people, new_people) in levels.items():
        label = f"{escape(name)} ({asked[name]}+)" if asked[name] is not None else str(escape(name))
        parts += _block(before, name, LEFT - BAR, old_people, (f"{label} {old_people}", LEFT - BAR - 8, "end"))
        parts += _block(after, name, RIGHT, new_people, (f"{new_people} {label}", RIGHT + BAR + 8, "start"))
    parts.append(f'<text class="name" x="{LEFT}" y="20" text-anchor="end">before</text>')
    parts.append(f'<text class="name" x="{RIGHT}" y="20">after</text>')
    height = max(before.height, after.height) + 10
    words = escape(f"Flow of {comparison.total.members} people between privilege levels; the table gives the numbers.")
    opening = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{words}">'
    return Markup(f"{opening}{''.join(parts)}</svg>")  # all text escaped


def _column(people: Mapping[str, int]) -> _Column:
    column = _Column(height=36)
    for name, count in people.items():
        column.tops[name] = column.height
        column.filled[name] = 0
        column.height += max(LEAST_BLOCK, count * PER_PERSON_MILLI // 1000 + 4)
    return column


def _ribbon(kind: str, left: tuple[int, int], right: tuple[int, int], what: tuple[str, str, int]) -> str:
    (a, b), (c, d) = (tuple(f"{value // 1000}.{value % 1000 // 100}" for value in side) for side in (left, right))
    middle = (LEFT + RIGHT) // 2
    path = f"M{LEFT} {a}C{middle} {a} {middle} {c} {RIGHT} {c}V{d}C{middle} {d} {middle} {b} {LEFT} {b}Z"
    old, new, people = what
    title = escape(f"{old} to {new}: {people}" if old != new else f"{old}: {people} stay")
    return f'<path class="{kind}" d="{path}"><title>{title}</title></path>'


def _block(column: _Column, name: str, x: int, people: int, label: tuple[str, int, str]) -> list[str]:
    if not people:
        return []
    text, place, anchor = label
    top, height = column.tops[name], max(2, people * PER_PERSON_MILLI // 1000)
    middle = top + max(height // 2, 2) + 4
    return [
        f'<rect class="block" x="{x}" y="{top}" width="{BAR}" height="{height}"/>',
        f'<text x="{place}" y="{middle}" text-anchor="{anchor}">{text}</text>',
    ]

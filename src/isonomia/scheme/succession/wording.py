"""The expressions of a merged rule: windows of dates, wordings that follow each other, counts of split rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlglot

from isonomia.scheme.succession.courses import Course, Part
from isonomia.scheme.succession.version import Version


@dataclass(frozen=True)
class Wording:
    """A rule's expressions as texts; `when` and `ceiling_when` None: always."""

    when: str | None
    points: str
    ceiling_when: str | None


def wording_of(course: Course, courses: Sequence[Course], versions: Sequence[Version]) -> Wording:
    """The expressions of a course.

    An event belongs to a version by its date, a calendar period by its last day: it is priced as it was on the day on
    which it ended, though its entry is dated the day after.
    """
    texts = [_counted(part, course, courses) for part in course.parts]
    days = [day for part in course.parts[1:] if (day := versions[part.first].begins) is not None]
    when = _windowed(course, _by_date(course, days, [text.when for text in texts], _condition))
    points = _by_date(course, days, [text.points for text in texts], _choice)
    ceiling_when = _by_date(course, days, [text.ceiling_when for text in texts], _condition)
    assert points is not None
    return Wording(when, points, ceiling_when)


def _counted(part: Part, course: Course, courses: Sequence[Course]) -> Wording:
    """The expressions of one wording, in which COUNT of a rule counts all courses of that rule."""
    written = part.rule.written
    ceiling = written.ceiling.when if written.ceiling is not None else None
    if not part.rule.is_period:
        return Wording(written.when, written.points, ceiling)

    def text_of(text: str | None) -> str | None:
        return _with_all_counted(text, course, courses) if text is not None else None

    return Wording(text_of(written.when), _with_all_counted(written.points, course, courses), text_of(ceiling))


def _with_all_counted(text: str, course: Course, courses: Sequence[Course]) -> str:
    """The text with COUNT of each course in place of COUNT of their rule; the rest stays letter by letter."""
    tokens = sqlglot.tokenize(text)
    for place in reversed(range(len(tokens) - 3)):
        word, opening, target, closing = tokens[place : place + 4]
        is_count = (word.text.upper(), opening.text, closing.text) == ("COUNT", "(", ")")
        names = [other.name for other in counted_by(target.text, course, courses)] if is_count else []
        if names and names != [target.text]:
            total = " + ".join(f"COUNT({name})" for name in names)
            text = text[: word.start] + (f"({total})" if len(names) > 1 else total) + text[closing.end + 1 :]
    return text


def counted_by(target: str, course: Course, courses: Sequence[Course]) -> list[Course]:
    """The courses of the rule `target` that a period rule can count; none where it is a source."""
    return [
        other for other in courses if other.rule == target and not other.newest.is_period and other.first <= course.last
    ]


def _by_date(
    course: Course, days: list[date], texts: list[str | None], join: Callable[[Course, list[date], list[str]], str]
) -> str | None:
    """One text, or each text for its days."""
    if all(text == texts[0] for text in texts):
        return texts[0]
    return join(course, days, ["TRUE" if text is None else text for text in texts])


def _condition(course: Course, days: list[date], texts: list[str]) -> str:
    windows = zip([None, *days], [*days, None], texts, strict=True)
    return " OR ".join(f"({_within(course, begins, until)} AND ({text}))" for begins, until, text in windows)


def _choice(course: Course, days: list[date], texts: list[str]) -> str:
    branches = [f"WHEN {_within(course, None, day)} THEN {text}" for day, text in zip(days, texts, strict=False)]
    return f"CASE {' '.join(branches)} ELSE {texts[-1]} END"


def _within(course: Course, begins: date | None, until: date | None) -> str:
    after, before = (">", "<=") if course.newest.is_period else (">=", "<")
    bounds = [f"date {after} '{begins}'"] if begins is not None else []
    bounds += [f"date {before} '{until}'"] if until is not None else []
    return " AND ".join(bounds)


def _windowed(course: Course, when: str | None) -> str | None:
    window = _within(course, course.begins, course.until)
    if not window or when is None:
        return window or when
    return f"{window} AND ({when})"

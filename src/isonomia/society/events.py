"""Which events of an activity a scheme takes: those whose source it has, with fields that it declares."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from isonomia.diagnostics.diagnostic import Level
from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.fixed_point import DECIMAL_PATTERN
from isonomia.scheme.model.source import Source
from isonomia.scheme.model.vocabulary import FieldType
from isonomia.scheme.scheme import Scheme
from isonomia.society.model.activity import Activity, Event, FieldValue
from isonomia.society.society import Society


@dataclass(frozen=True)
class Misfit:
    """Why an event does not fit a scheme; a doubt where an event for any scheme finds its source but not its fields."""

    activity: str
    index: int
    level: Level
    found: str
    remedy: str = ""

    def __str__(self) -> str:
        hint = f" ({self.remedy})" if self.remedy else ""
        return f"activities.{self.activity}.events[{self.index}]: {self.found}{hint}"


def is_meant_for(event: Event, scheme: Scheme) -> bool:
    """Whether an event belongs to a scheme: it names the scheme, or names none and the scheme has its source."""
    if event.schemes:
        return scheme.file.scheme in event.schemes
    return event.source in scheme.file.sources


def events_for(activity: Activity, scheme: Scheme) -> list[Event]:
    """The events that acts of an activity can become in a scheme, in the order of the file.

    An event is taken if it is meant for the scheme and fits the source: each field is declared and of its type. Fields
    that the event does not give are NULL. Their shares sum to at most 1, or `misfits` says so; what is missing to 1 is
    the chance that a recorded act leaves nothing there.
    """
    return [event for event in activity.events if is_meant_for(event, scheme) and _fault(event, scheme) is None]


def misfits(society: Society, scheme: Scheme) -> Iterator[Misfit]:
    """All that goes wrong when a society meets a scheme; a run should not begin while one is an error.

    A warning is an event for any scheme that is left out, as this scheme has its source but not its fields.
    """
    for name, activity in society.file.activities.items():
        for index, event in enumerate(activity.events):
            fault = _fault(event, scheme) if is_meant_for(event, scheme) else None
            if fault is not None:
                yield Misfit(name, index, *fault)
        total = sum((event.share.value for event in events_for(activity, scheme)), Decimal(0))
        if total > 1:
            last = len(activity.events) - 1
            found = f"shares that sum to {total} in the scheme '{scheme.file.scheme}'"
            yield Misfit(name, last, Level.ERROR, found, "at most 1")


def _fault(event: Event, scheme: Scheme) -> tuple[Level, str, str] | None:
    sources = scheme.file.sources
    if event.source not in sources:
        found = f"the source '{event.source}', which '{scheme.file.scheme}' does not have"
        return Level.ERROR, found, did_you_mean(event.source, sources) or one_of(sources)
    source: Source = sources[event.source]
    for field, value in event.data.items():
        if field not in source.fields:
            found = f"the field '{field}', which the source '{event.source}' does not declare"
            level = Level.ERROR if event.schemes else Level.WARNING
            return level, found, did_you_mean(field, source.fields) or one_of(source.fields)
        kind = source.fields[field].type
        if not _has_type(value, kind):
            return Level.ERROR, f"{value!r} for the field '{field}'", f"a value of the type {kind.value}"
    return None


def _has_type(value: FieldValue, kind: FieldType) -> bool:
    if kind is FieldType.BOOLEAN:
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if kind is FieldType.INTEGER:
        return isinstance(value, int)
    if kind is FieldType.DECIMAL:
        return isinstance(value, int) or DECIMAL_PATTERN.fullmatch(value) is not None
    return isinstance(value, str) and (kind is FieldType.TEXT or _is_date(value))


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def field_values(event: Event, scheme: Scheme) -> dict[str, bool | int | Decimal | str | date | None]:
    """The values of all fields of an event that fits a scheme, as rules read them; NULL is None."""
    fields = scheme.file.sources[event.source].fields
    found: dict[str, bool | int | Decimal | str | date | None] = {}
    for name, declared in fields.items():
        value = event.data.get(name)
        if value is not None and declared.type is FieldType.DECIMAL:
            found[name] = Decimal(value)
        elif isinstance(value, str) and declared.type is FieldType.DATE:
            found[name] = date.fromisoformat(value)
        else:
            found[name] = value
    return found

"""Every number of a society with the place where it stands: for tables, and for whoever varies them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from isonomia.scheme.model.base import Model
from isonomia.society.model.quantity import Quantity, is_count
from isonomia.society.model.society_file import SocietyFile


def quantities(file: SocietyFile) -> Iterator[tuple[str, Quantity]]:
    """All quantities in the order of the format, each with its path, such as `activities.theft.events.0.share`."""
    for path, value, _is_whole in _inside("", file, is_whole=False):
        yield path, value


def counts(file: SocietyFile) -> frozenset[str]:
    """The paths of the quantities that are whole numbers: of people, of ties."""
    return frozenset(path for path, _value, is_whole in _inside("", file, is_whole=False) if is_whole)


def with_values(file: SocietyFile, values: Mapping[str, Decimal]) -> SocietyFile:
    """The society with other values at these paths, validated like a file; each must lie in its quantity's range.

    Sums of shares are the caller's to keep (`isonomia.society.checks.shares`). KeyError for a path that there is not.
    """
    written = file.model_dump()
    for path, value in values.items():
        place: Any = written
        for step in path.split("."):
            place = place[int(step)] if isinstance(place, list) else place[step]
        if not isinstance(place, dict) or "value" not in place:
            raise KeyError(path)
        place["value"] = value
    return SocietyFile.model_validate(written)


def _inside(path: str, value: Any, *, is_whole: bool) -> Iterator[tuple[str, Quantity, bool]]:
    if isinstance(value, Quantity):
        yield path, value, is_whole
    elif isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            yield from _inside(f"{path}.{name}".lstrip("."), getattr(value, name), is_whole=is_count(field.metadata))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _inside(f"{path}.{name}", item, is_whole=False)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _inside(f"{path}.{index}", item, is_whole=False)

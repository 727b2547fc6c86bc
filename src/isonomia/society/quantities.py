"""Every number of a society with the place where it stands: for tables, and for whoever varies them."""

from collections.abc import Iterator, Mapping
from typing import Any

from isonomia.scheme.model.base import Model
from isonomia.society.model.quantity import Quantity
from isonomia.society.model.society_file import SocietyFile


def quantities(file: SocietyFile) -> Iterator[tuple[str, Quantity]]:
    """All quantities in the order of the format, each with its path, such as `activities.theft.events.0.share`."""
    yield from _inside("", file)


def _inside(path: str, value: Any) -> Iterator[tuple[str, Quantity]]:
    if isinstance(value, Quantity):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _inside(f"{path}.{name}".lstrip("."), getattr(value, name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _inside(f"{path}.{name}", item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _inside(f"{path}.{index}", item)

"""What the reading of a file must know of its format: model, codes of messages, what stands in for faults."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.yaml_document import Document

Keys = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Codes:
    """The codes of structural faults; written out for each format, so that a search finds them."""

    wrong_type: str
    missing_key: str
    unknown_key: str
    unknown_value: str
    value: str
    name: str


@dataclass(frozen=True)
class FileFormat(Generic[M]):
    """One format: its model, and how its faults are told.

    `item_keys` are the sections whose items have names; an item of `whole_items` is left out whole, as its place
    counts. `inner_names` are sections inside items that have names of their own. `stand_ins` stand for required keys
    that are missing or faulty, so that the rest can still be checked.
    """

    model: type[M]
    codes: Codes
    version_key: str
    expected: str
    remedy: str
    name_expected: str
    pair_expected: str
    stand_ins: Mapping[str, Any]
    item_keys: tuple[str, ...]
    whole_items: tuple[str, ...] = ()
    inner_names: tuple[tuple[str, str], ...] = ()
    # What a model says of several keys together, and the key to point at.
    about_key: Mapping[str, str] = field(default_factory=dict)
    # What this format says of a model's own refusal in words of its own.
    own_words: Callable[[str, Keys, Document], Diagnostic | None] = lambda expected, keys, document: None

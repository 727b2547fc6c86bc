"""What a file says with nothing: `none`, `todo` or `-` where a law, an aim, a ground or a document is to be named.

A check reads such a text as if the key were absent, so that no duty is fulfilled by a word that says it is not.
"""

from typing import TypeVar

from isonomia.check.subject.connection import is_argument
from isonomia.scheme.model.base import Model
from isonomia.scheme.model.law import Mandatory
from isonomia.scheme.model.scheme_file import SchemeFile

M = TypeVar("M", bound=Model)
OF_A_SOURCE = (
    "special_ground",
    "apparent_connection",
    "specified_by_law",
    "device_ground",
    "medical_or_safety",
    "compatibility",
    "purpose",
    "legal_basis",
)
OF_A_CONSEQUENCE = ("legitimate_aim", "statute")


def without_placeholders(file: SchemeFile) -> SchemeFile:
    """The file with each such text taken out."""
    changes: dict[str, object] = {
        "sources": {name: _without(source, OF_A_SOURCE) for name, source in file.sources.items()},
        "consequences": {name: _without(item, OF_A_CONSEQUENCE) for name, item in file.consequences.items()},
        "transfers": [_without(transfer, ("ground",)) for transfer in file.transfers],
    }
    if file.documents is not None:
        changes["documents"] = _without(file.documents, tuple(type(file.documents).model_fields))
    if file.legal_basis is not None:
        changes["legal_basis"] = _without(file.legal_basis, ("statute",))
    if file.legitimate_aim is not None and not is_argument(file.legitimate_aim):
        changes["legitimate_aim"] = None
    if isinstance(file.participation, Mandatory) and not is_argument(file.participation.mandatory.statute):
        statute = file.participation.mandatory.model_copy(update={"statute": ""})
        changes["participation"] = file.participation.model_copy(update={"mandatory": statute})
    return file.model_copy(update=changes)


def _without(part: M, keys: tuple[str, ...]) -> M:
    empty = [key for key in keys if (text := getattr(part, key)) is not None and not is_argument(text)]
    return part.model_copy(update=dict.fromkeys(empty)) if empty else part

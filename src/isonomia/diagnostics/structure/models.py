"""The models behind the keys of a file: which keys a mapping takes, and what one of them is for."""

from collections.abc import Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from isonomia.diagnostics.structure.file_format import Keys


def known_keys(root: type[BaseModel], keys: Keys) -> list[str]:
    """The keys that the mapping at a path of keys takes."""
    model = model_at(root, keys)
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def description(root: type[BaseModel], keys: Keys) -> str:
    """What a key is for, as the end of a sentence."""
    model = model_at(root, keys[:-1])
    for name, field in model.model_fields.items() if model else ():
        if keys[-1] in (name, field.alias):
            sentence = (field.description or "").split(". ")[0].rstrip(".")
            return (
                sentence if sentence[:2].isalpha() and sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]
            )
    return ""


def model_at(root: type[BaseModel], keys: Keys) -> type[BaseModel] | None:
    """The model that describes the mapping at a path of keys."""
    found: Any = root
    for key in keys:
        element = _element(found)
        model = _model_in(found)
        if element is not None or model is None:
            found = element
            continue
        by_key = {field.alias or name: field for name, field in model.model_fields.items()}
        if str(key) not in by_key:
            return None
        found = by_key[str(key)].annotation
    return _model_in(found)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model among the alternatives of an annotation."""
    candidates = [annotation, *_arguments(annotation)]
    return next((item for item in candidates if isinstance(item, type) and issubclass(item, BaseModel)), None)


def _arguments(annotation: Any) -> list[Any]:
    """All types inside an annotation, however nested."""
    found = []
    for argument in get_args(annotation):
        found += [argument, *_arguments(argument)]
    return found


def _element(annotation: Any) -> Any:
    """The type of the items of a list or of the values of a mapping inside an annotation."""
    for part in [annotation, *_arguments(annotation)]:
        if get_origin(part) in (dict, list, Mapping):
            return get_args(part)[-1]
    return None

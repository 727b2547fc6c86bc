"""What the models of the format say of a path of keys: its key's description, the words that it takes."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from isonomia.check.finding import Keys
from isonomia.scheme.model.scheme_file import SchemeFile
from isonomia.scheme.model.source import FieldDeclaration
from isonomia.scheme.model.vocabulary import FieldType, Vocabulary


def model_inside(keys: Keys) -> type[BaseModel] | None:
    """The model of the mapping at a path of keys; None where the file chooses the names itself, as in `rules`."""
    return _model(_annotation(keys))


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the keys of the file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def field_at(keys: Keys) -> FieldInfo | None:
    """The field that a path of keys ends in; of an item of a list the field that holds the list."""
    while keys and isinstance(keys[-1], int):
        keys = keys[:-1]
    model = model_inside(keys[:-1]) if keys else None
    return fields_of(model).get(str(keys[-1])) if model is not None else None


def words_at(keys: Keys) -> dict[str, str]:
    """The words that can stand at a path of keys, each with its explanation; none where any text can."""
    annotation = _annotation(keys)
    if _model(annotation) is FieldDeclaration:  # the short form: a field's type alone
        annotation = FieldType
    found: dict[str, str] = {}
    for part in _alternatives(annotation):
        if isinstance(part, type) and issubclass(part, Vocabulary):
            found |= {word.value: word.explanation for word in part}
        elif part is bool:
            found |= {"true": "", "false": ""}
        elif get_origin(part) is Literal:
            found |= {str(word): "" for word in get_args(part)}
    return found


def is_block(field: FieldInfo) -> bool:
    """Whether a field holds keys or a list, and nothing else."""
    return all(
        get_origin(part) in (dict, list, tuple) or (isinstance(part, type) and issubclass(part, BaseModel))
        for part in _alternatives(field.annotation)
    )


def _annotation(keys: Keys) -> Any:
    """The type that the models give to a path of keys; None where they know no such path."""
    found: Any = SchemeFile
    for key in keys:
        found = next(_under(found, key), None)
    return found


def _under(annotation: Any, key: str | int) -> Iterator[Any]:
    for part in _alternatives(annotation):
        origin = get_origin(part)
        if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
            yield get_args(part)[1]
        elif origin in (list, tuple) and isinstance(key, int):
            yield get_args(part)[0]
        elif isinstance(part, type) and issubclass(part, BaseModel) and str(key) in fields_of(part):
            yield fields_of(part)[str(key)].annotation


def _model(annotation: Any) -> type[BaseModel] | None:
    for part in _alternatives(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The types of a union, None left out; a single type alone."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _alternatives(part)
    elif annotation is not None and annotation is not type(None):
        yield annotation

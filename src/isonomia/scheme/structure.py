"""From YAML to models: every structural fault of a scheme file, each at its place and in plain words."""

import json
import re
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.span import Span
from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.diagnostics.yaml_document import Document, Mapping, Scalar, Value, describe, plain
from isonomia.scheme.model.base import IDENTIFIER_PATTERN
from isonomia.scheme.model.scheme_file import SchemeFile

Keys = tuple[str | int, ...]

ITEM_KEYS = ("sources", "rules", "pools", "bands", "consequences", "steps")
# What stands in for a required key that is missing or faulty, so that the rest can still be checked.
STAND_INS: dict[str, Any] = {
    "isonomia": 1,
    "scheme": "unnamed",
    "time_zone": "UTC",
    "sources": {},
    "rules": {},
}
EXPECTED_BY_TYPE = {
    "string_type": "a text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "dict_type": "a mapping of keys",
    "mapping_type": "a mapping of keys",
    "model_type": "a mapping of keys",
    "model_attributes_type": "a mapping of keys",
    "list_type": "a list",
    "tuple_type": "a list of two",
    "float_type": "a number",
    "string_too_short": "a text that is not empty",
    "string_too_long": "a shorter text",
    "too_short": "at least one item",
    "missing": "",
}
# What a model says of two keys together, and the key to point at.
ABOUT_KEY = {
    "a base inside the range": "base",
    "a range whose first number is below the second": "range",
    "no `nth` in a period rule": "nth",
}
BOUND_WORDS = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "of at least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "of at most"),
}


@dataclass(frozen=True)
class Structure:
    """What could be read of a scheme file: the models of all sound items, the faults, the names left out."""

    file: SchemeFile
    faults: list[Diagnostic]
    faulty_names: frozenset[str]


def read_structure(document: Document) -> Structure:
    """Validate a document against the models; faulty items are reported and left out of `file`."""
    data = plain(document.root)
    if not isinstance(data, dict):
        span = document.locate(())
        fault = Diagnostic(
            "scheme-wrong-type",
            span,
            f"{describe(document.root)} as the whole file",
            "a scheme: keys such as `isonomia: 1`",
            "`isonomia new DIR` writes an example",
        )
        return Structure(SchemeFile.model_validate(STAND_INS), [fault], frozenset())
    faults: list[Diagnostic] = []
    faulty: set[Keys] = set()
    try:
        return Structure(_validate(data), [], frozenset())
    except ValidationError as error:
        for details in _one_per_place(error.errors(), document):
            keys = _keys_of(details, document)
            faults.append(_diagnose(details, keys, document))
            faulty.add(keys)
    names = {str(keys[1]) for keys in faulty if len(keys) > 1 and keys[0] in ITEM_KEYS}
    names |= {str(keys[3]) for keys in faulty if len(keys) > 3 and keys[0] == "sources" and keys[2] == "fields"}
    return Structure(_without(data, faulty), faults, frozenset(names))


def _validate(data: Any) -> SchemeFile:
    # JSON mode is strict about numbers and booleans and still reads words of a vocabulary.
    return SchemeFile.model_validate_json(json.dumps(data), strict=True)


def _without(data: dict[str, Any], faulty: set[Keys]) -> SchemeFile:
    """The file without its faulty parts, as little left out as validates; what is required is stood in for."""
    for depth in (3, 2, 1):
        try:
            return _validate(STAND_INS | _pruned(data, {_cut_place(keys, depth) for keys in faulty}))
        except ValidationError:
            continue
    return _validate(STAND_INS)


def _cut_place(keys: Keys, depth: int) -> Keys:
    """Where to cut: a key of an item, an item or a whole section; a band is cut whole, as its place counts."""
    if not keys or keys[0] not in ITEM_KEYS:
        return keys[:1]
    return keys[: 2 if keys[0] in ("bands", "steps") else depth][:depth]


def _pruned(data: Any, places: set[Keys]) -> Any:
    """The data without what stands at the given places."""
    here = {keys[0] for keys in places if len(keys) == 1}
    below = {
        key: {keys[1:] for keys in places if len(keys) > 1 and keys[0] == key} for key in {k[0] for k in places if k}
    }
    if isinstance(data, dict):
        return {key: _pruned(value, below.get(key, set())) for key, value in data.items() if key not in here}
    if isinstance(data, list):
        return [_pruned(value, below.get(index, set())) for index, value in enumerate(data) if index not in here]
    return data


def _keys_of(details: ErrorDetails, document: Document) -> Keys:
    """A pydantic location as keys of the document: without the names of alternatives in a union."""
    keys: list[str | int] = []
    value: Value | None = document.root
    location = [part for part in details["loc"] if part != "[key]"]
    for index, part in enumerate(location):
        is_last = index == len(location) - 1
        inside = document.value_at((*keys, part)) if _has(value, part) else None
        if _has(value, part):
            keys.append(part)
            value = inside
        elif is_last and details["type"] == "missing":
            keys.append(part)
    return tuple(keys)


def _has(value: Value | None, part: str | int) -> bool:
    if isinstance(value, Mapping):
        return str(part) in value.values
    return value is not None and not isinstance(value, Scalar) and isinstance(part, int) and part < len(value.items)


def _one_per_place(errors: list[ErrorDetails], document: Document) -> list[ErrorDetails]:
    """Of the alternatives of a union keep the one that fits the shape of what was written."""
    chosen: dict[Keys, ErrorDetails] = {}
    for details in errors:
        keys = _keys_of(details, document)
        shape_fits = not (
            isinstance(document.value_at(keys), Mapping) and details["type"] in ("string_type", "enum", "int_type")
        ) and not (isinstance(document.value_at(keys), Scalar) and details["type"] in ("model_type", "dict_type"))
        previous = chosen.get(keys)
        if previous is None or (shape_fits and previous["type"] in ("string_type", "enum", "model_type", "dict_type")):
            chosen[keys] = details
    deepest = set(chosen)
    return [
        details
        for keys, details in chosen.items()
        if not any(other != keys and other[: len(keys)] == keys for other in deepest)
        or details["type"] in ("value_error", "missing", "extra_forbidden")
    ]


def _diagnose(details: ErrorDetails, keys: Keys, document: Document) -> Diagnostic:
    kind, value = details["type"], document.value_at(keys)
    if kind == "missing":
        return _missing(keys, document)
    if kind == "extra_forbidden":
        known = _known_keys(keys[:-1])
        word = str(keys[-1])
        return Diagnostic(
            "scheme-unknown-key",
            document.locate_key(keys),
            f"the unknown key '{word}'",
            one_of(known),
            did_you_mean(word, known),
        )
    if details["loc"] and details["loc"][-1] == "[key]":
        return Diagnostic(
            "scheme-name",
            document.locate_key(keys),
            f"the name '{keys[-1]}'",
            "a name of lower-case letters, digits and underscores that begins with a letter",
            _possible_name(str(keys[-1])),
        )
    if kind in ("enum", "literal_error"):
        return _unknown_word(details, keys, value, document)
    if kind == "value_error":
        return _value_error(str(details["ctx"]["error"]), keys, document)
    return _wrong_type(details, keys, value, document)


def _wrong_type(details: ErrorDetails, keys: Keys, value: Value | None, document: Document) -> Diagnostic:
    kind = details["type"]
    if kind == "string_pattern_mismatch":
        expected = "lower-case letters, digits and underscores (in the scheme's identifier hyphens), a letter first"
        return Diagnostic("scheme-name", document.locate(keys), describe(value), expected)
    expected = EXPECTED_BY_TYPE.get(kind) or _bound(details) or _sentence(details["msg"])
    if kind == "too_long":
        expected = "a list of two: the least and the greatest score, either may be null"
    is_number_for_text = kind == "string_type" and isinstance(value, Scalar) and value.value is not None
    remedy = f'put it in quotes: "{value.text}"' if is_number_for_text and isinstance(value, Scalar) else ""
    code = "scheme-wrong-type" if kind in EXPECTED_BY_TYPE else "scheme-value"
    return Diagnostic(code, document.locate(keys), describe(value), expected, remedy)


def _missing(keys: Keys, document: Document) -> Diagnostic:
    parent = keys[:-1]
    whole = document.locate(())
    span = document.locate_key(parent) if parent else Span(whole.path, whole.start, whole.start)
    where = f" in `{parent[-1]}`" if parent else ""
    explanation = _description(keys)
    remedy = f"add `{keys[-1]}: ...`" + (f" ({explanation})" if explanation else "")
    return Diagnostic("scheme-missing-key", span, f"no key `{keys[-1]}`{where}", "", remedy)


def _unknown_word(details: ErrorDetails, keys: Keys, value: Value | None, document: Document) -> Diagnostic:
    words = [word.strip(" '") for word in details["ctx"]["expected"].replace(" or ", ", ").split(",")]
    text = value.text if isinstance(value, Scalar) else ""
    if keys == ("isonomia",):
        remedy = "remove the quotes" if text == "1" else "this program reads version 1 only"
        found = f"{describe(value)} as the version of the format"
        return Diagnostic("scheme-unknown-value", document.locate(keys), found, "the number 1", remedy)
    return Diagnostic(
        "scheme-unknown-value", document.locate(keys), describe(value), one_of(words), did_you_mean(text, words)
    )


def _value_error(expected: str, keys: Keys, document: Document) -> Diagnostic:
    """What a model's own rule refused; where it is about one key, that key is shown."""
    value = document.value_at(keys)
    key = ABOUT_KEY.get(expected) or expected.removeprefix("a text for the language '").removesuffix("'")
    inner = document.value_at((*keys, key)) if isinstance(value, Mapping) else None
    if expected == "no `nth` in a period rule":
        remedy = "a period is matched once; count with COUNT(rule)"
        return Diagnostic("scheme-value", document.locate_key((*keys, key)), "`nth` in a period rule", "", remedy)
    if expected.startswith("either `source`"):
        both = isinstance(value, Mapping) and "each" in value.values
        place = (*keys, "each") if both else keys
        found = "both `source` and `each`" if both else "neither `source` nor `each`"
        return Diagnostic("scheme-value", document.locate_key(place), found, expected)
    if inner is not None:
        return Diagnostic("scheme-value", document.locate((*keys, key)), describe(inner), expected)
    if key == "base":
        return Diagnostic("scheme-value", document.locate((*keys, "range")), "a range without 0, the base", expected)
    return Diagnostic("scheme-value", document.locate(keys), describe(value), expected)


def _bound(details: ErrorDetails) -> str:
    """A numeric bound in words."""
    if details["type"] not in BOUND_WORDS:
        return ""
    name, words = BOUND_WORDS[details["type"]]
    return f"a whole number {words} {details['ctx'][name]}"


def _possible_name(word: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", word.lower()).strip("_")
    return f"write '{name}'" if re.match(IDENTIFIER_PATTERN, name) else ""


def _sentence(message: str) -> str:
    text = message.removeprefix("Input should be ").removeprefix("Value should ")
    return text[:1].lower() + text[1:]


def _known_keys(keys: Keys) -> list[str]:
    model = model_at(keys)
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _description(keys: Keys) -> str:
    model = model_at(keys[:-1])
    for name, field in model.model_fields.items() if model else ():
        if keys[-1] in (name, field.alias):
            sentence = (field.description or "").split(". ")[0].rstrip(".")
            return (
                sentence if sentence[:2].isalpha() and sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]
            )
    return ""


def model_at(keys: Keys) -> type[BaseModel] | None:
    """The model that describes the mapping at a path of keys."""
    found: Any = SchemeFile
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
    """The type of the items of a list or of the values of a dict inside an annotation."""
    for part in [annotation, *_arguments(annotation)]:
        if get_origin(part) in (dict, list):
            return get_args(part)[-1]
    return None

"""What a model refused, said at its place in the file and in plain words."""

import re

from pydantic_core import ErrorDetails

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.span import Span
from isonomia.diagnostics.structure.file_format import FileFormat, Keys, M
from isonomia.diagnostics.structure.models import description, known_keys
from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.diagnostics.yaml_document import Document, Mapping, Scalar, Value, describe

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
POSSIBLE_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
BOUND_WORDS = {
    "greater_than": ("gt", "above"),
    "greater_than_equal": ("ge", "of at least"),
    "less_than": ("lt", "below"),
    "less_than_equal": ("le", "of at most"),
}


def keys_of(details: ErrorDetails, document: Document) -> Keys:
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


def one_per_place(errors: list[ErrorDetails], document: Document) -> list[ErrorDetails]:
    """Of the alternatives of a union keep the one that fits the shape of what was written."""
    chosen: dict[Keys, ErrorDetails] = {}
    for details in errors:
        keys = keys_of(details, document)
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


def diagnose(details: ErrorDetails, keys: Keys, document: Document, form: FileFormat[M]) -> Diagnostic:
    """The message for one refusal of a model."""
    kind = details["type"]
    if kind == "missing":
        return _missing(keys, document, form)
    if kind == "extra_forbidden":
        known = known_keys(form.model, keys[:-1])
        word = str(keys[-1])
        return Diagnostic(
            form.codes.unknown_key,
            document.locate_key(keys),
            f"the unknown key '{word}'",
            one_of(known),
            did_you_mean(word, known),
        )
    if details["loc"] and details["loc"][-1] == "[key]":
        if kind == "enum":
            return _unknown_word_as_key(details, keys, document, form)
        return Diagnostic(
            form.codes.name,
            document.locate_key(keys),
            f"the name '{keys[-1]}'",
            "a name of lower-case letters, digits and underscores that begins with a letter",
            _possible_name(str(keys[-1])),
        )
    if kind in ("enum", "literal_error"):
        return _unknown_word(details, keys, document, form)
    if kind == "value_error":
        return _value_error(str(details["ctx"]["error"]), keys, document, form)
    return _wrong_type(details, keys, document, form)


def _wrong_type(details: ErrorDetails, keys: Keys, document: Document, form: FileFormat[M]) -> Diagnostic:
    kind, value = details["type"], document.value_at(keys)
    if kind == "string_pattern_mismatch":
        return Diagnostic(form.codes.name, document.locate(keys), describe(value), form.name_expected)
    expected = EXPECTED_BY_TYPE.get(kind) or _bound(details) or _sentence(details["msg"])
    if kind == "too_long":
        expected = form.pair_expected
    is_number_for_text = kind == "string_type" and isinstance(value, Scalar) and value.value is not None
    remedy = f'put it in quotes: "{value.text}"' if is_number_for_text and isinstance(value, Scalar) else ""
    code = form.codes.wrong_type if kind in EXPECTED_BY_TYPE else form.codes.value
    return Diagnostic(code, document.locate(keys), describe(value), expected, remedy)


def _missing(keys: Keys, document: Document, form: FileFormat[M]) -> Diagnostic:
    parent = keys[:-1]
    if isinstance(keys[-1], int):
        found = f"a list of {keys[-1]}" if keys[-1] else "an empty list"
        return Diagnostic(form.codes.value, document.locate(parent), found, form.pair_expected)
    whole = document.locate(())
    span = document.locate_key(parent) if parent else Span(whole.path, whole.start, whole.start)
    where = f" in `{parent[-1]}`" if parent else ""
    explanation = description(form.model, keys)
    remedy = f"add `{keys[-1]}: ...`" + (f" ({explanation})" if explanation else "")
    return Diagnostic(form.codes.missing_key, span, f"no key `{keys[-1]}`{where}", "", remedy)


def _words(details: ErrorDetails) -> list[str]:
    return [word.strip(" '") for word in details["ctx"]["expected"].replace(" or ", ", ").split(",")]


def _unknown_word_as_key(details: ErrorDetails, keys: Keys, document: Document, form: FileFormat[M]) -> Diagnostic:
    """A key that a vocabulary chooses, such as a severity."""
    words, word = _words(details), str(keys[-1])
    span = document.locate_key(keys)
    return Diagnostic(
        form.codes.unknown_value, span, f"the unknown key '{word}'", one_of(words), did_you_mean(word, words)
    )


def _unknown_word(details: ErrorDetails, keys: Keys, document: Document, form: FileFormat[M]) -> Diagnostic:
    words, value = _words(details), document.value_at(keys)
    text = value.text if isinstance(value, Scalar) else ""
    if keys == (form.version_key,):
        remedy = "remove the quotes" if text == "1" else "this program reads version 1 only"
        found = f"{describe(value)} as the version of the format"
        return Diagnostic(form.codes.unknown_value, document.locate(keys), found, "the number 1", remedy)
    return Diagnostic(
        form.codes.unknown_value, document.locate(keys), describe(value), one_of(words), did_you_mean(text, words)
    )


def _value_error(expected: str, keys: Keys, document: Document, form: FileFormat[M]) -> Diagnostic:
    """What a model's own rule refused; where it is about one key, that key is shown."""
    told = form.own_words(expected, keys, document)
    if told is not None:
        return told
    value, key = document.value_at(keys), form.about_key.get(expected, "")
    inner = document.value_at((*keys, key)) if isinstance(value, Mapping) and key else None
    if inner is not None:
        return Diagnostic(form.codes.value, document.locate((*keys, key)), describe(inner), expected)
    return Diagnostic(form.codes.value, document.locate(keys), describe(value), expected)


def _bound(details: ErrorDetails) -> str:
    """A numeric bound in words."""
    if details["type"] not in BOUND_WORDS:
        return ""
    name, words = BOUND_WORDS[details["type"]]
    return f"a whole number {words} {details['ctx'][name]}"


def _possible_name(word: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", word.lower()).strip("_")
    return f"write '{name}'" if POSSIBLE_NAME.fullmatch(name) else ""


def _sentence(message: str) -> str:
    text = message.removeprefix("Input should be ").removeprefix("Value should ")
    return text[:1].lower() + text[1:]

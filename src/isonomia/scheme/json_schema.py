"""The JSON Schema of scheme files, generated from the models: for editors, and for programs that write schemes."""

import inspect
from typing import Any

from isonomia.scheme.model import vocabulary
from isonomia.scheme.model.scheme_file import SchemeFile
from isonomia.scheme.model.vocabulary import FieldType, Vocabulary

IDENTIFIER = "urn:isonomia:schema:scheme:1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scheme_json_schema() -> dict[str, Any]:
    """The schema, draft 2020-12. What crosses keys (names, expressions, retention) only `validate` checks."""
    schema = SchemeFile.model_json_schema(by_alias=True, mode="validation")
    definitions: dict[str, Any] = schema["$defs"]
    for name, words in _vocabularies().items():
        if name in definitions:
            definitions[name] = _explained(definitions[name], words)
    _add_short_forms(definitions)
    return {"$schema": DIALECT, "$id": IDENTIFIER, **schema}


def _vocabularies() -> dict[str, type[Vocabulary]]:
    return {
        name: item
        for name, item in inspect.getmembers(vocabulary, inspect.isclass)
        if issubclass(item, Vocabulary) and item is not Vocabulary
    }


def _explained(definition: dict[str, Any], words: type[Vocabulary]) -> dict[str, Any]:
    """An enumeration in which each value carries its explanation; `enum` stays for what reads only that."""
    choices = [{"const": word.value, "description": word.explanation} for word in words]
    return {**definition, "oneOf": choices}


def _add_short_forms(definitions: dict[str, Any]) -> None:
    """A field may be declared by its type alone."""
    long_form = definitions["FieldDeclaration"]
    definitions["FieldDeclaration"] = {
        "title": long_form["title"],
        "description": long_form["description"],
        "anyOf": [
            {"$ref": f"#/$defs/{FieldType.__name__}"},
            {key: long_form[key] for key in long_form if key != "title"},
        ],
    }

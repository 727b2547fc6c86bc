"""The JSON Schema of scheme files, generated from the models: for editors, and for programs that write schemes."""

from typing import Any

from isonomia.diagnostics.structure.schema import json_schema
from isonomia.scheme.model.vocabulary import FieldType, explain_words
from isonomia.scheme.structure import SCHEME_FORMAT

IDENTIFIER = "urn:isonomia:schema:scheme:1"


def scheme_json_schema() -> dict[str, Any]:
    """The schema, draft 2020-12. What crosses keys (names, expressions, retention) only `validate` checks."""
    schema = json_schema(SCHEME_FORMAT, IDENTIFIER)
    explain_words(schema["$defs"])
    _add_short_forms(schema["$defs"])
    return schema


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

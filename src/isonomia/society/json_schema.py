"""The JSON Schema of society files, generated from the models: for editors, and for programs that write societies."""

from typing import Any

from isonomia.diagnostics.structure.schema import json_schema
from isonomia.scheme.model.vocabulary import explain_words
from isonomia.society.structure import SOCIETY_FORMAT

IDENTIFIER = "urn:isonomia:schema:society:1"


def society_json_schema() -> dict[str, Any]:
    """The schema, draft 2020-12. What crosses keys (names, sums of shares, values inside ranges) `validate` checks."""
    schema = json_schema(SOCIETY_FORMAT, IDENTIFIER)
    explain_words(schema["$defs"])
    _close_names(schema)
    return schema


def _close_names(schema: Any) -> None:
    """Refuse names of another pattern: a pattern alone says nothing about the names that it does not fit."""
    if isinstance(schema, dict):
        if "patternProperties" in schema:
            schema["additionalProperties"] = False
        for item in schema.values():
            _close_names(item)
    elif isinstance(schema, list):
        for item in schema:
            _close_names(item)

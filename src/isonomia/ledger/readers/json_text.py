"""JSON as the ledger reads it: numbers keep their text, and nothing that readers understand differently passes."""

import json
from collections.abc import Mapping
from typing import Any

from isonomia.diagnostics.yaml_document import NumberText, shorten
from isonomia.ledger.parse_record import RowFault

LONGEST_WHOLE_NUMBER = 40  # digits; longer ones stay text, and the field's type refuses them


def parse_json(text: str) -> Any:
    """A JSON value: whole numbers as int, others as NumberText; RowFault for anything else than plain JSON."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise broken(error.msg, error.colno) from None
    except RecursionError:
        raise RowFault("ledger-json", "JSON that is nested too deeply", "a flat record") from None


def broken(problem: str, column: int) -> RowFault:
    """The fault of a text that is not JSON."""
    return RowFault("ledger-json", f"broken JSON at column {column} ({shorten(problem).lower()})", "a JSON object")


def parse_object(text: str) -> Mapping[str, Any]:
    """A JSON object; RowFault for another value."""
    value = parse_json(text)
    if not isinstance(value, dict):
        raise not_an_object(value)
    return value


def not_an_object(value: Any) -> RowFault:
    """The fault of a value that is not an object."""
    shown = "a list" if isinstance(value, list) else f"the value {shorten(json.dumps(value))}"
    return RowFault("ledger-json", f"{shown} in place of a record", "a JSON object")


def decoder() -> json.JSONDecoder:
    """A decoder with the ledger's rules, for reading several values from one text."""
    return json.JSONDecoder(
        parse_float=NumberText, parse_int=_whole, parse_constant=_constant, object_pairs_hook=_object
    )


def _whole(text: str) -> int | NumberText:
    return int(text) if len(text) <= LONGEST_WHOLE_NUMBER and text != "-0" else NumberText(text)


def _constant(text: str) -> Any:
    raise RowFault("ledger-json", f"the number {text}", "a finite number", "leave the key out, or write null")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for position, name in enumerate(names) if name in names[:position])
        raise RowFault("ledger-json", f"the key '{shorten(twice)}' twice in one object", "each key once")
    return found


_DECODER = decoder()

"""An expression read against one event: its tree, and its value."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from isonomia.expression.parse import parse_expression
from isonomia.expression.scope import Scope
from isonomia.expression.to_python import to_python
from isonomia.expression.tree import Node, Type

FIELDS = {
    "number": Type.INTEGER,
    "hours": Type.DECIMAL,
    "place": Type.TEXT,
    "late": Type.BOOLEAN,
    "since": Type.DATE,
    "other": Type.BOOLEAN,
}
SCOPE = Scope(fields=FIELDS, has_date=True, has_nth=True)
UNKNOWN: Mapping[str, Any] = {**dict.fromkeys(FIELDS), "date": date(2025, 3, 9), "nth": 1}


def tree_of(text: str) -> Node:
    return parse_expression(text, SCOPE)


def value_of(text: str, **fields: Any) -> Any:
    """The value for an event with these fields; the others are NULL. Decimals may be given as text."""
    if isinstance(fields.get("hours"), str):
        fields["hours"] = Decimal(fields["hours"])
    return to_python(tree_of(text))({**UNKNOWN, **fields})

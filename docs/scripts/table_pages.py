"""The ledger's relational tables: docs/generated/tables.md."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
from generation import presets
from generation.pages import Page, fenced, main, table
from ruamel.yaml import YAML

from isonomia.ledger.tables import ARROW_TYPES, EVENT_COLUMNS, PROCEDURE_TABLES, table_schemas
from isonomia.presets import preset_path
from isonomia.scheme.load import load_scheme
from isonomia.score.engines.interface import STANDINGS
from isonomia.score.engines.postgres import COLUMN_TYPES

WORDS = Path(__file__).with_name("table_columns.yaml")


def _words() -> dict[str, dict[str, str]]:
    return dict(YAML(typ="safe", pure=True).load(WORDS.read_text(encoding="utf-8")))


def _sql_type(kind: pa.DataType) -> str:
    return COLUMN_TYPES[kind]


def _columns(name: str, columns: Mapping[str, pa.DataType]) -> str:
    words = _words()
    own = words.get(name, {})
    if missing := [column for column in columns if column not in own and column not in words["any"]]:
        raise SystemExit(f"{WORDS.name}: no sentence for {missing} of {name}")
    rows = [
        (f"`{column}`", f"`{_sql_type(kind)}`", own[column] if column in own else words["any"][column])
        for column, kind in columns.items()
    ]
    return f"{own['table']}\n\n" + table(["Column", "Type", "What it holds"], rows)


def pages() -> Iterator[Page]:
    example = load_scheme(preset_path(presets.FIRST))
    shown = "\n\n".join(
        f"{name}\n" + "\n".join(f"  {field.name} {_sql_type(field.type)}" for field in schema)
        for name, schema in table_schemas(example).items()
        if name.startswith("event_")
    )
    types = [(f"`{kind.value}`", f"`{_sql_type(arrow)}`", f"`{arrow}`") for kind, arrow in ARROW_TYPES.items()]
    result = {field.name: field.type for field in STANDINGS}
    parts = [
        "The query that `isonomia sql` prints reads these tables. Whoever wants to recompute a score in a database of "
        "their own fills them and runs it; `isonomia sql SCHEME --tables` prints them for one scheme. Instants are "
        "UTC timestamps without zone; `occurred_on` is the local date in the scheme's zone, computed when the ledger "
        "is read, so that no query does time-zone arithmetic. A table of a kind that the ledger lacks is empty.",
        "## event_*source*\n\n" + _columns("event", EVENT_COLUMNS),
        "Then a column `data_<field>` for each field that the source declares:",
        table(["Field's type", "SQL", "Arrow"], types),
        "PostgreSQL tells names apart by their first 63 bytes. In `isonomia sql --dialect postgres` a longer name of a "
        "table, a column or a step stands as its first 38 bytes, `$`, and the first 24 hexadecimal digits of the "
        "SHA-256 of the whole name; whoever fills the tables there names them so.",
        f"In `{presets.FIRST}`:",
        fenced(shown, "text"),
    ]
    parts += [f"## {name}\n\n" + _columns(name, columns) for name, columns in PROCEDURE_TABLES.items()]
    parts.append("## The result\n\n" + _columns("result", result))
    yield Page("tables.md", "Tables of the ledger", "\n\n".join(parts))


if __name__ == "__main__":
    main("table_pages.py", "tables.md", pages())

"""Everything about one person, read from every table that names the person."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from isonomia.score.statement.as_json import as_json
from isonomia.service.access.actor import Actor
from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import personal_columns, public_columns
from isonomia.service.instance.instance import Instance
from isonomia.service.records.tables import record
from isonomia.service.records.wire import logged_fact
from isonomia.service.statements.statements import statement_of

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows_of(connection: Connection, person_id: str, member: str | None) -> dict[str, list[dict[str, Any]]]:
    """The person's rows of each table, by the table's name, without secrets."""
    values = {"person": person_id, "member": member}
    wanted: dict[str, list[Any]] = {}
    for table, column in personal_columns():
        wanted.setdefault(table.name, []).append(column == values[column.info["names"]])
    found: dict[str, list[dict[str, Any]]] = {}
    for name, conditions in sorted(wanted.items()):
        table = metadata.tables[name]
        rows = connection.execute(select(*public_columns(table)).where(or_(*conditions)).order_by(*table.primary_key))
        found[name] = [{key: _plain(value) for key, value in row.items()} for row in rows.mappings()]
    return found


def export_of(connection: Connection, instance: Instance, actor: Actor, member: str | None) -> dict[str, Any]:
    """Everything, with the statement as it stands now where the person takes part."""
    version = instance.version(connection)
    found: dict[str, Any] = {
        "exported_at": instance.now.isoformat(),
        "scheme": {"name": version.scheme.name, "version": version.number, "sha256": version.digest},
        "tables": rows_of(connection, actor.actor_id, member),
    }
    for row in found["tables"].get("record", []):
        moment = datetime.fromisoformat(row["recorded_at"])
        row["fact"] = logged_fact(row.pop("body"), moment)  # exactly what the log has a commitment to
    made = statement_of(connection, instance, member, actor.language or "en") if member is not None else None
    return found | {"statement": as_json(made.statement) if made is not None else None}


def ledger_of(connection: Connection, member: str) -> str:
    """A member's records in the ledger's JSON Lines (docs/ledger.md), in the order in which they were taken in.

    An event that was moved here first named somebody else; that name is not this member's to have, and makes no
    difference to the score.
    """
    wanted = select(record.c.body, record.c.recorded_at).where(record.c.member == member).order_by(record.c.record_id)
    lines = []
    for body, recorded_at in connection.execute(wanted):
        found = json.loads(body) | {"recorded_at": recorded_at.isoformat()}
        if "member" in found:
            found["member"] = member
        lines.append(json.dumps(found, ensure_ascii=False) + "\n")
    return "".join(lines)


def as_archive(tables: Mapping[str, list[dict[str, Any]]]) -> bytes:
    """The tables as CSV files in one ZIP archive. No cell is read as a formula by a spreadsheet."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            archive.writestr(f"{name}.csv", as_csv(rows))
    return packed.getvalue()


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV (RFC 4180)."""
    listed = list(rows)
    text = io.StringIO()
    if listed:
        writer = csv.DictWriter(text, fieldnames=list(listed[0]))
        writer.writeheader()
        writer.writerows({key: harmless(value) for key, value in row.items()} for row in listed)
    return text.getvalue()


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): such text gets an apostrophe before it."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value

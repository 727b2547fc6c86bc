"""Where people stand in the database: each column that names a person says so, and export and erasure follow it.

A table in which no column is marked is named here with the reason; a test fails for one that is neither.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table

from isonomia.service.database.metadata import metadata

MEMBER: dict[str, Any] = {"names": "member"}
"""The column holds a member's name in the ledger; the row is the member's."""
PERSON: dict[str, Any] = {"names": "person"}
"""The column holds a person's id; the row is the person's."""
SECRET: dict[str, Any] = {"is_secret": True}
"""The column holds a secret or its digest: never exported."""

IMPERSONAL = {
    "attempt": "keyed digests of networks, forgotten after a quarter of an hour",
    "audit_entry": "random ids, which an erasure replaces by a word",
    "credential_status": "places of a list, drawn by chance, and which of them are withdrawn",
    "demonstration_link": "made-up people only",
    "escalation": "names of matters, which say nothing",
    "erasure": "digests of random numbers; they erase again whoever an older backup would bring back",
    "idempotency": "answers to machines, forgotten within a day, and at an erasure where they name the person",
    "log_checkpoint": "signatures under the whole log",
    "log_succession": "public keys of the log, and which followed which",
    "log_tile": "digests under keys that are erased with their persons",
    "machine_key": "machines",
    "privacy_budget": "sums of what statistics have cost",
    "pending_leaf": "digests under a key that is erased with the person",
    "scheme_version": "texts of the scheme",
    "setting": "the instance's own",
    "signing_key": "the instance's own",
    "statistic": "counts with noise, from which nobody can be told",
    "tombstone": "digests under the instance's key; they refuse what was erased",
    "webhook_endpoint": "recipients, which are other systems",
}


def personal_columns() -> Iterator[tuple[Table, Column[Any]]]:
    """Each column that names a person, the tables that others refer to last."""
    for table in reversed(metadata.sorted_tables):
        for column in table.columns:
            if "names" in column.info:
                yield table, column


def public_columns(table: Table) -> list[Column[Any]]:
    """The columns of a table that its person may see: all but secrets."""
    return [column for column in table.columns if not column.info.get("is_secret")]

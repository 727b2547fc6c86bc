"""Every column that names a person names one who is there."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from isonomia.service.database.all_tables import metadata
from isonomia.service.database.personal import personal_columns
from isonomia.service.members.tables import person
from isonomia.service.verification.finding import Finding

OWN = {"member": person.c.member, "person": person.c.person_id}


def findings_about_people(connection: Connection) -> Iterator[Finding]:
    """Rows that name nobody: what an erasure would have missed. The values are not told, the tables are."""
    assert metadata.tables  # all of them are known
    for table, column in personal_columns():
        own = OWN[column.info["names"]]
        if table is person:
            continue
        known = select(own).where(own.is_not(None))
        strange = select(func.count()).select_from(table).where(column.is_not(None), column.not_in(known))
        count = connection.execute(strange).scalar_one()
        if count:
            yield Finding("people", f"{count} rows of {table.name} name somebody who is not there")

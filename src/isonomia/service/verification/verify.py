"""The whole check of an instance."""

from collections.abc import Iterator

from isonomia.service.instance.instance import Instance
from isonomia.service.verification.accounts import findings_in_accounts
from isonomia.service.verification.finding import Finding, Progress
from isonomia.service.verification.log import findings_in_log
from isonomia.service.verification.people import findings_about_people


def findings(instance: Instance, progress: Progress | None = None) -> Iterator[Finding]:
    """Everything that does not hold, in one snapshot of the database. Nothing is changed."""
    with instance.database.reading() as connection:
        yield from findings_about_people(connection)
        yield from findings_in_accounts(connection, instance, progress)
        yield from findings_in_log(connection, progress)

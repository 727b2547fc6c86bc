"""Erasing from the machine itself."""

from sqlalchemy import select

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.service.erasures.erasures import erase
from isonomia.service.instance.instance import Instance
from isonomia.service.members.tables import person
from isonomia.service.problems import Problem


def person_of(instance: Instance, member: str) -> str:
    """The person with a member's number. UsageError if there is none."""
    with instance.database.reading() as connection:
        found: str | None = connection.execute(select(person.c.person_id).where(person.c.member == member)).scalar()
    if found is None:
        raise UsageError(
            _("there is no member '{member}'").format(member=member),
            remedy=_("write the number as the ledger has it; nothing was erased"),
        )
    return found


def erase_member(instance: Instance, person_id: str) -> None:
    """Erase, in one transaction, and clean what the database keeps of deleted rows."""
    try:
        with instance.database.writing() as connection:
            erase(connection, instance, person_id)
    except Problem as problem:
        raise UsageError(problem.detail, remedy=problem.remedy) from None
    instance.database.forget()

"""Inviting from the machine itself."""

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.service.access.actor import Role
from isonomia.service.audit.entries import OPERATOR
from isonomia.service.config import Settings
from isonomia.service.instance.existing import open_existing
from isonomia.service.people.invitations import invite_person
from isonomia.service.people.roles import GIVEN, give_role
from isonomia.service.problems import Problem


def invited(settings: Settings, name: str, role: str, source: str, member: str) -> str:
    """The link of a new person with a role. UsageError says what does not fit."""
    if role not in set(GIVEN):
        raise UsageError(
            _("there is no role '{role}' to give").format(role=role),
            remedy=_("choose one of: {names}").format(names=", ".join(held.value for held in GIVEN)),
        )
    if not name.strip():
        raise UsageError(_("the name is empty"), remedy=_('give one: --name "Sami"'))
    instance = open_existing(settings)
    try:
        with instance.database.writing() as connection:
            person_id, token = invite_person(connection, instance, OPERATOR, name.strip(), member.strip())
            give_role(connection, instance, OPERATOR, person_id, Role(role), source)
    except Problem as problem:
        raise UsageError(problem.detail, remedy=problem.remedy) from None
    finally:
        instance.database.close()
    return f"{settings.origin}/invitation/{token}"

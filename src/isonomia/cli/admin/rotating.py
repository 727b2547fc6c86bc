"""Changing keys from the machine itself."""

from datetime import date, timedelta

from isonomia.errors import NotVerified, UsageError
from isonomia.ledger.instants import parse_day
from isonomia.locale import _, ngettext
from isonomia.service.credentials.rotate import rotate_credential_key
from isonomia.service.instance.instance import Instance
from isonomia.service.log.rotate import rotate_log_key

CHANGEOVER = timedelta(days=90)
LONGEST = timedelta(days=3 * 365)


def last_day(today: date, both_until: str | None, *, is_of_log: bool, is_leaked: bool) -> date | None:
    """The last day on which the old key may be used; None if it leaked. UsageError says what does not fit."""
    if both_until is not None and (is_leaked or not is_of_log):
        raise UsageError(
            _("--both-until is for the log, and for a key that has not leaked"),
            remedy=_("leave it out, and call again"),
        )
    if is_leaked:
        return None
    if both_until is None:
        return today + CHANGEOVER
    try:
        found = parse_day(both_until)
        if not today <= found <= today + LONGEST:
            raise ValueError(_("a day from {first} to {last}").format(first=today, last=today + LONGEST))
    except ValueError as error:
        raise UsageError(
            _("--both-until is '{text}'; expected {expected}").format(text=both_until, expected=error),
            remedy=_("name the last day on which both keys sign, such as {day}").format(day=today + CHANGEOVER),
        ) from None
    return found


def question(*, is_of_log: bool) -> str:
    """What is asked before a key counts as leaked."""
    if is_of_log:
        return _("Shall the old key sign nothing any more, so that everyone who knows it has to be given the new one?")
    return _("Shall all credentials be void that were made until now?")


def change_log_key(instance: Instance, until: date | None) -> list[str]:
    """Change the log's key, in one transaction; returns what to tell the operator."""
    try:
        with instance.database.writing() as connection:
            made = rotate_log_key(connection, instance, until)
    except NotVerified as error:
        raise UsageError(
            _("the log does not hold, and no new key signs it: {reason}").format(reason=error),
            remedy=_("look at it first: isonomia admin verify"),
        ) from None
    instance.database.forget()
    lines = [_("the log is signed by a new key: {key}").format(key=made.successor)]
    if until is None:
        lost = _(
            "the old one signs nothing any more, and leads nobody to the new one: give it to everyone in print or on"
        )
        return [*lines, lost, _("another site, and say since when somebody else may have had the old one")]
    beside = _("the old one signs beside it up to and with {day}: publish the new one wherever the old one stands")
    leads = _("{origin}/log/successions leads from the old one to it").format(origin=instance.settings.origin)
    return [*lines, beside.format(day=until), leads]


def change_credential_key(instance: Instance, until: date | None) -> list[str]:
    """Change the key of credentials, in one transaction; it leaked where no day is named. What to tell the operator."""
    with instance.database.writing() as connection:
        made = rotate_credential_key(connection, instance, is_leaked=until is None)
    instance.database.forget()
    lines = [_("credentials are signed by a new key: {key}").format(key=made.key_id)]
    if until is not None:
        return [*lines, _("those that the old one signed stay valid until their day")]
    told = ngettext(
        "{count} member had a valid one, and is told", "{count} members had valid ones, and are told", len(made.members)
    )
    return [*lines, _("all that were made until now are void"), told]

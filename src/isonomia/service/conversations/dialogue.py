"""The lines of a dialogue as each side reads them. A reviewer is a role to the member, never a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from isonomia.locale import _
from isonomia.procedure.contest import Message
from isonomia.service.instance.instance import Instance
from isonomia.service.notices.notices import tell


@dataclass(frozen=True)
class DialogueLine:
    """Who wrote what, on which day."""

    who: str
    on: date
    text: str
    is_own: bool


def dialogue(messages: Iterable[Message], *, reader: str, member: str, role: str) -> list[DialogueLine]:
    """The lines for one reader. `reader` and `member` are persons' ids; `role` is what the member calls a reviewer."""
    return [
        DialogueLine(_who(message.by, reader, member, role), message.on, message.text, message.by == reader)
        for message in messages
    ]


def _who(writer: str, reader: str, member: str, role: str) -> str:
    if writer == reader:
        return _("You")
    return _("The member") if writer == member else role


def tell_of_message(connection: Connection, instance: Instance, member: str, page: str) -> None:
    """The member is told that somebody has written; what was written stays on its page."""
    tell(connection, member, "message", {}, instance.now, about=page)

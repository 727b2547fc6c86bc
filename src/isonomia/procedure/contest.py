"""What a member brings against a fact or a case, and the dialogue that follows."""

from dataclasses import dataclass
from datetime import date

from isonomia.errors import NotAllowed
from isonomia.locale import _
from isonomia.procedure.who_may import Actor


@dataclass(frozen=True, slots=True)
class Contest:
    """Who contests, why, and on which day. Whether grounds are new the member says; the reviewer judges them."""

    by: Actor
    grounds: str
    on: date
    new_grounds: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A line of the dialogue between a member and whoever decides."""

    by: str
    on: date
    text: str


def expect_grounds(contest: Contest) -> str:
    """The grounds; NotAllowed where there are none."""
    if not contest.grounds.strip():
        raise NotAllowed(_("say what is wrong"), _("one sentence is enough"))
    return contest.grounds.strip()


def expect_not_decided(decided: int, contest: Contest) -> None:
    """NotAllowed if it was decided on before: once without new grounds, twice at all."""
    if decided and not contest.new_grounds:
        raise NotAllowed(_("this was decided on already"), _("contest it again on new grounds, and name them"))
    if decided > 1:
        raise NotAllowed(_("this was decided on twice"), _("complain to the supervisory authority, or go to court"))

"""What went wrong, said once: as a problem (RFC 9457) to programs, as a page to people."""

from http import HTTPStatus
from typing import Any

from isonomia.locale import _


class Problem(Exception):
    """An answer that is not the one asked for. `code` is stable and documented; `detail` is for people."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        remedy: str = "",
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.remedy = remedy
        self.headers = headers or {}
        self.more = more

    def as_json(self) -> dict[str, Any]:
        """The problem's members, as RFC 9457 names them."""
        found: dict[str, Any] = {
            "type": f"https://isonomia.dev/problems/{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        return found | ({"remedy": self.remedy} if self.remedy else {}) | self.more


def not_found() -> Problem:
    """The same words whether a thing is not there or not yours: neither is disclosed."""
    return Problem(404, "not-found", _("There is nothing here."))


def forbidden(why: str) -> Problem:
    """Known, and not allowed."""
    return Problem(403, "forbidden", why)


def invalid(detail: str, remedy: str = "", **more: Any) -> Problem:
    """What was sent cannot be used."""
    return Problem(422, "invalid", detail, remedy=remedy, **more)


def conflict(code: str, detail: str, remedy: str = "") -> Problem:
    """What was sent does not fit what is there."""
    return Problem(409, code, detail, remedy=remedy)

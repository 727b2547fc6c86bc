"""A form that was sent from one of our pages."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile

from isonomia.locale import _
from isonomia.service.problems import invalid

LONGEST_TEXT = 20_000


def is_plain(text: str) -> bool:
    """Whether every database can keep a text: Unicode without U+0000 and without lone surrogates."""
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


@dataclass(frozen=True)
class SentForm:
    """The fields of a form."""

    data: FormData

    def text(self, name: str, label: str = "", longest: int = LONGEST_TEXT) -> str:
        """A field that must be filled in; `label` is how the page names it."""
        found = self.optional(name, longest)
        if not found:
            raise invalid(_("'{field}' is empty.").format(field=label or name), _("Go back and fill it in."))
        return found

    def optional(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """A field that may be empty."""
        found = self.data.get(name, "")
        text = found.strip() if isinstance(found, str) else ""
        if len(text) > longest or not is_plain(text):
            raise invalid(_("'{field}' is too long or not text.").format(field=name))
        return text

    def is_ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.optional(name))

    def all(self, name: str) -> list[str]:
        """Each value of a field that can be given several times."""
        found = [value for value in self.data.getlist(name) if isinstance(value, str)]
        if not all(map(is_plain, found)):
            raise invalid(_("'{field}' is too long or not text.").format(field=name))
        return found

    def file(self, name: str) -> UploadFile | None:
        """An uploaded file; None if none was chosen."""
        found = self.data.get(name)
        return found if isinstance(found, UploadFile) and found.filename else None


async def _sent(request: Request) -> AsyncIterator[SentForm]:
    async with request.form(max_files=1, max_fields=200) as data:  # closes what was uploaded
        yield SentForm(data)


Form = Annotated[SentForm, Depends(_sent)]

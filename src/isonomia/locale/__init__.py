"""The language of the interface: every text that isonomia itself says passes through `_`.

The source language is English. A translation is a catalogue `<language>/LC_MESSAGES/isonomia.po`, read as it is, so
that no compiled copy can be stale; what a catalogue lacks reads in English. `make locale` brings the catalogues up to
date with the texts. What a scheme says (its reasons, effects, titles) is translated in the scheme file.

The catalogues of `FOR_MEMBERS` hold what members and staff of the service read, and no more: `babel.cfg` names those
rooms, and `make locale` reads only them. Such a language is spoken in a block `speaking(..., for_members=True)` alone,
so that what analysts read is in one language throughout.
"""

import gettext
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

DOMAIN = "isonomia"
FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = "en"
FOR_MEMBERS = frozenset({"de"})
"""Languages whose catalogues hold what members read: statements and the service."""


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    for name in (language.replace("-", "_"), language.replace("-", "_").split("_")[0]):
        path = FOLDER / name / "LC_MESSAGES" / f"{DOMAIN}.po"
        if name.replace("_", "").isalnum() and path.exists():
            return _read(path)
    return gettext.NullTranslations()


def _read(path: Path) -> gettext.GNUTranslations:
    """A catalogue from its source. Fuzzy entries, which nobody has looked at, are left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _language_of_environment() -> str:
    """What the environment asks for, as other command-line programs read it."""
    chosen = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    code = chosen.split(".")[0].split("@")[0]
    return SOURCE_LANGUAGE if code in ("", "C", "POSIX") else code


_language: ContextVar[str | None] = ContextVar("language", default=None)
_is_for_members: ContextVar[bool] = ContextVar("is_for_members", default=False)
_writes_days: ContextVar[bool] = ContextVar("writes_days", default=False)


def _(message: str) -> str:
    """The text in the language now spoken."""
    return _translation(language_of_texts(), message)


@cache
def _translation(language: str, message: str) -> str:
    return _catalogue(language).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The text in the form that fits a number; `{count}` in it is filled in."""
    return _catalogue(language_of_texts()).ngettext(one, many, count).format(count=count)


def spoken_language() -> str:
    """The language asked for here and now: that of `_`, as far as it is translated."""
    return _language.get() or _language_of_environment()


def language_of_texts() -> str:
    """The language that `_` answers in: the one spoken; English where its catalogue lacks what is read here.

    Whoever keeps a text for the next time keeps it by this name.
    """
    return translated(spoken_language(), for_members=_is_for_members.get())


@cache
def translated(language: str, *, for_members: bool = False) -> str:
    """The language in which a page really is: the one asked for if its texts are translated, else English.

    What members read (statements, the service) is translated further than what analysts read.
    """
    asked = language.replace("-", "_")
    is_english = asked.split("_")[0] == SOURCE_LANGUAGE
    is_partial = not for_members and asked.split("_")[0] in FOR_MEMBERS
    is_known = not is_english and not is_partial and type(_catalogue(language)) is not gettext.NullTranslations
    return asked if is_known else SOURCE_LANGUAGE


def day_in_words(day: date, language: str) -> str:
    """A date as people write it: 5 October 2025."""
    from babel.dates import format_date

    spoken = translated(language, for_members=True)
    return format_date(day, "d MMMM y" if spoken.startswith("en") else "long", locale=spoken)


def in_digits(number: float, pattern: str | None = None) -> str:
    """A number as people write it in the language of the texts: 20,000; with a pattern such as `0.00` 0.40."""
    from babel.numbers import format_decimal

    return format_decimal(number, pattern, locale=language_of_texts())


def said_day(day: date | None) -> str:
    """A date in a sentence: as people write it where a page is read, as 2025-10-05 everywhere else."""
    if day is None:
        return _("a day to be decided")
    return day_in_words(day, spoken_language()) if _writes_days.get() else day.isoformat()


@contextmanager
def speaking(language: str, *, for_members: bool = False, on_pages: bool = False) -> Iterator[None]:
    """Speak a language within the block; `for_members` and `on_pages` hold for the blocks within it too."""
    token = _language.set(language)
    token_for_members = _is_for_members.set(for_members or _is_for_members.get())
    token_for_days = _writes_days.set(on_pages or _writes_days.get())
    try:
        yield
    finally:
        _writes_days.reset(token_for_days)
        _is_for_members.reset(token_for_members)
        _language.reset(token)

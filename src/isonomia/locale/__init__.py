"""The language of the interface: every text that isonomia itself says passes through `_`.

The source language is English. A translation is a catalogue `<language>/LC_MESSAGES/isonomia.po`, compiled with
`pybabel compile -D isonomia -d src/isonomia/locale`; what a catalogue lacks reads in English. What a scheme says (its
reasons, effects, titles) is translated in the scheme file.
"""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "isonomia"
FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    languages = [language, language.replace("-", "_").split("_")[0]]
    return gettext.translation(DOMAIN, str(FOLDER), languages, fallback=True)


def _language_of_environment() -> str:
    """What the environment asks for, as other command-line programs read it."""
    chosen = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    code = chosen.split(".")[0].split("@")[0]
    return SOURCE_LANGUAGE if code in ("", "C", "POSIX") else code


_language: ContextVar[str | None] = ContextVar("language", default=None)


def _(message: str) -> str:
    """The text in the language now spoken."""
    return _translation(spoken_language(), message)


@cache
def _translation(language: str, message: str) -> str:
    return _catalogue(language).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The text in the form that fits a number; `{count}` in it is filled in."""
    return _catalogue(spoken_language()).ngettext(one, many, count).format(count=count)


def spoken_language() -> str:
    """The language of `_` here and now."""
    return _language.get() or _language_of_environment()


@cache
def translated(language: str) -> str:
    """The language in which `_` really answers: the one asked for if it has a catalogue, else English."""
    asked = language.replace("-", "_")
    is_english = asked.split("_")[0] == SOURCE_LANGUAGE
    return SOURCE_LANGUAGE if is_english or type(_catalogue(language)) is gettext.NullTranslations else asked


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language within the block."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)

"""A notice of the procedure in the language now spoken."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from isonomia.locale import day_in_words, spoken_language
from isonomia.procedure.follows import Notice
from isonomia.procedure.notice_text import notice_text
from isonomia.score.statement.reason import in_language
from isonomia.service.matters.kept_state import from_values


def words_of_notice(parameters: Mapping[str, Any]) -> str:
    """The sentences, with the subject as the scheme names it in that language."""
    notice = from_values(Notice, parameters["notice"])
    language = spoken_language()
    subject = in_language(parameters["subjects"], language) if parameters["subjects"] else notice.subject
    return notice_text(replace(notice, subject=subject), lambda day: _day(day, language))


def _day(day: object, language: str) -> str:
    return day_in_words(day, language) if isinstance(day, date) else ""

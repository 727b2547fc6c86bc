"""A scheme that changes: three texts, and the way from one to the next."""

from datetime import date

from isonomia.presets.find import find_scheme
from isonomia.service.notices.notices import notices_of
from isonomia.service.notices.words import words_of
from isonomia.service.scheme_versions.change import announce, propose
from isonomia.service.scheme_versions.differences import Schemes, differences
from isonomia.service.scheme_versions.prepare import prepare
from isonomia.service.standings.refresh import account_of
from service.conftest import Town

FIRST = find_scheme("riverside-time-bank").read_text(encoding="utf-8")
MILD = ("THEN -20 ELSE -5", "THEN -15 ELSE -3")
FROM_TEN = ("{from: 10, title: Friend", "{from: 5, title: Friend")
LIBRARY = """
  library:
    context: volunteering
    kind: attendance
    fields:
      evenings: {type: integer, description: "Evenings at the library's desk."}
    verified_by: coordinator
    evidence: confirmed
    purpose: record evenings at the desk
    retention: 24 months
    about: member
    collected_from: observation
    provenance: {status: illustrative}

  payments:
"""
DESK = """rules:
  desk:
    source: library
    points: evenings * 4
    expires: 24 months
    gravity: none
    reason: {en: "{evenings} evenings at the desk", de: "{evenings} Abende am Tisch"}
    provenance: {status: illustrative}

"""


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


SECOND = changed(FIRST, MILD)
DAYS = (("p2", date(2026, 3, 16)), ("p4", date(2026, 3, 16)), ("p3", date(2026, 3, 17)))
THIRD = changed(
    SECOND,
    ("LEAST(hours, 8) * 2 ", "LEAST(hours, 8) * 3 "),
    ("\n  payments:\n", LIBRARY),
    ("rules:\n  v", f"{DESK}  v"),
)


def bring(town: Town, text: str, steward: str, wished: date | None = None, summary: str = "Milder.") -> int:
    """Propose and announce a version; returns its number."""
    with town.instance.database.reading() as connection:
        prepared = prepare(connection, town.instance, steward, text, wished)
        own = differences(connection, town.instance, Schemes.of(prepared))
    with town.instance.database.writing() as connection:
        propose(connection, town.instance, steward, prepared, summary)
    with town.instance.database.writing() as connection:
        announce(connection, town.instance, steward, prepared, own)
    return prepared.number


def entries(town: Town, member: str) -> dict[tuple[str, str, date], int]:
    with town.instance.database.reading() as connection:
        made = account_of(connection, town.instance, town.instance.version(connection), member)
    assert made is not None
    return {(item.source, item.event_id, item.date): item.raw for item in made.entries}


def told(town: Town, member: str) -> list[str]:
    with town.instance.database.reading() as connection:
        return [words_of(item.kind, item.parameters) for item in notices_of(connection, member)]

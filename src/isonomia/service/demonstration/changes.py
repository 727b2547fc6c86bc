"""The rules change twice in the demonstration: once in the past, and once announced, so that members see what comes."""

from sqlalchemy import Connection

from isonomia.service.instance.instance import Instance
from isonomia.service.scheme_versions.change import announce, propose
from isonomia.service.scheme_versions.differences import Schemes, differences
from isonomia.service.scheme_versions.prepare import prepare
from isonomia.service.scheme_versions.preview import look

MILDER = (("THEN -20 ELSE -5", "THEN -15 ELSE -3"),)
DESK = (
    (
        "\n  payments:\n",
        """
  desk:
    context: volunteering
    kind: attendance
    fields:
      evenings: {type: integer, description: "Evenings at the desk of the common stock."}
    verified_by: coordinator
    evidence: confirmed
    purpose: record evenings at the desk
    retention: 24 months
    about: member
    collected_from: observation
    provenance: {status: illustrative}

  payments:
""",
    ),
    (
        "rules:\n",
        """rules:
  desk_evenings:
    source: desk
    points: LEAST(evenings, 5) * 4
    cap: {points: 20, per: month}
    expires: 24 months
    gravity: none
    reason: {en: "{evenings} evenings at the desk", de: "{evenings} Abende am Tisch"}
    provenance: {status: illustrative}

""",
    ),
    ("friend: {from: 10,", "friend: {from: 8,"),
)
FIRST_CHANGE = (MILDER, "A late fee weighs less: three points instead of five.")
SECOND_CHANGE = (DESK, "Evenings at the desk count from now on, and eight points make a friend.")


def change(
    connection: Connection,
    instance: Instance,
    stewards: tuple[str, str],
    changed: tuple[tuple[tuple[str, str], ...], str],
) -> None:
    """One steward proposes, the other announces; the same steps as through the pages."""
    replacements, summary = changed
    text = instance.version(connection).written.text
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    prepared = prepare(connection, instance, stewards[0], text, None)
    own = differences(connection, instance, Schemes.of(prepared))
    propose(connection, instance, stewards[0], prepared, summary)
    look(connection, instance, prepared.number, own)
    announce(connection, instance, stewards[1], prepared, own)

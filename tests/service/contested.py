"""A scheme with what the shipped one does without: a disadvantage, reports by members, and a base to fall from."""

from pathlib import Path
from typing import Any

from isonomia.presets.find import find_scheme
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme

DISADVANTAGE = """\
  desk_only:
    band: visitor
    kind: adverse
    context: membership fees
    area: community
    effect: {en: "Reservations at the desk only", de: "Vormerken nur am Schalter"}
    severity: low
    decided_by: person
    decider: lending committee
    score_weight: contributing
    ordinary_access: kept
    legitimate_aim: the stock stays with those who pay for it
    ends: after 3 months
    provenance: {status: illustrative}

"""
REPORTS = """\
  reports:
    context: membership fees
    kind: report
    fields:
      broken: {type: text, description: "What was broken."}
    verified_by: member board
    evidence: confirmed
    purpose: keep the stock whole
    apparent_connection: what is broken can be lent to nobody
    retention: 24 months
    about: member
    collected_from: third_party
    provenance: {status: illustrative}

"""
RULE = """\
  broken_thing:
    source: reports
    points: -3
    expires: 12 months
    gravity: minor
    reason: {en: "Broken and not said: {broken}", de: "Zerbrochen und verschwiegen: {broken}"}
    provenance: {status: illustrative}

"""


def contested_scheme(*, suspends: bool = True, access: str = "kept") -> Scheme:
    """Base 12; a friend from 10 on; below that, reservations at the desk only are proposed; assessed daily.

    `access`: what those have who are no friends, and so have no longer lending.
    """
    thanks = "    legitimate_aim: a small thank-you"
    text = find_scheme("riverside-time-bank").read_text(encoding="utf-8")
    for old, new in (
        ("  base: 0\n", "  base: 12\n"),
        ("  assessed: weekly                   # on Sundays\n", "  assessed: daily\n"),
        ("  library_days:\n", DISADVANTAGE + "  library_days:\n"),
        ("rules:\n  volunteer_hours", REPORTS + "rules:\n" + RULE + "  volunteer_hours"),
        ("    suspends: true\n", f"    suspends: {str(suspends).lower()}\n"),
        (f"    ordinary_access: kept\n{thanks}", f"    ordinary_access: {access}\n{thanks}"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    reading = read_scheme_text(Path("contested.yaml"), text)
    assert reading.scheme is not None, reading.errors
    return reading.scheme


def broken(event_id: str, member: str, day: str, what: str = "a drill") -> dict[str, Any]:
    """An event of the source `reports`."""
    return {
        "kind": "event",
        "source": "reports",
        "event_id": event_id,
        "member": member,
        "occurred_at": day,
        "data": {"broken": what},
    }

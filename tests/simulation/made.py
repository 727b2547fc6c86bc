"""Small societies and schemes for tests: written out in full, so that each number can be seen and changed."""

from pathlib import Path
from typing import Any

from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.society.model.society_file import SocietyFile


def q(value: float | str, low: float | str | None = None, high: float | str | None = None) -> dict[str, Any]:
    """A quantity whose range is its value, unless given."""
    ends = [str(value if low is None else low), str(value if high is None else high)]
    return {"value": str(value), "range": ends, "source": "assumption"}


def effect(income: float = 0, trust: float = 0, strain: float = 0) -> dict[str, Any]:
    return {"income": q(income), "trust": q(trust), "strain": q(strain)}


def activity(title: str, moral: str, weekly: float, **more: Any) -> dict[str, Any]:
    return {"title": title, "moral": moral, "weekly": q(weekly), "spread": q(1), "detected": q(0.3)} | more


def event(source: str, share: float = 1, **data: Any) -> dict[str, Any]:
    return {"source": source, "data": data, "share": q(share)}


def quiet() -> dict[str, Any]:
    """A society in which points move nobody and nothing is felt."""
    return {
        "isonomia_society": 1,
        "society": "quiet",
        "title": "Quiet",
        "begins": "2025-01-06",
        "people": q(500),
        "district_people": q(200),
        "currency": "EUR",
        "groups": {"many": {"title": "Many", "share": q(0.8)}, "few": {"title": "Few", "share": q(0.2)}},
        "ties": {"near": q(2), "far": q(1)},
        "activities": {},
        "response": {
            "know": q(1),
            "point_value": q(0),
            "edge": q(1),
            "edge_points": q(0),
            "belief_at_start": q(1),
            "belief_learning": q(0),
            "belief_after_record": q(0),
        },
        "effects": {
            "adverse": {level: effect() for level in ("low", "medium", "high")},
            "benefit": {level: effect() for level in ("low", "medium", "high")},
            "recovery": q(0.1),
        },
        "feelings": {
            "trust": q(0.5),
            "trust_spread": q(0.1),
            "trust_after_true_record": q(0),
            "trust_after_false_record": q(0),
            "trust_after_reward": q(0),
            "trust_after_redress": q(0),
            "strain_after_record": q(0),
        },
        "membership": {"join": q(1), "leave": q(0), "leave_trust": q(0)},
        "contest": {
            "noticed": q(0),
            "when_false": q(0),
            "when_true": q(0),
            "reviewers": q(0),
            "upheld_when_false": q(0),
            "upheld_when_true": q(0),
        },
        "costs": {"person": q(0), "record": q(0), "decision": q(0)},
    }


def lively() -> dict[str, Any]:
    """A society in which everything that the simulator has happens, and often."""
    society = quiet()
    society["society"] = "lively"
    society["activities"] = {
        "helping": activity(
            "Helping", "good", 0.2, norm=q(0.8), crowding_out=q(0.02), detected=q(0.6),
            events=[event("deeds", 0.7, kind="help", hours="2.5"), event("deeds", 0.3, kind="rescue", hours="8")],
        ),
        "speeding": activity(
            "Speeding", "harmful", 0.15, fear=q(2), by_group={"few": q(0.2)}, detected_by_group={"few": q(2)},
            patrolled=q(0), events=[event("traffic", 0.8, act="speeding"), event("traffic", 0.2, act="red_light")],
        ),
        "paying_late": activity(
            "Paying late", "harmful", 0.1, money=q(2), strain=q(0.5), fear=q(1), detected=q(0.9),
            events=[event("payments", days_late=40)],
        ),
        "criticising": activity(
            "Criticising", "lawful", 0.2, trust=q(-1), near={"speeding": q(0.5)}, detected=q(0)
        ),
        "reporting": activity("Reporting someone", "lawful", 0.1),
    }  # fmt: skip
    society["false_records"] = {
        "mix_up": {"activity": "speeding", "weekly": q(0.01), "by_group": {"few": q(2)}},
        "lost_payment": {"activity": "paying_late", "weekly": q(0.01)},
    }
    society["reporting"] = {"neighbours": {"activity": "reporting", "reports": "speeding", "untrue": q(0.3)}}
    society["response"] |= {
        "know": q(0.8), "point_value": q(0.02), "edge": q(2), "edge_points": q(10), "belief_at_start": q(3),
        "belief_learning": q(0.05), "belief_after_record": q(1),
    }  # fmt: skip
    society["effects"]["adverse"]["high"] = effect(-0.4, -0.2, 0.4)
    society["effects"]["benefit"]["low"] = effect(0.05, 0.05, 0)
    society["feelings"] |= {
        "trust_after_true_record": q(-0.02), "trust_after_false_record": q(-0.1), "trust_after_reward": q(0.01),
        "trust_after_redress": q(0.05), "strain_after_record": q(0.1),
    }  # fmt: skip
    society["membership"] = {"join": q(0.9), "leave": q(0.005), "leave_trust": q(-2)}
    society["contest"] = {
        "noticed": q(0.8), "when_false": q(0.6), "when_true": q(0.1), "by_group": {"few": q(0.5)},
        "reviewers": q(10), "upheld_when_false": q(0.8), "upheld_when_true": q(0.1),
    }  # fmt: skip
    return society


def society_of(data: dict[str, Any]) -> SocietyFile:
    return SocietyFile.model_validate(data)


HEAD = """
isonomia: 1
scheme: made
time_zone: Europe/Vienna
participation: {participation}
sources:
  deeds: {{context: volunteering, kind: attendance, fields: {{kind: text, hours: decimal}}}}
  traffic: {{context: traffic, kind: penalty, fields: {{act: text}}}}
  payments: {{context: membership fees, kind: payment, fields: {{days_late: integer}}}}
rights: {{appeal: {{to: board, suspends: {suspends}}}}}
"""


def scheme_of(body: str, *, participation: str = "voluntary", suspends: str = "true") -> Scheme:
    text = HEAD.format(participation=participation, suspends=suspends) + body
    reading = read_scheme_text(Path("made.yaml"), text)
    assert reading.scheme is not None, [str(item) for item in reading.errors]
    return reading.scheme


EVERYTHING = """
rules:
  help: {source: deeds, points: "LEAST(hours, 4) * 2", cap: {points: 12, per: month}, expires: 3 months}
  rescue: {source: deeds, when: "kind = 'rescue'", points: 15, halves: every 2 months}
  speeding:
    source: traffic
    when: "act = 'speeding'"
    nth: {within: 6 months}
    points: "CASE WHEN nth > 2 THEN -12 ELSE -4 END"
    expires: 6 months
    ceiling: {band: middle, for: 2 months, when: "nth > 3"}
  red_light: {source: traffic, when: "act = 'red_light' AND MONTH(date) <> 3", points: -9, expires: 10 weeks}
  late: {source: payments, when: "days_late > 30", points: -6, cap: {points: 15, per: quarter}, expires: 6 months}
pools: {kindness: {rules: [help, rescue], cap: {points: 30, per: quarter}}}
score: {base: 20, range: [-100, 150], assessed: weekly}
bands: {low: {}, middle: {from: 5}, good: {from: 20, grace: 30 days}, best: {from: 45, grace: 14 days}}
consequences:
  closed: {band: low, kind: adverse, severity: high}
  gift: {band: good, or: better, kind: benefit, severity: low}
"""

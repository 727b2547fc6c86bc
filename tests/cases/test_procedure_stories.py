"""Stories of the procedure that a lawyer can read: tests/cases/procedure/*.yaml, in dates, acts, and what follows.

A file holds one story or several, parted by `---`. Keys of a story:

    case, citation, rights (as in a scheme), consequence (as in a scheme; its name is `penalty` or `bonus`), story

The people are always the same: Ada and Bea are members; Rita and Rolf review; Carl records payments; Stan is the
steward; bot is a machine. A line of the story has `on`, `act` and what the act needs; then any of `follows` (all of it,
in order), `refused` (the whole reason) with `remedy`, `stage`, `until` (days of the case or dispute), `in_effect`
(day to yes or no) and `says` (a notice in words).
"""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from case_files import read_documents
from isonomia.errors import NotAllowed
from isonomia.procedure import adverse, appeal, benefit, claim, dispute, scheme_change
from isonomia.procedure.consequence_case import Fact, Given, Grounds
from isonomia.procedure.contest import Contest
from isonomia.procedure.day import pass_day
from isonomia.procedure.deadlines import Terms, terms_of
from isonomia.procedure.decision import Ruling
from isonomia.procedure.follows import Deletion, Effect, Escalation, LedgerRecord, LookAgain, Notice, Step
from isonomia.procedure.notice_text import notice_text
from isonomia.procedure.who_may import Actor, Role
from isonomia.scheme.model.consequence import Consequence, Rights

FOLDER = Path(__file__).parent / "procedure"
STORY_KEYS = {"case", "citation", "rights", "consequence", "story"}
CLAIMS = {"follows", "refused", "remedy", "stage", "until", "in_effect", "says"}
PEOPLE = {
    "Ada": Actor("Ada", frozenset({Role.MEMBER})),
    "Bea": Actor("Bea", frozenset({Role.MEMBER})),
    "Rita": Actor("Rita", frozenset({Role.MEMBER, Role.REVIEWER})),
    "Rolf": Actor("Rolf", frozenset({Role.REVIEWER})),
    "Carl": Actor("Carl", frozenset({Role.RECORDER, Role.REVIEWER}), frozenset({"payments"})),
    "Stan": Actor("Stan", frozenset({Role.STEWARD})),
    "bot": Actor("bot", frozenset({Role.MACHINE}), frozenset({"payments"})),
}


def _stories() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, story in enumerate(read_documents(path), 1):
            yield f"{path.stem}#{number}", story


STORIES = dict(_stories())


class Told:
    """A story being told: what is stored so far, and how each act is done."""

    def __init__(self, story: dict[str, Any]) -> None:
        self.terms: Terms = terms_of(Rights.model_validate(story["rights"]) if story.get("rights") else None)
        written = story.get("consequence", {})
        self.written = Consequence.model_validate({"band": "low", "kind": "adverse", **written})
        self.disputes: dict[str, Any] = {}
        self.stored: dict[str, Any] = {}

    def given(self, line: dict[str, Any]) -> Given:
        name = "bonus" if self.written.kind == "benefit" else "penalty"
        return Given(name, self.written, line.get("member", "Ada"), self.written.band, "1")

    def ruling(self, line: dict[str, Any]) -> Ruling:
        return Ruling(PEOPLE[line["by"]], line.get("role", "board"), line.get("reasons", ""), line["on"])

    def contest(self, line: dict[str, Any]) -> Contest:
        return Contest(PEOPLE[line["by"]], line.get("grounds", ""), line["on"], line.get("new_grounds", False))

    def do(self, line: dict[str, Any]) -> Step[Any]:
        kind, act = ACTS[line["act"]]
        step = act(self, line)
        self.stored[kind] = step.after
        return step


def _propose(told: Told, line: dict[str, Any]) -> Step[Any]:
    facts = tuple(Fact("payments", name, "late_payment", "Carl") for name in line["facts"])
    case = told.stored.get("case")
    earlier = [case] if case is not None else []
    return adverse.propose(told.given(line), facts, case_id=line.get("id", "c1"), earlier=earlier, on=line["on"])


def _grounds(line: dict[str, Any]) -> Grounds:
    return Grounds(line.get("band", "low"), tuple(("payments", name) for name in line.get("facts", ())))


def _open_dispute(told: Told, line: dict[str, Any]) -> Step[Any]:
    fact = dispute.DisputableFact(
        source="payments",
        event_id=line["fact"],
        member="Ada",
        told_on=line["told_on"],
        recorded_by="Carl",
        counts=line.get("counts", True),
    )
    if "dispute" in told.stored:
        told.disputes[told.stored["dispute"].dispute_id] = told.stored["dispute"]
    return dispute.open_dispute(
        fact, told.contest(line), dispute_id=line["id"], earlier=list(told.disputes.values()), terms=told.terms
    )


def _decide_dispute(told: Told, line: dict[str, Any]) -> Step[Any]:
    correction = line.get("correction")
    return dispute.decide_dispute(
        told.stored["dispute"],
        told.ruling(line),
        line["outcome"],
        cases=[told.stored["case"]] if "case" in told.stored else [],
        correction=dispute.FactCorrection(**correction) if correction else None,
    )


def _report(told: Told, line: dict[str, Any]) -> Step[Any]:
    said = claim.Reported(
        member=line["about"], source="payments", occurred_at=line["on"].isoformat(), data={"days_late": 40}
    )
    return claim.report(PEOPLE[line["by"]], said, claim_id="r1", terms=told.terms, on=line["on"])


def _propose_version(told: Told, line: dict[str, Any]) -> Step[Any]:
    return scheme_change.propose_version(
        line["version"],
        PEOPLE[line["by"]],
        objections=[scheme_change.Objection(code, text) for code, text in line.get("objections", {}).items()],
        pending=[told.stored["version"]] if "version" in told.stored else [],
        terms=told.terms,
        on=line["on"],
        effective_on=line.get("effective_on"),
    )


Act = Callable[[Told, dict[str, Any]], Step[Any]]
ACTS: dict[str, tuple[str, Act]] = {
    "grant": ("case", lambda told, line: benefit.grant(told.given(line), case_id="b1", on=line["on"])),
    "propose": ("case", _propose),
    "day": (
        "case",
        lambda told, line: pass_day(
            told.stored["case"], gives=line["band_gives"], terms=told.terms, on=line["on"], grounds=_grounds(line)
        ),
    ),
    "confirm": (
        "case",
        lambda told, line: adverse.confirm(told.stored["case"], told.written, told.ruling(line), told.terms),
    ),
    "confirm end": (
        "case",
        lambda told, line: benefit.confirm_end(told.stored["case"], told.ruling(line), told.terms),
    ),
    "end benefit": ("case", lambda told, line: benefit.end_benefit(told.stored["case"], line["on"])),
    "refuse": ("case", lambda told, line: adverse.refuse(told.stored["case"], told.ruling(line))),
    "undo": ("case", lambda told, line: adverse.undo(told.stored["case"], told.ruling(line))),
    "undo for facts": ("case", lambda told, line: adverse.undo_for_facts(told.stored["case"], line["on"])),
    "appeal": (
        "case",
        lambda told, line: appeal.lodge_appeal(
            told.stored["case"], told.contest(line), appeal_id=line["id"], terms=told.terms
        ),
    ),
    "withdraw appeal": (
        "case",
        lambda told, line: appeal.withdraw_appeal(
            told.stored["case"], PEOPLE[line["by"]], terms=told.terms, on=line["on"]
        ),
    ),
    "write": (
        "case",
        lambda told, line: appeal.write_message(told.stored["case"], PEOPLE[line["by"]], line["text"], line["on"]),
    ),
    "decide appeal": (
        "case",
        lambda told, line: appeal.decide_appeal(
            told.stored["case"], told.ruling(line), upheld=line["upheld"], terms=told.terms
        ),
    ),
    "dispute": ("dispute", _open_dispute),
    "decide dispute": ("dispute", _decide_dispute),
    "withdraw dispute": (
        "dispute",
        lambda told, line: dispute.withdraw_dispute(told.stored["dispute"], PEOPLE[line["by"]], line["on"]),
    ),
    "escalate dispute": (
        "dispute",
        lambda told, line: dispute.escalate_dispute(told.stored["dispute"], told.terms, line["on"]),
    ),
    "report": ("claim", _report),
    "answer": (
        "claim",
        lambda told, line: claim.answer_claim(told.stored["claim"], PEOPLE[line["by"]], line["text"]),
    ),
    "confirm claim": ("claim", lambda told, line: claim.confirm_claim(told.stored["claim"], told.ruling(line))),
    "refuse claim": ("claim", lambda told, line: claim.refuse_claim(told.stored["claim"], told.ruling(line))),
    "claim day": ("claim", lambda told, line: claim.pass_claim_day(told.stored["claim"], line["on"])),
    "propose version": ("version", _propose_version),
    "withdraw version": (
        "version",
        lambda told, line: scheme_change.withdraw_version(told.stored["version"], PEOPLE[line["by"]], line["on"]),
    ),
}
"""Each act: what it leaves stored, and the only place that calls the room."""


def in_short(item: object) -> str:
    """What follows, as the stories write it."""
    match item:
        case Notice():
            days = {"from": item.from_day, "ends": item.ends_on, "until": item.until}
            said = "".join(f" {name} {day}" for name, day in days.items() if day is not None)
            return f"tell {item.to or 'all'}: {item.told}{said}"
        case Effect():
            return f"effect {item.change} {item.on}"
        case LedgerRecord():
            shown = {name: value for name, value in item.fields.items() if name not in ("reason", "source")}
            return f"record {item.kind} " + " ".join(f"{name}={value}" for name, value in shown.items())
        case LookAgain():
            return f"look again at {item.case_id} for {item.why}"
        case Escalation():
            return f"escalate {item.about} to the {item.to}, time {item.times}"
        case Deletion():
            return f"delete {item.about}"
        case _:
            raise AssertionError(item)


@pytest.mark.parametrize("name", STORIES)
def test_story(name):
    story = STORIES[name]
    assert set(story) <= STORY_KEYS, f"unknown keys: {set(story) - STORY_KEYS}"
    told = Told(story)
    for line in story["story"]:
        where = f"{line['on']} {line['act']}"
        if "refused" in line:
            with pytest.raises(NotAllowed) as caught:
                told.do(line)
            assert caught.value.reason == line["refused"], where
            assert caught.value.remedy == line["remedy"], where
            continue
        step = told.do(line)
        assert [in_short(item) for item in step.follows] == line.get("follows", []), where
        _check_stored(step, line, where)


def _check_stored(step: Step[Any], line: dict[str, Any], where: str) -> None:
    """The claims of a line about what is stored afterwards."""
    if "stage" in line:
        assert step.after.stage == line["stage"], where
    for field, day in line.get("until", {}).items():
        assert getattr(step.after, field) == day, f"{where}: {field}"
    for day, expected in line.get("in_effect", {}).items():
        assert step.after.is_in_effect(date.fromisoformat(str(day))) is expected, f"{where}: in effect on {day}"
    if "says" in line:
        spoken = [notice_text(item) for item in step.follows if isinstance(item, Notice)]
        assert spoken == [line["says"]], where


def test_every_act_has_a_story():
    told = {line["act"] for story in STORIES.values() for line in story["story"] if "refused" not in line}
    assert told == set(ACTS)

"""The simulated ledgers of sampled people, their standings, and what was really true of them.

`isonomia score` on such a ledger, as of any assessment day and with what was known then, gives the points, the score
and the band that the kernel gave. An event's time within its day is its code's, so that the order of step 4 is the
kernel's; contests and decisions are recorded on Monday, before the week's events.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from isonomia.fixed_point import plain_text
from isonomia.periods import localize
from isonomia.simulate.plan import Setting
from isonomia.simulate.records import DISPUTE, EVENT, FALSE, KINDS, LEAVE, MEASURE, REJECTED, REPORTED, TRUE, UPHELD
from isonomia.simulate.run import Run
from isonomia.simulate.shard import ShardRun
from isonomia.simulate.submodels.observe import UNSET

KIND_OF = {TRUE: "detected", FALSE: "false_record", REPORTED: "reported", 3: "untrue_report"}
MORNING = timedelta(hours=8)
DISPUTED, DECIDED, MEASURED, LEFT = (timedelta(seconds=seconds) for seconds in (10, 20, 30, 40))


def member_name(person: int) -> str:
    """The name of a synthetic person."""
    return f"p{person:010d}"


def sampled_records(run: Run) -> Iterator[dict[str, Any]]:
    """The ledger of all sampled people, person by person, each in the order of what happened."""
    for shard in run.shards:
        for person in shard.log.persons.tolist():
            yield from _records_of(run.setting, shard, person)


def sampled_standings(run: Run) -> Iterator[dict[str, Any]]:
    """Score and band of all sampled people on each assessment day, as the simulator had them."""
    scheme = run.setting.scheme
    for shard in run.shards if scheme is not None else ():
        for row, person in enumerate(shard.log.persons.tolist()):
            member = member_name(int(shard.bounds_first) + person)
            scores, bands = shard.log.standings[:, row]
            for day in np.flatnonzero(shard.log.assessed & (bands != UNSET)).tolist():
                band = scheme.band_at(int(bands[day])).name if scheme is not None and scheme.bands else None
                date = run.setting.span.date_of(day).isoformat()
                yield {"member": member, "day": date, "score": int(scores[day]), "band": band}


def sampled_truth(run: Run) -> Iterator[dict[str, Any]]:
    """What was really true: of each record whether the person did it, and each act, detected or not, by its week."""
    names = list(run.setting.society.activities)
    for shard in run.shards:
        first = int(shard.bounds_first)
        for number, person in enumerate(shard.log.persons.tolist()):
            member = member_name(first + person)
            for tick, what, code, _ in _lines(shard, person):
                if what == EVENT:
                    truth = KIND_OF[code % KINDS]
                    yield {
                        "member": member,
                        "event_id": _event_id(member, tick, code),
                        "how": truth,
                        "did_it": code % KINDS in (TRUE, REPORTED),
                    }
            for tick, acts in enumerate(shard.acts_of_sample):
                done = [name for bit, name in enumerate(names) if int(acts[number]) >> bit & 1]
                if done:
                    week = run.setting.span.date_of(7 * tick).isoformat()
                    yield {"member": member, "week_of": week, "acts": done}


Lines = Iterable[dict[str, Any]]


def write_sample(run: Run, folder: Path) -> tuple[Path, Path, Path]:
    """Write `ledger.jsonl`, `truth.jsonl` and `standings.jsonl` into a folder that exists; returns their paths."""
    return write_lines(sampled_records(run), sampled_truth(run), sampled_standings(run), folder)


def write_lines(records: Lines, truths: Lines, standings: Lines, folder: Path) -> tuple[Path, Path, Path]:
    """Write the records of sampled people, what was true, and their standings, as `write_sample` does."""
    ledger, truth, standing = (folder / f"{name}.jsonl" for name in ("ledger", "truth", "standings"))
    for path, lines in ((ledger, records), (truth, truths), (standing, standings)):
        aside = path.with_name(path.name + ".part")
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        aside.replace(path)
    return ledger, truth, standing


def _lines(shard: ShardRun, person: int) -> list[tuple[int, int, int, int]]:
    """(tick, what, code, day) of one person, in the order in which the kernel wrote them."""
    rows = shard.log.rows[1 : int(shard.log.rows[0, 0]) + 1]
    own = rows[rows[:, 0] == person]
    return [(int(row[1]), int(row[2]), int(row[3]), int(row[4])) for row in own]


def _event_id(member: str, tick: int, code: int) -> str:
    return f"{member}-{tick}-{code}"


def _records_of(setting: Setting, shard: ShardRun, person: int) -> Iterator[dict[str, Any]]:
    assert setting.scored is not None
    scheme, span = setting.scored.scheme, setting.span
    member = member_name(int(shard.bounds_first) + person)

    def at(day: int, time: timedelta = timedelta()) -> datetime:
        date = span.date_of(day)
        return datetime(date.year, date.month, date.day) + time

    def recorded(local: datetime) -> str:
        return localize(local, scheme.zone).isoformat()

    if shard.joined[person]:
        yield {"kind": "join", "member": member, "occurred_at": span.first.isoformat(), "recorded_at": recorded(at(0))}
    measures = list(dict.fromkeys(step.measure for step in scheme.steps))
    for tick, what, code, day in _lines(shard, person):
        if what == LEAVE:
            left = at(day, LEFT)
            yield {"kind": "leave", "member": member, "occurred_at": left.isoformat(), "recorded_at": recorded(left)}
            continue
        if what == MEASURE:
            taken = at(day, MEASURED)
            yield {
                "kind": "measure",
                "member": member,
                "measure_id": f"{member}-{measures[code]}",
                "measure": measures[code],
                "occurred_at": taken.isoformat(),
                "recorded_at": recorded(taken),
            }
            continue
        template = setting.scored.templates[code // KINDS]
        of_week = tick if what == EVENT else day // 7
        event = {"source": template.source, "event_id": _event_id(member, of_week, code)}
        if what == EVENT:
            moment = at(day, MORNING + timedelta(seconds=code))
            data = {name: _plain(value) for name, value in template.data.items() if value is not None}
            yield {
                "kind": "event",
                **event,
                "member": member,
                "occurred_at": moment.isoformat(),
                "recorded_at": recorded(moment),
                "data": data,
            }
            continue
        dispute_id = event["event_id"] + "-d"
        if what == DISPUTE:
            moment = at(7 * tick, DISPUTED)
            yield {"kind": "dispute", **event, "dispute_id": dispute_id, "by": member, "recorded_at": recorded(moment)}
        else:
            outcome = {UPHELD: "upheld", REJECTED: "rejected"}[what]
            moment = at(7 * tick, DECIDED)
            yield {
                "kind": "decision",
                "dispute_id": dispute_id,
                "outcome": outcome,
                "by": "reviewers",
                "recorded_at": recorded(moment),
            }


def _plain(value: Any) -> Any:
    """A field's value as JSON writes it; decimals as text, so that none becomes a float."""
    if isinstance(value, (bool, str)):
        return value
    return plain_text(value) if not hasattr(value, "isoformat") else value.isoformat()

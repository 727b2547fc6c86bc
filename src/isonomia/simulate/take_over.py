"""Another scheme takes over the people of a run between two weeks, with all that was recorded of them.

A score is a function of the ledger and the scheme, so the new scheme scores the whole ledger so far: each standing is
worked out again as of the Sunday before, consequences and odds of acts with it. What people have felt and done stays.
That needs every record since the first week, so the run must have been begun with `keeps_all`.
"""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from isonomia.errors import UsageError
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.calendar import assessed_on
from isonomia.simulate.plan import Setting
from isonomia.simulate.population.state import CODE, DAY, FLAGS, GROUP, KEY, LOW, RECORDS, SAMPLED, SIZE
from isonomia.simulate.records import KINDS
from isonomia.simulate.run import Run, tally_of
from isonomia.simulate.schedule import weigh_all
from isonomia.simulate.shard import ShardRun, StoreOverflowed, begin, places_of_records
from isonomia.simulate.submodels.stand_anew import stand_anew
from isonomia.simulate.submodels.work import empty_work
from isonomia.society.model.quantity import Quantity
from isonomia.society.model.society_file import SocietyFile


def take_over(run: Run, setting: Setting) -> None:
    """Let the scheme and society of `setting` go on with a run; UsageError where they cannot.

    A setting whose tables are the same changes nothing, to the byte.
    """
    check_takes_over(run.setting, setting)
    if not np.array_equal(run.setting.table, setting.table):
        for shard in run.shards:
            _take_over(shard, setting, run.tick)
    for shard in run.shards:
        shard.setting = setting
        if setting.scheme is not None and shard.log.persons.size:
            before = shard.log.assessed
            after = assessed_on(setting.scheme, setting.span)
            shard.log = shard.log._replace(assessed=np.append(before[: 7 * run.tick], after[7 * run.tick :]))
    run.setting = setting


def _take_over(shard: ShardRun, setting: Setting, tick: int) -> None:
    flags, periods = shard.people.bytes[FLAGS], setting.periods
    sampled = flags & SAMPLED
    flags &= ~np.uint8(SAMPLED)  # the standings written of last week are those that it had
    caps = setting.rules.cap_points.size + setting.rules.pool_points.size
    work = empty_work(caps, periods.aggregate_how.size, periods.depth, shard.items)
    people, store = shard.people, shard.store
    begin(setting, people, ~shard.joined)
    _count_held(shard, setting)
    stand_anew(setting.table, people, store, shard.tally, shard.log, tick - 1, work)  # type: ignore[no-untyped-call]
    if work.lacked[0]:
        raise StoreOverflowed
    flags |= sampled
    people.longs[KEY] = -1
    for part in store.parts:
        weigh_all(setting.table, people, store, int(part[LOW]), int(part[SIZE]), shard.buffers)  # type: ignore[no-untyped-call]


def _count_held(shard: ShardRun, setting: Setting) -> None:
    """Which of the facts so far will be held when the run is over, by the retention of the scheme that takes over."""
    assert setting.scored is not None
    held = tally_of(setting, shard.tally).held
    held[:] = 0
    for part in shard.store.parts:
        people = slice(int(part[LOW]), int(part[LOW] + part[SIZE]))
        places = places_of_records(shard, part)
        days, codes = shard.store.columns[DAY, places], shard.store.columns[CODE, places]
        groups = np.repeat(shard.people.bytes[GROUP, people], shard.people.longs[RECORDS, people])
        kept = groups[days >= setting.scored.events.held_from[codes // KINDS]]
        held[:, 0] += np.bincount(kept, minlength=held.shape[0])


def check_takes_over(before: Setting, after: Setting) -> None:
    """UsageError, with what differs, where one setting cannot go on with the people and records of another."""
    old, new = before.scheme, after.scheme
    if old is None or new is None:
        raise UsageError(
            "a run without a scheme has no records that one could take over",
            remedy="name the folder of a run under a scheme, and a scheme that takes over",
        )
    differing = [what for what, one, other in _compared(before, after, old, new) if one != other]
    if differing:
        raise UsageError(
            f"scheme '{new.name}' cannot take over from '{old.name}': they differ in {', '.join(differing)}",
            remedy="rules, points, thresholds, graces, consequences, rights, and how the society responds, detects and "
            "decides may differ; who lives there, what leaves which events, and the names of bands may not",
        )


def _compared(before: Setting, after: Setting, old: Scheme, new: Scheme) -> list[tuple[str, object, object]]:
    """What must be equal, each with its name."""
    assert before.scored is not None
    assert after.scored is not None
    return [
        ("`time_zone`", old.file.time_zone, new.file.time_zone),
        ("`participation`", old.file.participation, new.file.participation),
        ("the fields of their sources", old.fields, new.fields),
        ("who lives in the society", _people(before.society), _people(after.society)),
        (
            "the events that the society leaves in their sources (an event can name `schemes`)",
            before.scored.templates,
            after.scored.templates,
        ),
        ("the names of their bands", [band.name for band in old.bands], [band.name for band in new.bands]),
        ("the measures of their `steps`", _measures(old), _measures(new)),
    ]


def _people(society: SocietyFile) -> tuple[object, ...]:
    """What made people what they are, and how they lie in districts and ties."""
    activities = society.activities.items()
    return (
        society.begins,
        society.district_people.value,
        (society.ties.near.value, society.ties.far.value),
        [(name, group.share.value) for name, group in society.groups.items()],
        [(name, one.moral, one.weekly.value, one.spread.value, _values(one.by_group)) for name, one in activities],
        (society.response.know.value, society.membership.join.value),
        (society.feelings.trust.value, society.feelings.trust_spread.value),
    )


def _values(by_group: Mapping[str, Quantity]) -> dict[str, Decimal]:
    return {group: quantity.value for group, quantity in by_group.items()}


def _measures(scheme: Scheme) -> list[str]:
    return list(dict.fromkeys(step.measure for step in scheme.steps))

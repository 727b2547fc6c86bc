"""Score the sampled people's ledgers with the reference, and hold the kernel's standings against it."""

import json
from datetime import timedelta
from pathlib import Path

from isonomia.ledger.read import read_ledger
from isonomia.periods import last_instant
from isonomia.score.account import account
from isonomia.score.history import histories
from isonomia.simulate.run import Run
from isonomia.simulate.sampled_ledger import member_name, write_sample
from isonomia.simulate.submodels.observe import UNSET


def assert_scores_again(run: Run, folder: Path, first_day: int = 0) -> int:
    """Compare on every assessment day and every Sunday from `first_day` on; returns how many standings were compared."""
    scheme, span = run.setting.scheme, run.setting.span
    assert scheme is not None
    ledger_path, _, standings_path = write_sample(run, folder)
    lines = [json.loads(line) for line in standings_path.read_text(encoding="utf-8").splitlines()]
    written = {(line["member"], line["day"]): line for line in lines}
    ledger = read_ledger(scheme, [ledger_path])
    compared = 0
    for shard in run.shards:
        for row, person in enumerate(shard.log.persons.tolist()):
            member = member_name(shard.bounds_first + person)
            for day in range(first_day, span.days):
                if shard.log.standings[1, row, day] == UNSET:
                    continue
                until = last_instant(span.first + timedelta(days=day), scheme.zone)
                known = histories(ledger, until, [member])
                found = account(scheme, known[member], until)
                band = -1 if found.band is None else found.band.band.goodness
                ours = (int(shard.log.standings[0, row, day]), int(shard.log.standings[1, row, day]))
                assert ours == (found.score, band), f"{member} on day {day}, {until.date()}"
                line = written.get((member, until.date().isoformat()))
                assert (line is not None) == bool(shard.log.assessed[day]), f"{member} on day {day}"
                if line is not None:
                    assert (line["score"], line["band"]) == (found.score, found.band and found.band.band.name)
                compared += 1
    return compared

"""The promise of the statement, on generated schemes and ledgers: every line adds up, and all lines to the score."""

import json

from hypothesis import HealthCheck, Phase, given, settings

from isonomia.score.account import accounts
from isonomia.score.statement.as_json import as_json
from isonomia.score.statement.build import statement
from isonomia.score.statement.model import Instants
from isonomia.score.statement.text import as_text
from strategies import Case, cases

QUIET = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@QUIET
@given(cases())
def test_statements_add_up(case: Case) -> None:
    for account in accounts(case.scheme, case.ledger, case.as_of, case.known_at).values():
        made = statement(case.scheme, account, instants=Instants(case.as_of, case.known_at))
        for line, entry in zip(made.lines, account.entries, strict=True):
            assert line.raw == line.cut + line.suspended + line.faded + line.counting
            assert all(part * line.raw >= 0 for part in (line.cut, line.suspended, line.faded, line.counting))
            assert (line.counting != line.raw) <= bool(line.notes), "points that do not count say why"
            assert line.next_fade is None or line.next_fade > made.today
            if line.counting and line.next_fade is not None:
                assert entry.points_on(line.next_fade) != line.counting
        assert made.base + sum(line.counting for line in made.lines) == made.total
        clamped = made.clamp.score if made.clamp is not None else made.total
        assert (made.hold.score if made.hold is not None else clamped) == made.score == account.score
        assert (made.band.name if made.band is not None else None) == account.band_name


@QUIET
@given(cases())
def test_every_statement_can_be_written(case: Case) -> None:
    for account in accounts(case.scheme, case.ledger, case.as_of, case.known_at).values():
        made = statement(case.scheme, account, instants=Instants(case.as_of, case.known_at))
        text = as_text(made)
        assert "{" not in text.split("How the score comes about")[0], "a sentence was left unfilled"
        plain = json.loads(json.dumps(as_json(made)))
        assert plain["score"] == made.score
        assert len(plain["lines"]) == len(made.lines)
        if made.next_band is not None and made.next_band.by_fading is not None:
            assert made.next_band.by_fading > made.today

"""What is ahead is computed from the account of now, and is what the whole account of the later day holds."""

from datetime import timedelta

from hypothesis import HealthCheck, Phase, given, settings

from isonomia.periods import last_instant, local_date
from isonomia.score.account import account
from isonomia.score.ahead import ahead
from isonomia.score.history import histories
from isonomia.score.over_time import AccountsOverTime
from isonomia.score.steps.total import changes_of
from strategies import Case, cases, examples


@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(cases())
def test_what_is_ahead_is_what_the_whole_account_holds(case: Case) -> None:
    scheme = case.scheme
    for history in list(histories(case.ledger, case.known_at).values())[:3]:
        latest = max([case.as_of, *[fact.event.occurred_at for fact in history.facts]])
        for as_of in (case.as_of, latest):  # of which the latter leaves nothing on record to happen
            until = local_date(as_of, scheme.zone) + timedelta(days=800)
            found = ahead(AccountsOverTime(scheme, history), as_of, until)
            whole = account(scheme, history, last_instant(until, scheme.zone))
            expected = changes_of(scheme, whole.entries)
            assert {day: points for day, points in found.changes.items() if points} == {
                day: points for day, points in expected.items() if points
            }
            assert [(item.first, item.ends, item.band, item.is_suspended) for item in found.ceilings] == [
                (item.first, item.ends, item.band, item.is_suspended) for item in whole.ceilings
            ]
            assert found.measures == whole.measures

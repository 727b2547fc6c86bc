"""`next_change` against the definition: day by day until score or band differ."""

from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings

from isonomia.periods import last_instant, local_date
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import account
from isonomia.score.history import History, histories
from isonomia.score.next_change import next_change
from isonomia.score.over_time import AccountsOverTime
from strategies import Case, cases

DAYS = 500


def by_definition(scheme: Scheme, history: History, as_of: datetime) -> date | None:
    """The first of the next days on which score or band differ."""
    now = account(scheme, history, as_of)
    today = local_date(as_of, scheme.zone)
    for ahead in range(1, DAYS):
        day = today + timedelta(days=ahead)
        then = account(scheme, history, last_instant(day, scheme.zone))
        if (then.score, then.band_name) != (now.score, now.band_name):
            return day
    return None


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(cases())
def test_the_first_day_that_differs(case: Case) -> None:
    for _, history in list(histories(case.ledger, case.known_at).items())[:2]:
        found = next_change(AccountsOverTime(case.scheme, history), case.as_of)
        expected = by_definition(case.scheme, history, case.as_of)
        if expected is None:
            far = local_date(case.as_of, case.scheme.zone) + timedelta(days=DAYS)
            assert found is None or found >= far, (found, history.member)
        else:
            assert found == expected, (found, expected, history.member)

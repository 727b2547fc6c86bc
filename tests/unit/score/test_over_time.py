"""Accounts at several instants, and the chart's scores, against the account computed alone."""

from datetime import timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from isonomia.periods import last_instant, local_date
from isonomia.report.score_chart import score_over_time
from isonomia.score.account import account
from isonomia.score.history import histories
from isonomia.score.over_time import AccountsOverTime
from strategies import Case, cases

slowly = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@slowly
@given(cases(), st.lists(st.integers(-3_000_000, 3_000_000), min_size=2, max_size=6))
def test_each_account_is_the_one_of_its_instant(case: Case, seconds: list[int]) -> None:
    for history in list(histories(case.ledger, case.known_at).values())[:2]:
        accounts = AccountsOverTime(case.scheme, history)
        happened = [fact.event.occurred_at for fact in history.facts]
        for instant in [case.as_of, *happened, *[case.as_of + timedelta(seconds=item) for item in seconds]]:
            assert accounts.at(instant) == account(case.scheme, history, instant)


@slowly
@given(cases())
def test_the_chart_shows_the_score_at_the_end_of_each_day(case: Case) -> None:
    for history in list(histories(case.ledger, case.known_at).values())[:2]:
        today = local_date(case.as_of, case.scheme.zone)
        for point in score_over_time(AccountsOverTime(case.scheme, history), today):
            end = last_instant(point.day, case.scheme.zone)
            assert point.score == account(case.scheme, history, end).score, point.day

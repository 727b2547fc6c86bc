"""The simulator takes its terms from the procedure that the service obeys."""

import pytest

from isonomia.presets.find import find_scheme
from isonomia.procedure.deadlines import weekly
from isonomia.scheme.load import load_scheme
from isonomia.simulate.rule_tables import make_scoring


@pytest.mark.parametrize(
    ("name", "notice_weeks", "can_appeal", "suspends"),
    [("riverside-time-bank", 2, True, True), ("rongcheng", 0, False, False)],
)
def test_terms_are_those_of_the_procedure(name: str, notice_weeks: int, can_appeal: bool, suspends: bool) -> None:
    scheme = load_scheme(find_scheme(name))
    terms, scoring = weekly(scheme.file.rights), make_scoring(scheme)
    assert (terms.notice_weeks, terms.can_appeal, terms.suspends) == (notice_weeks, can_appeal, suspends)
    assert (scoring.can_contest, scoring.suspends) == (int(can_appeal), int(suspends))

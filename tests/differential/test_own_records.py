"""A member's statement from that member's records alone is the one from the whole ledger, reasons and all."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from isonomia.ledger.restore import ledger_of
from isonomia.ledger.store import LedgerStore
from isonomia.score.account import account
from isonomia.score.history import histories
from isonomia.score.statement.as_json import as_json
from isonomia.score.statement.build import statement
from strategies import Case, cases, examples

LENIENT: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=examples(16), phases=[Phase.explicit, Phase.reuse, Phase.generate], **LENIENT)
@given(cases(towns=3))
def test_statement_from_own_records(case: Case) -> None:
    store = LedgerStore.from_ledger(case.scheme, case.ledger)
    whole = histories(case.ledger, case.known_at)
    for member, history in whole.items():
        alone = histories(ledger_of(case.scheme, store, [member]), case.known_at, [member])
        expected = statement(case.scheme, account(case.scheme, history, case.as_of))
        found = statement(case.scheme, account(case.scheme, alone[member], case.as_of))
        assert as_json(found) == as_json(expected)

"""Compare an engine with the reference on one case; what differs is shown with the scheme."""

from typing import Any

from isonomia.ledger.store import LedgerStore
from isonomia.score.account import accounts
from isonomia.score.engines.interface import Engine
from strategies import Case


def reference_rows(case: Case) -> list[dict[str, Any]]:
    """The reference's standings, in code-point order of the members."""
    found = accounts(case.scheme, case.ledger, case.as_of, case.known_at)
    return [
        {
            "member": member,
            "score": found[member].score,
            "band": found[member].band_name,
            "next_fade": found[member].next_fade,
        }
        for member in sorted(found)
    ]


def assert_agrees(engine: Engine, case: Case) -> None:
    """Fail unless the engine's rows are the reference's."""
    expected = reference_rows(case)
    # a score beyond 64 bits has no place in a result table; the engine refuses it, the reference shows it
    if any(abs(row["score"]) >= 2**63 for row in expected):
        return
    store = LedgerStore.from_ledger(case.scheme, case.ledger)
    found = engine.standings(case.scheme, store, case.as_of, case.known_at).to_pylist()
    different = [(ours, theirs) for ours, theirs in zip(expected, found, strict=False) if ours != theirs]
    assert found == expected, f"(reference, {engine.name}): {different[:5]}\n{case!r}"

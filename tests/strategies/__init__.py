"""Hypothesis strategies: schemes with all features at once, and ledgers that belong to them."""

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from isonomia.ledger.ledger import Ledger
from isonomia.ledger.record import AnyRecord
from isonomia.scheme.scheme import Scheme
from strategies.ledgers import instants, raw_records, sound_records
from strategies.schemes import schemes


def examples(count: int) -> int:
    """How many examples: `count` in `make test`, ten times as many in `make test-full`, which sets the variable."""
    return count * (10 if os.environ.get("ISONOMIA_EVERY_TEST") else 1)


@dataclass(frozen=True)
class Case:
    """A scheme with a checked ledger of its own, and the two instants."""

    scheme: Scheme
    ledger: Ledger
    records: tuple[AnyRecord, ...]
    as_of: datetime
    known_at: datetime

    def __repr__(self) -> str:
        """What a person needs to try it again, not the compiled trees."""
        records = "\n".join(map(str, self.records[:60]))
        return f"as_of {self.as_of}, known_at {self.known_at}\n{self.scheme.text[:4000]}\n{records[:12000]}"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(repr(self))


@st.composite
def cases(draw: st.DrawFn, towns: int = 1) -> Case:
    """A scheme, a sound ledger and two instants.

    With several `towns` the ledger is that many ledgers in one: since a score reads only its member's records, one
    query tries them all. They agree on whether the ledger has joins, as that is a property of the whole.
    """
    scheme = draw(schemes())
    style = draw(st.sampled_from(["none", "none", "joins", "joins", "turns", "leaves"]))
    rows = [row for town in range(towns) for row in _in_town(draw(raw_records(scheme, style)), town)]
    records, ledger = sound_records(scheme, rows)
    return Case(scheme, ledger, records, draw(instants(1)), draw(instants(1)))


def _in_town(rows: list[dict[str, Any]], town: int) -> list[dict[str, Any]]:
    """The same rows with members and keys of their own."""
    if town == 0:
        return rows
    own = ("member", "event_id", "dispute_id", "measure_id")
    return [{key: f"{value}@{town}" if key in own else value for key, value in row.items()} for row in rows]

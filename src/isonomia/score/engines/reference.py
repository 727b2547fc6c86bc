"""The reference scorer as an engine: plain Python over the checked records, for small ledgers and for comparison."""

from collections.abc import Collection
from datetime import datetime

import pyarrow as pa

from isonomia.ledger.restore import ledger_of
from isonomia.ledger.store import LedgerStore
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import accounts
from isonomia.score.engines.interface import STANDINGS, Engine, beyond_64_bits


class ReferenceEngine(Engine):
    """Reads the store's tables back into records; needs the ledger, or that of the members asked for, in memory."""

    name = "reference"

    def standings(
        self,
        scheme: Scheme,
        store: LedgerStore,
        as_of: datetime,
        known_at: datetime,
        members: Collection[str] | None = None,
    ) -> pa.Table:
        """The accounts of all listed members as a table."""
        found = accounts(scheme, ledger_of(scheme, store, members), as_of, known_at, members)
        rows = [
            {"member": name, "score": item.score, "band": item.band_name, "next_fade": item.next_fade}
            for name, item in sorted(found.items())
        ]
        try:
            return pa.Table.from_pylist(rows, STANDINGS)
        except (OverflowError, pa.ArrowInvalid) as error:
            raise beyond_64_bits() from error

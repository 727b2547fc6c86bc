"""What an engine is. To add one: a file here, its differences in expression/dialects, its name in `select.engine`."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import datetime

import pyarrow as pa

from isonomia.errors import EngineFailed
from isonomia.ledger.store import LedgerStore
from isonomia.scheme.scheme import Scheme

STANDINGS = pa.schema(
    [("member", pa.string()), ("score", pa.int64()), ("band", pa.string()), ("next_fade", pa.date32())]
)
"""One row a member, in code-point order of `member`; a score beyond 64 bits is an EngineFailed."""


class Engine(ABC):
    """Computes the standings of all members of a ledger, or of some."""

    name: str

    @abstractmethod
    def standings(
        self,
        scheme: Scheme,
        store: LedgerStore,
        as_of: datetime,
        known_at: datetime,
        members: Collection[str] | None = None,
    ) -> pa.Table:
        """A table of the schema STANDINGS; EngineUnavailable or EngineFailed if it cannot be made."""


def beyond_64_bits() -> EngineFailed:
    """What every engine says of a score that the column of scores cannot hold."""
    return EngineFailed(
        "a score beyond 64 bits", remedy="give the scheme a `range`, or its rules smaller points or caps"
    )

"""What became of one row that was handed in."""

from dataclasses import dataclass

from isonomia.ledger.record import AnyRecord


@dataclass(frozen=True)
class Taken:
    """The record is in the ledger; `is_new` is false where it was there before."""

    record: AnyRecord
    is_new: bool


@dataclass(frozen=True)
class Refused:
    """The record is not in the ledger: a code, what was found, what was expected, what to do."""

    code: str
    found: str
    expected: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.found}; expected {self.expected}" if self.expected else self.found


Outcome = Taken | Refused

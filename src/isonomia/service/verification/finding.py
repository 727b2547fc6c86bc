"""What a check of an instance finds."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Finding:
    """Something that does not hold. `part` is where: ledger, standings, log or people."""

    part: str
    what: str

    def __str__(self) -> str:
        return f"{self.part}: {self.what}"

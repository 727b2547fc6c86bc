"""What a run of the check is asked: the day, the jurisdiction, which checks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from isonomia.check.definition import Check
from isonomia.check.registry import checks
from isonomia.check.simulation_results import SimulationResults
from isonomia.check.subject.jurisdiction import Jurisdiction


@dataclass(frozen=True)
class Settings:
    """How to check. `jurisdiction` None: as the file says. `select` and `ignore` hold codes or beginnings of codes.

    `results` are simulations; a scheme takes in those that bear its name.
    """

    as_of: date
    jurisdiction: Jurisdiction | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    results: tuple[SimulationResults, ...] = ()

    def wants(self, check: Check) -> bool:
        """Whether a check is selected and not ignored; families count as selections too."""
        return (not self.select or _is_named(check, self.select)) and not _is_named(check, self.ignore)


def _is_named(check: Check, names: Iterable[str]) -> bool:
    return any(check.code.startswith(name.upper()) or check.family == name.lower() for name in names)


def unknown_names(names: Iterable[str]) -> list[str]:
    """The names that are no code, beginning of a code or family."""
    return [name for name in names if not any(_is_named(check, (name,)) for check in checks())]

"""The real community of `isonomia demo` and of a reproduced result: what is shipped of it, and how it is read."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from pathlib import Path

from isonomia.ledger.ledger import Ledger
from isonomia.ledger.read import read_ledger
from isonomia.ledger.validate import validate
from isonomia.periods import last_instant
from isonomia.presets import preset_path
from isonomia.scheme.load import load_scheme
from isonomia.scheme.scheme import Scheme

NAME = "stackexchange_quantumcomputing"
FILES = ("README.md", "connect.yaml", "events.csv", "users.csv")
BONUS = "bonus.csv"
BONUS_COLUMNS = ("kind", "recorded_at", "source", "event_id", "member", "occurred_at")


@dataclass(frozen=True)
class Community:
    """A folder with the data, and both versions of the rules. `published` is the answer to compare with."""

    folder: Path
    old: Scheme
    new: Scheme
    published: Mapping[str, int]
    created: Mapping[str, str]

    def ledger(self) -> Ledger:
        """The ledger of the data alone."""
        return read_ledger(self.old, [self.folder / "connect.yaml"])

    def with_bonus(self, bare: Ledger) -> Ledger:
        """The ledger of the data, read before, together with the file of those who start with a bonus."""
        bonus = read_ledger(self.old, [self.folder / BONUS])
        return validate([*bare.events.values(), *bonus.events.values()]).ledger

    def give_bonus(self, members: Iterable[str]) -> None:
        """Write the members who start with the bonus of a sister site as a ledger of its own, beside the data."""
        with (self.folder / BONUS).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(BONUS_COLUMNS)
            for member in sorted(members, key=int):
                day = self.created[member]
                writer.writerow(("event", f"{day}T00:00:00Z", "association", f"start-{member}", member, day))

    def end(self, ledger: Ledger) -> datetime:
        """The last instant of the last day on which anything happened: as_of and known_at of its standings."""
        last: date = max(event.occurred_on for event in ledger.events.values())
        return last_instant(last, self.old.zone)


def community_in(folder: Path) -> Community:
    """Copy the shipped data into a folder, and read all but the events."""
    shipped = resources.files("isonomia.presets").joinpath("data", NAME)
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / name).write_bytes(shipped.joinpath(name).read_bytes())
    with (folder / "users.csv").open(encoding="utf-8", newline="") as file:
        users = list(csv.DictReader(file))
    return Community(
        folder,
        load_scheme(preset_path("stack-overflow")),
        load_scheme(preset_path("stack-overflow-2019")),
        {row["user_id"]: int(row["reputation_published"]) for row in users},
        {row["user_id"]: row["created"] for row in users},
    )

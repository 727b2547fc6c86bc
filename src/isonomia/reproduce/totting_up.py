"""Sampled offences through the scheme `uk-totting-up` that comes with isonomia."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from isonomia.ledger.bulk.open_store import open_store
from isonomia.periods import last_instant
from isonomia.presets import preset_path
from isonomia.reproduce.offences import BANDS, LIMIT, TOTTING_YEARS, Offence, band_of
from isonomia.scheme.load import load_scheme
from isonomia.score.engines.duckdb import DuckDBEngine


@dataclass(frozen=True, slots=True)
class Standings:
    """How many sampled drivers are in each band of the register, and how many the scheme holds disqualified."""

    counts: tuple[int, ...]
    disqualified: int

    @property
    def with_points(self) -> int:
        """All drivers with any points."""
        return sum(self.counts)


def standings(offences: Iterable[Offence], last: date, *, is_wiped: bool) -> Standings:
    """Score the offences at the end of a day with the scheme. `is_wiped`: a court disqualifies at twelve points."""
    scheme = load_scheme(preset_path("uk-totting-up"))
    as_of: datetime = last_instant(last, scheme.zone)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "offences.jsonl"
        with ledger.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records(offences, is_wiped=is_wiped))
        table = DuckDBEngine().standings(scheme, open_store(scheme, [ledger]), as_of, as_of)
    counts = [0] * len(BANDS)
    for points in table["score"].to_pylist():
        if points > 0:
            counts[band_of(points)] += 1
    zero = (row for row in table.to_pylist() if row["score"] == 0)
    return Standings(tuple(counts), sum(row["band"] == "disqualified" for row in zero))


def records(offences: Iterable[Offence], *, is_wiped: bool) -> Iterator[dict[str, Any]]:
    """The ledger of these offences, each on record on its day; a court that disqualifies withdraws the endorsements."""
    for driver, own in groupby(offences, key=lambda offence: offence.driver):
        counting: list[tuple[Offence, str]] = []
        for number, offence in enumerate(own):
            name = f"{driver}-{number}"
            yield _event("endorsements", name, offence, {
                "code": "IN10" if offence.points == 6 else "SP30", "points_imposed": offence.points,
            })  # fmt: skip
            begins = _years_before(offence.day)
            counting = [(earlier, key) for earlier, key in counting if earlier.day > begins] + [(offence, name)]
            if is_wiped and sum(earlier.points for earlier, _key in counting) >= LIMIT:
                yield _event("disqualifications", f"{name}-TT99", offence, {"months": 6})
                for _earlier, key in counting:
                    yield {"kind": "withdrawal", "recorded_at": _instant(offence.day), "source": "endorsements",
                           "event_id": key, "reason": "wiped on disqualification"}  # fmt: skip
                counting = []


def _event(source: str, name: str, offence: Offence, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "event",
        "recorded_at": _instant(offence.day),
        "source": source,
        "event_id": name,
        "member": str(offence.driver),
        "occurred_at": offence.day.isoformat(),
        "data": data,
    }


def _years_before(day: date) -> date:
    """The day on or before which an offence no longer adds up with one of `day`, as the scheme has it."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - TOTTING_YEARS, day=28 if is_leap_day else day.day)


def _instant(day: date) -> str:
    return f"{day.isoformat()}T12:00:00Z"

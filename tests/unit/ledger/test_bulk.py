"""The bulk reader gives the tables, and the messages, of the plain reader: on random ledgers with random faults."""

import csv
import json
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isonomia.errors import LedgerError
from isonomia.ledger.bulk import text_blocks
from isonomia.ledger.bulk.open_store import stream_store
from isonomia.ledger.read import read_ledger
from isonomia.ledger.store import LedgerStore
from isonomia.ledger.tables import table_schemas
from isonomia.scheme.load import load_scheme

SCHEME = load_scheme(Path(__file__).parents[2] / "faults" / "ledger" / "scheme.yaml")
FORMATS = ("jsonl", "csv", "parquet")
TIMES = (
    "2025-03-30T02:30:00", "2025-03-30", "2025-10-26T02:30:00", "2025-01-01T00:00:00Z", "2024-12-31T23:30:00.123456Z",
    "2025-06-01 12:00:00+02:00", "1949-05-01T00:00:00Z", "2061-01-01", "2025-06-01T12:00", "2025-06-01T12:00:00.1234567Z",
    "2025-02-30", "2025-06-01T23:59:60Z", "2025-06-01T12:00:00+14:30", "yesterday", "2025-06-01T24:00:00Z",
)  # fmt: skip
GOOD_TIMES = TIMES[:9]
VALUES = {
    "hours": ("3.5", 2, "0.000001", "999999999999.999999", "1e2", "1000000000000", "", "-4", "+4", ".5", "7.", "3.1234567"),
    "place": ("park", "own home", "Straße 東京", 'a "quoted", cell', "two\nlines", "\\N", "", "null", " blank "),
    "confirmed": (True, False, "true", "TRUE", "1"),
    "on_day": ("2025-03-31", "2025-02-30", "1899-01-01", "2025-3-1"),
    "days_late": (3, "44", "9223372036854775807", "9223372036854775808", "3.0", "-0", "007"),
}  # fmt: skip
GOOD = {"hours": 4, "place": 3, "confirmed": 2, "on_day": 1, "days_late": 3}


def random_rows(dice: random.Random, faulty: bool) -> list[dict]:
    def value(name):
        choices = VALUES[name]
        return dice.choice(choices if faulty and dice.random() < 0.05 else choices[: GOOD[name]])

    def moment(*, always=False):
        if always:
            return f"2025-0{dice.randint(1, 9)}-11T0{dice.randint(0, 9)}:00:00Z"
        return dice.choice(TIMES if faulty and dice.random() < 0.03 else GOOD_TIMES)

    rows, size = [], 60
    for number in range(size):
        source = dice.choice(("hours", "payments"))
        names = ("hours", "place", "confirmed", "on_day") if source == "hours" else ("days_late",)
        if faulty and dice.random() < 0.02:
            source = dice.choice(("hourz", "", "payments"))
        rows.append({
            "source": source, "event_id": f"e{number}", "member": f"m{dice.randint(0, 4)}", "occurred_at": moment(),
            "recorded_at": moment(always=not (faulty and dice.random() < 0.02)),
            "data": {name: value(name) for name in names if dice.random() < 0.8},
        })  # fmt: skip
    events = list(rows)
    for number in range(12):
        event = dice.choice(events)
        key = {
            "source": event["source"],
            "event_id": event["event_id"] if dice.random() < 0.95 or not faulty else "none",
        }
        at = {"recorded_at": moment(always=True)}
        rows.append(dice.choice((
            {"kind": "correction", **key, **at, "member": "m9"},
            {"kind": "correction", **key, **at, "occurred_at": "2025-05-05", "correction_id": f"c{number}"},
            {"kind": "withdrawal", **key, **at, "reason": "error"},
            {"kind": "dispute", **key, **at, "dispute_id": f"d{number % 5}"},
            {"kind": "decision", **at, "dispute_id": f"d{number % 5}", "outcome": "upheld"},
            {"kind": "measure", **at, "member": "m1", "measure_id": f"x{number}", "measure": "letter", "occurred_at": "2025-02-02"},
        )))  # fmt: skip
    for _ in range(3):  # the same again, or another under the same key
        copy = dict(dice.choice(events))
        copy |= {"recorded_at": "2025-11-11T00:00:00Z"} | ({"member": "m0"} if faulty else {})
        rows.append(copy)
    if dice.random() < 0.5:
        rows += [{"kind": "join", "member": f"m{n}", "occurred_at": "1900-01-01", "recorded_at": "2024-01-01T00:00:00Z"}
                 for n in (*range(4 if faulty else 5), 9)]  # fmt: skip
        if faulty and dice.random() < 0.5:
            rows.append({"kind": "leave", "member": "m1", "recorded_at": "2025-05-01T00:00:00Z"})
    dice.shuffle(rows)
    return rows if faulty else consistent(rows)


def consistent(rows: list[dict]) -> list[dict]:
    """Without disputes, whose decisions and names may clash by chance."""
    return [row for row in rows if row.get("kind") not in ("dispute", "decision")]


def write(path: Path, rows: list[dict], dice: random.Random, faulty: bool) -> Path:
    flat = [{key: value for key, value in row.items() if key != "data"}
            | {f"data.{name}": value for name, value in row.get("data", {}).items()} for row in rows]  # fmt: skip
    columns = list(dict.fromkeys(key for row in flat for key in row))
    if path.suffix == ".jsonl":
        lines = [json.dumps(row, ensure_ascii=dice.random() < 0.5) for row in rows]
        if faulty:
            lines.insert(5, dice.choice(('{"kind": ', '{"a": 1, "a": 2}', "", "[1]", '{"event_id": NaN}')))
        path.write_bytes("\n".join(lines).encode() + (b"\n" if dice.random() < 0.5 else b""))
    elif path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns, lineterminator=dice.choice(("\n", "\r\n")))
            writer.writeheader()
            for row in flat:
                writer.writerow(
                    {key: str(value).lower() if isinstance(value, bool) else value for key, value in row.items()}
                )
            if faulty:
                file.write(dice.choice(("a,b\n", '"open\n', "\n\n", 'x"y,"z"w\n')))
    else:
        texts = {key: [None if row.get(key) in (None, "") else str(row[key]).lower() if isinstance(row[key], bool)
                       else str(row[key]) for row in flat] for key in columns}  # fmt: skip
        pq.write_table(pa.table({key: pa.array(cells, pa.string()) for key, cells in texts.items()}), path)
    return path


def tables_of(store: LedgerStore) -> dict[str, list]:
    return {
        name: sorted(store.connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for name in table_schemas(SCHEME)
    }


def outcome(make):
    try:
        store = make()
    except LedgerError as error:
        return [(item.code, str(item.span), item.found, item.expected, item.remedy) for item in error.diagnostics]
    return tables_of(store), store.shape


def seeds(numbers: range) -> list[Any]:
    """The first ones in every run, the others in the long one."""
    return [pytest.param(seed, marks=pytest.mark.slow if place > 3 else ()) for place, seed in enumerate(numbers)]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("seed", seeds(range(12)))
def test_same_tables_or_same_faults(tmp_path, monkeypatch, suffix, seed):
    monkeypatch.setattr(text_blocks, "BLOCK_BYTES", 3000)
    dice = random.Random(seed)
    faulty = seed % 2 == 1
    path = write(tmp_path / f"ledger.{suffix}", random_rows(dice, faulty), dice, faulty)
    plain = outcome(lambda: LedgerStore.from_ledger(SCHEME, read_ledger(SCHEME, [path])))
    assert outcome(lambda: stream_store(SCHEME, [path])) == plain
    assert faulty or isinstance(plain, tuple), plain


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("seed", seeds(range(1, 24, 2)))
def test_same_rows_set_aside(tmp_path, monkeypatch, suffix, seed):
    monkeypatch.setattr(text_blocks, "BLOCK_BYTES", 3000)
    dice = random.Random(seed)
    path = write(tmp_path / f"ledger.{suffix}", random_rows(dice, True), dice, True)
    plain, bulk = tmp_path / "plain.jsonl", tmp_path / "bulk.jsonl"
    expected = LedgerStore.from_ledger(SCHEME, read_ledger(SCHEME, [path], rejects=plain).ledger)
    found = stream_store(SCHEME, [path], rejects=bulk)
    assert sorted(bulk.read_text().splitlines()) == sorted(plain.read_text().splitlines())
    assert tables_of(found) == tables_of(expected)
    assert found.shape == expected.shape

"""What the formats share: compression, folders, standard input; and CloudEvents as records."""

import gzip
import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from isonomia.errors import UsageError
from isonomia.ledger.bulk.open_store import stream_store
from isonomia.ledger.read import read_ledger
from isonomia.scheme.load import load_scheme

SCHEME = load_scheme(Path(__file__).parents[2] / "faults" / "ledger" / "scheme.yaml")


def event(number: int) -> dict:
    return {
        "source": "hours", "event_id": f"h{number}", "member": "anna", "occurred_at": "2025-03-30",
        "recorded_at": "2025-03-31T08:00:00Z", "data": {"hours": 2},
    }  # fmt: skip


CLOUD_EVENTS = [
    {"specversion": "1.0", "type": "io.isonomia.event", "source": "/riverside/hours", "id": "h1", "subject": "anna",
     "time": "2025-03-30T09:00:00Z", "recordedat": "2025-03-30T10:00:00Z", "traceparent": "00-1",
     "data": {"hours": 3.25}},
    {"specversion": "1.0", "type": "io.isonomia.dispute", "source": "/riverside/hours", "id": "d1",
     "recordedat": "2025-04-01T10:00:00Z", "data": {"event_id": "h1", "by": "anna"}},
    {"specversion": "1.0", "type": "decision", "source": "/riverside/board", "id": "x",
     "recordedat": "2025-04-02T10:00:00Z",
     "data": {"dispute_id": "d1", "outcome": "rejected"}},
]  # fmt: skip


@pytest.mark.parametrize("form", ["batch.json", "one-a-line.jsonl", "one-a-line.cloudevents.json"])
def test_cloud_events(tmp_path, form):
    path = tmp_path / form
    lines = "\n".join(json.dumps(item) for item in CLOUD_EVENTS)
    path.write_text(json.dumps(CLOUD_EVENTS, indent=1) if form == "batch.json" else lines, encoding="utf-8")
    ledger = read_ledger(SCHEME, [path])
    assert ledger.events["hours", "h1"].data["hours"] == Decimal("3.25")
    assert ledger.events["hours", "h1"].member == "anna"
    assert ledger.disputes["d1"].event_id == "h1"
    assert ledger.decisions["d1"].outcome == "rejected"


def test_folder_compression_and_byte_order_mark(tmp_path):
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(event(1)) + "\n")
    (tmp_path / "b.jsonl").write_text(json.dumps(event(2)), encoding="utf-8-sig")
    (tmp_path / "notes.txt").write_text("not a ledger", encoding="utf-8")
    assert sorted(read_ledger(SCHEME, [tmp_path]).events) == [("hours", "h1"), ("hours", "h2")]
    files = [tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl"]
    assert stream_store(SCHEME, files).connection.execute("SELECT count(*) FROM event_hours").fetchone() == (2,)


@pytest.mark.parametrize("read", [read_ledger, stream_store])
def test_standard_input(monkeypatch, read):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(event(1)).encode())))
    assert read(SCHEME, [Path("-")])


@pytest.mark.parametrize("name", ["gone.jsonl", "ledger.xyz"])
def test_a_path_that_is_no_ledger(tmp_path, name):
    (tmp_path / "ledger.xyz").touch()
    with pytest.raises(UsageError):
        read_ledger(SCHEME, [tmp_path / name])


def test_what_depends_on_a_rejected_event_goes_with_it(tmp_path):
    path, rejects = tmp_path / "ledger.jsonl", tmp_path / "rejects.jsonl"
    at = {"recorded_at": "2025-05-01T00:00:00Z"}
    rows = [
        event(1), event(2) | {"member": "bo"},
        {"kind": "join", "member": "bo", "occurred_at": "2025-01-01", **at},
        {"kind": "dispute", "source": "hours", "event_id": "h1", "dispute_id": "d", **at},
        {"kind": "decision", "dispute_id": "d", "outcome": "upheld", **at},
    ]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = read_ledger(SCHEME, [path], rejects=rejects)
    assert result.rejected == 3
    assert list(result.ledger.events) == [("hours", "h2")]
    written = [json.loads(line) for line in rejects.read_text(encoding="utf-8").splitlines()]
    assert [(line["row"], line["code"]) for line in written] == [
        (1, "ledger-not-enrolled"), (4, "ledger-reference"), (5, "ledger-reference"),
    ]  # fmt: skip

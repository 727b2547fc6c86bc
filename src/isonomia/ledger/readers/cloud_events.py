"""CloudEvents 1.0 in structured JSON: one event, a batch (a list), or one a line. Known by its `specversion`.

    attribute               becomes
    type                    the kind: `io.isonomia.<kind>` or `<kind>`; any other type is an event
    source                  `source`: what follows the last `/`
    id                      `event_id` of an event; the default of `dispute_id`, `measure_id`, `correction_id`
    subject                 `member`
    time                    `occurred_at`, where the kind has one
    recordedat (extension)  `recorded_at`
    data                    `data` of an event; for other kinds the record's own keys (`event_id`, `reason`, ...)

Other attributes (`datacontenttype`, `traceparent`...) belong to the transport and are not read. `data_base64` is
a fault, because the contract's fields are JSON values.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from isonomia.diagnostics.yaml_document import shorten
from isonomia.ledger.parse_record import RawRow, RowFault
from isonomia.ledger.readers.interface import ReadRow, not_utf8, open_bytes, unreadable
from isonomia.ledger.readers.json_text import decoder, not_an_object
from isonomia.ledger.record import Origin
from isonomia.ledger.row_keys import ALLOWED

TYPE_PREFIX = "io.isonomia."
VERSION = "1.0"
OWN_IDS = {"dispute": "dispute_id", "measure": "measure_id", "correction": "correction_id"}


def is_cloud_event(row: Mapping[str, Any]) -> bool:
    """Whether an object is a CloudEvent."""
    return "specversion" in row


def record_of(event: Mapping[str, Any]) -> RawRow:
    """A CloudEvent as a raw row of the ledger; RowFault where it cannot be one."""
    if event["specversion"] != VERSION:
        raise RowFault("ledger-cloud-event", f"a CloudEvent of version {event['specversion']!s}", VERSION)
    if event.get("data_base64") is not None:
        raise RowFault("ledger-cloud-event", "`data_base64` in a CloudEvent", "`data` as JSON")
    kind = str(event.get("type") or "").removeprefix(TYPE_PREFIX)
    if kind not in ALLOWED:
        kind = "event"
    data = event.get("data")
    row: dict[str, Any] = {"kind": kind}
    if kind == "event":
        row |= {"event_id": event.get("id"), "data": data}
    else:
        if data is not None and not isinstance(data, Mapping):
            raise RowFault("ledger-cloud-event", f"`data` of a {kind} that is not an object", "the record's keys")
        row |= {key: value for key, value in (data or {}).items() if key not in ("kind", "recorded_at")}
        if kind in OWN_IDS:
            row.setdefault(OWN_IDS[kind], event.get("id"))
    written: dict[str, Any] = {
        "source": _last_segment(event.get("source")),
        "member": event.get("subject"),
        "occurred_at": event.get("time"),
    }
    for key, value in written.items():
        if key in ALLOWED[kind] and value is not None and not (kind == "withdrawal" and "measure_id" in row):
            row.setdefault(key, value)
    row["recorded_at"] = event.get("recordedat")
    return row


def _last_segment(source: Any) -> Any:
    return source.rstrip("/").rsplit("/", 1)[-1] if isinstance(source, str) else source


def read_json_document(path: Path) -> Iterator[ReadRow]:
    """The rows of a `.json` file: an object, a list of objects, or objects one after the other.

    A row's number is the line on which its object begins. The file is read whole, as a list has no lines.
    """
    name = str(path)
    with open_bytes(path) as file:
        try:
            content = file.read()
        except (OSError, EOFError) as error:
            raise unreadable(path, error) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        yield ReadRow(Origin(name, line), None, not_utf8(content.split(b"\n")[line - 1]), "")
        return
    reader = decoder()
    at, line, counted = _skip(text, 0), 1, 0
    in_list = text[at : at + 1] == "["
    at = _skip(text, at + 1) if in_list else at
    while at < len(text) and not (in_list and text[at] == "]"):
        line, counted = line + text.count("\n", counted, at), at
        origin = Origin(name, line)
        try:
            value, at = reader.raw_decode(text, at)
            if not isinstance(value, dict):
                raise not_an_object(value)
            yield ReadRow(origin, record_of(value) if is_cloud_event(value) else value)
        except RowFault as fault:
            end = _end_of_value(text, at) if at == counted else at
            yield ReadRow(origin, None, fault, text[counted:end].strip())
            at = end
        except (ValueError, RecursionError) as error:
            # Where an object ends is unknown in broken JSON, so nothing after it can be read.
            problem = shorten(str(getattr(error, "msg", error))).lower()
            yield ReadRow(origin, None, RowFault("ledger-json", f"broken JSON ({problem})"), text[counted:].strip())
            return
        at = _skip(text, at)
        if in_list:
            if text[at : at + 1] not in (",", "]"):
                place = Origin(name, line + text.count("\n", counted, at))
                yield ReadRow(place, None, RowFault("ledger-json", "a list that does not go on", "a comma or ]"), "")
                return
            at = _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _end_of_value(text: str, at: int) -> int:
    """Where an object ends that is JSON but breaks a rule of the ledger (a key twice, NaN)."""
    try:
        return json.JSONDecoder().raw_decode(text, at)[1]
    except (ValueError, RecursionError):
        return len(text)

"""Facts in, for programs: CloudEvents or plain records, one or a batch."""

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from isonomia.ledger.parse_record import RawRow, RowFault
from isonomia.ledger.readers.cloud_events import is_cloud_event, record_of
from isonomia.locale import _
from isonomia.service.access.actor import Actor
from isonomia.service.access.declared import WRITES_RECORDS, Asking, Here, Routes
from isonomia.service.instance.instance import Instance
from isonomia.service.problems import invalid
from isonomia.service.records.description import ANSWERS, LONGEST_KEY, MOST_ROWS, OPEN_KINDS, SENT
from isonomia.service.records.idempotency import remember, remembered, request_digest
from isonomia.service.records.intake import Intake, take_records
from isonomia.service.records.outcome import Outcome, Refused
from isonomia.service.records.problems import entry_of

routes = Routes(prefix="/api/v1", tags=["records"])


class _Undone(Exception):
    """Carries the answer of a dry run out of the transaction that it undoes."""


@routes.api("POST", "/records", WRITES_RECORDS, responses=ANSWERS, openapi_extra=SENT)
async def take(request: Request, response: Response, here: Here, actor: Asking, dry: bool = False) -> dict[str, Any]:
    """Take records in. Each row has its own outcome; `dry=true` says what would happen, and nothing does.

    With an `Idempotency-Key` the first answer is given again to every repetition of the request.
    """
    body = await request.body()
    key = _repeatable(request.headers.get("idempotency-key", ""))
    status, answer = await run_in_threadpool(_take, here, actor, body, key, dry)
    response.status_code = status
    return answer


def _take(here: Instance, actor: Actor, body: bytes, key: str, dry: bool) -> tuple[int, dict[str, Any]]:
    rows = _rows(body)
    digest = request_digest(body)
    answer: tuple[int, dict[str, Any]] | None = None
    try:
        with here.database.writing() as connection:
            if key and not dry:
                earlier = remembered(connection, actor.actor_id, key, digest)
                if earlier is not None:
                    return earlier
            intake = here.intake(connection, actor.actor_id)
            outcomes = take_records(connection, intake, [_read(intake, actor, row) for row in rows])
            answer = _answer(outcomes)
            if dry:
                raise _Undone
            if key:
                remember(connection, actor.actor_id, key, digest, answer, here.now)
    except _Undone:
        assert answer is not None
        return answer[0], {**answer[1], "dry": True}
    return answer


def _repeatable(key: str) -> str:
    """The key of a request that may be repeated."""
    if len(key) > LONGEST_KEY or (key and not (key.isascii() and key.isprintable())):
        raise invalid(
            _("The Idempotency-Key is not {most} printable ASCII characters at most.").format(most=LONGEST_KEY),
            _("Make one at random for each request, such as a UUID."),
        )
    return key


def _answer(outcomes: list[Outcome]) -> tuple[int, dict[str, Any]]:
    refused = [entry_of(n, item) for n, item in enumerate(outcomes) if isinstance(item, Refused)]
    taken = sum(not isinstance(item, Refused) and item.is_new for item in outcomes)
    known = len(outcomes) - len(refused) - taken
    status = 422 if len(refused) == len(outcomes) and refused else 207 if refused else 200
    return status, {"taken": taken, "known": known, "refused": refused}


def _rows(body: bytes) -> list[Mapping[str, Any]]:
    try:
        text = body.decode("utf-8")
        found = json.loads(text, parse_float=str, parse_constant=_no_constant)
        if "\\u" in text:
            json.dumps(found, ensure_ascii=False).encode()  # refuses lone surrogates, which only escapes can write
    except (ValueError, RecursionError) as error:
        raise invalid(_("The body is not JSON: {error}").format(error=error)) from None
    rows = found if isinstance(found, list) else [found]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise invalid(_("Expected one record, or a list of records."))
    if len(rows) > MOST_ROWS:
        raise invalid(
            _("{count} records in one request; at most {most} are taken.").format(count=len(rows), most=MOST_ROWS)
        )
    return rows


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON value")


def _read(intake: Intake, actor: Actor, row: RawRow) -> Any:
    """A row as a record of a kind and a source that this actor may send."""
    if is_cloud_event(row):
        try:
            row = record_of(row)
        except RowFault as fault:
            return Refused(fault.code, fault.found, fault.expected, fault.remedy)
        row = {name: value for name, value in row.items() if name != "recorded_at"}
    kind = row.get("kind", "event")
    if not isinstance(kind, str) or kind not in OPEN_KINDS:
        return Refused("record-kind", f"a record of kind '{kind}'", ", ".join(sorted(OPEN_KINDS)))
    source = row.get("source")
    if kind != "measure" and not actor.may_record(str(source)):
        return Refused("record-source", f"a record of '{source}'", "a source that you record")
    return intake.read(row)

"""The recorder's pages: one fact by a form, many by a file, and a recorded fact taken back."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import Connection, select

from isonomia.ledger.parse_record import CellText
from isonomia.locale import _
from isonomia.scheme.scheme import Scheme
from isonomia.service.access.actor import Actor
from isonomia.service.access.declared import RECORDER, Asking, Here, Routes
from isonomia.service.forms import Form
from isonomia.service.instance.instance import Instance
from isonomia.service.instance.secrets import new_token
from isonomia.service.pages import go, show
from isonomia.service.problems import invalid, not_found
from isonomia.service.records.intake import take_in, take_records
from isonomia.service.records.outcome import Refused, Taken
from isonomia.service.records.tables import record
from isonomia.service.records.upload import UploadedRow, read_upload, rejects_as_csv

routes = Routes(prefix="/record", tags=["records"])
LATEST = 50


@dataclass(frozen=True)
class Field:
    """A field of a source as a form asks for it."""

    name: str
    label: str
    kind: str


def fields_of(scheme: Scheme, source: str) -> list[Field]:
    """The fields that a form asks for."""
    declared = scheme.file.sources[source].fields
    return [Field(name, item.description or name, item.type.value) for name, item in declared.items()]


def _expect_own(actor: Actor, scheme: Scheme, source: str) -> None:
    if source not in scheme.file.sources or not actor.may_record(source):
        raise not_found()


@routes.page("", RECORDER)
def sources(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """The sources that this recorder records."""
    with here.database.reading() as connection:
        scheme = here.version(connection).scheme
    own = [(name, source.purpose or name) for name, source in scheme.file.sources.items() if actor.may_record(name)]
    return show(request, "record_sources.html.j2", sources=own)


@routes.page("/{source}", RECORDER)
def one_source(request: Request, here: Here, actor: Asking, source: str) -> HTMLResponse:
    """The form, the upload, and the latest facts that this recorder recorded."""
    with here.database.reading() as connection:
        scheme = here.version(connection).scheme
        _expect_own(actor, scheme, source)
        latest = connection.execute(
            select(record)
            .where(record.c.recorded_by == actor.actor_id, record.c.source == source)
            .order_by(record.c.record_id.desc())
            .limit(LATEST)
        ).all()
    fields = fields_of(scheme, source)
    return show(request, "record.html.j2", source=source, fields=fields, latest=latest, suggested=new_token()[:12])


@routes.form("/{source}", RECORDER)
def record_fact(here: Here, actor: Asking, source: str, form: Form) -> RedirectResponse:
    """Record one fact."""
    with here.database.writing() as connection:
        intake = here.intake(connection, actor.actor_id)
        _expect_own(actor, intake.scheme, source)
        sent = {field.name: form.optional(field.name) for field in fields_of(intake.scheme, source)}
        data = {name: CellText(text) if text else None for name, text in sent.items()}
        row = {
            "kind": "event",
            "source": source,
            "event_id": form.text("event_id", _("Number")),
            "member": form.text("member", _("Member's number")),
            "occurred_at": form.text("occurred_at", _("Day")),
            "data": data,
        }
        (outcome,) = take_in(connection, intake, [row])
        if isinstance(outcome, Refused):
            raise invalid(str(outcome), outcome.remedy, record_code=outcome.code)
    return go(f"/record/{source}")


@routes.form("/{source}/upload", RECORDER)
async def upload(request: Request, here: Here, actor: Asking, source: str, form: Form) -> HTMLResponse:
    """Take the rows of a file in, and show those that could not be taken."""
    file = form.file("file")
    if file is None:
        raise invalid(_("No file was chosen."))
    data = await file.read()
    taken, known, rejected = await run_in_threadpool(_upload, here, actor, source, data)

    def answer() -> HTMLResponse:
        rejects = rejects_as_csv(rejected)
        template = "uploaded.html.j2"
        return show(request, template, source=source, taken=taken, known=known, rejected=rejected, rejects=rejects)

    return await run_in_threadpool(answer)  # a large file can be rejected row by row, and takes long to show


def _upload(
    here: Instance, actor: Actor, source: str, data: bytes
) -> tuple[int, int, list[tuple[UploadedRow, Refused]]]:
    with here.database.writing() as connection:
        intake = here.intake(connection, actor.actor_id)
        _expect_own(actor, intake.scheme, source)
        rows = read_upload(intake.scheme, source, data)
        read = [item.row if isinstance(item.row, Refused) else intake.read(item.row) for item in rows]
        outcomes = take_records(connection, intake, read)
    rejected = [(row, item) for row, item in zip(rows, outcomes, strict=True) if isinstance(item, Refused)]
    taken = sum(isinstance(item, Taken) and item.is_new for item in outcomes)
    return taken, len(rows) - len(rejected) - taken, rejected


@routes.form("/{source}/rejects.csv", RECORDER)
def rejects(here: Here, actor: Asking, source: str, form: Form) -> Response:
    """The rows that were not taken, as a file to mend and send again; nothing of it is kept here."""
    with here.database.reading() as connection:
        _expect_own(actor, here.version(connection).scheme, source)
    text = form.optional("rejects", longest=10_000_000)
    headers = {"Content-Disposition": f'attachment; filename="{source}-rejects.csv"'}
    return Response(text, media_type="text/csv", headers=headers)


@routes.form("/{source}/withdraw", RECORDER)
def withdraw(here: Here, actor: Asking, source: str, form: Form) -> RedirectResponse:
    """Take back a fact that this recorder recorded, with a reason that the member reads."""
    row: dict[str, Any] = {
        "kind": "withdrawal",
        "source": source,
        "event_id": form.text("event_id"),
        "reason": form.text("reason", _("Reason")),
    }
    with here.database.writing() as connection:
        _expect_recorded_by(connection, actor, source, row["event_id"])
        (outcome,) = take_in(connection, here.intake(connection, actor.actor_id), [row])
        if isinstance(outcome, Refused):
            raise invalid(str(outcome), outcome.remedy, record_code=outcome.code)
    return go(f"/record/{source}")


def _expect_recorded_by(connection: Connection, actor: Actor, source: str, event_id: str) -> None:
    found = connection.execute(
        select(record.c.record_id).where(
            record.c.recorded_by == actor.actor_id,
            record.c.kind == "event",
            record.c.source == source,
            record.c.event_id == event_id,
        )
    ).first()
    if found is None:
        raise not_found()

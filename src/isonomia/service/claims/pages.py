"""Reporting another member, and answering what is said of oneself."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from isonomia.locale import _
from isonomia.procedure.claim import Claim, Reported
from isonomia.scheme.scheme import Scheme
from isonomia.score.statement.reason import plain_name
from isonomia.service.access.declared import MEMBER, Asking, Here, Routes
from isonomia.service.claims.claiming import (
    answer,
    claims_about,
    claims_by,
    find_claim,
    report_member,
    sources_of_reports,
)
from isonomia.service.forms import Form
from isonomia.service.matters.people import deciding_role
from isonomia.service.pages import go, show
from isonomia.service.problems import not_found

routes = Routes(tags=["claims"])


def said_values(scheme: Scheme, said: Reported) -> list[tuple[str, str]]:
    """What is said, value by value, as the scheme describes the fields."""
    source = scheme.file.sources.get(said.source)
    declared = source.fields if source is not None else {}
    return [
        ((declared[name].description if name in declared else None) or plain_name(name), str(value))
        for name, value in said.data.items()
    ]


@routes.page("/claims/new", MEMBER)
def new_report(request: Request, here: Here) -> HTMLResponse:
    """What can be reported of another member; nothing, where the scheme takes no reports."""
    with here.database.reading() as connection:
        scheme = here.version(connection).scheme
    names = sources_of_reports(scheme)
    if not names:
        raise not_found()
    sources = [(name, scheme.file.sources[name]) for name in names]
    return show(request, "claim_new.html.j2", sources=sources, role=deciding_role(scheme), today=here.today)


@routes.form("/claims/new", MEMBER)
def report_now(here: Here, actor: Asking, form: Form) -> RedirectResponse:
    """Hand a report in."""
    member, source = form.text("member", _("Whom it is about")), form.text("source")
    day = form.text("occurred_on", _("The day"))
    with here.database.writing() as connection:
        declared = here.version(connection).scheme.fields.get(source, {})
        data = {name: text for name in declared if (text := form.optional(f"value.{name}"))}
        report_member(connection, here, actor, member, source, day, data)
    return go("/me/claims")


@routes.page("/me/claims", MEMBER)
def my_claims(request: Request, here: Here, actor: Asking) -> HTMLResponse:
    """What is said of me, and what I have reported."""
    assert actor.member is not None
    with here.database.reading() as connection:
        scheme = here.version(connection).scheme
        about, own = claims_about(connection, actor.member), claims_by(connection, actor.actor_id)
    return show(
        request,
        "claims.html.j2",
        about=about,
        own=own,
        state=claim_words,
        name=plain_name,
        can_report=bool(sources_of_reports(scheme)),
    )


@routes.page("/me/claims/{claim_id}", MEMBER)
def my_claim(request: Request, here: Here, actor: Asking, claim_id: str) -> HTMLResponse:
    """What is said of me, and my answer."""
    with here.database.reading() as connection:
        scheme = here.version(connection).scheme
        _member, found = find_claim(connection, claim_id, actor.member)
    assert found.said is not None
    return show(
        request,
        "claim.html.j2",
        claim=found,
        values=said_values(scheme, found.said),
        name=plain_name(found.said.source),
        state=claim_words(found),
        role=deciding_role(scheme),
    )


@routes.form("/me/claims/{claim_id}/answer", MEMBER)
def answer_now(here: Here, actor: Asking, claim_id: str, form: Form) -> RedirectResponse:
    """Answer it."""
    with here.database.writing() as connection:
        answer(connection, here, actor, claim_id, form.text("text", _("Your answer")))
    return go(f"/me/claims/{claim_id}")


@routes.api("GET", "/api/v1/me/claims", MEMBER)
def my_claims_as_data(here: Here, actor: Asking) -> list[dict[str, Any]]:
    """What is said of me, and each decision about it, for a program of the member's."""
    assert actor.member is not None
    with here.database.reading() as connection:
        return [claim_data(item) for item in claims_about(connection, actor.member)]


def claim_data(claim: Claim) -> dict[str, Any]:
    """A claim without the ids of anybody: who reported it is not disclosed."""
    said, decision = claim.said, claim.decision
    assert said is not None, "what is deleted is nobody's any more"
    return {
        "claim": claim.claim_id,
        "source": said.source,
        "occurred_at": said.occurred_at,
        "data": dict(said.data),
        "reported_on": claim.reported_on,
        "stage": claim.stage.value,
        "answer": claim.answer,
        "answer_until": claim.answer_until,
        "decide_by": claim.decide_until,
        "decided_by": decision.role if decision is not None else None,
        "decided_on": decision.on if decision is not None else None,
        "reasons": decision.reasons if decision is not None else None,
        "deleted_on": claim.delete_on,
        "how": f"/me/claims/{claim.claim_id}",
    }


def claim_words(claim: Claim) -> str:
    """Where a claim stands, in a few words."""
    return {
        "told": _("waits for an answer: it does not count"),
        "answered": _("answered, not decided: it does not count"),
        "confirmed": _("confirmed: it counts"),
        "refused": _("not confirmed: it does not count"),
        "deleted": _("deleted"),
    }[claim.stage.value]

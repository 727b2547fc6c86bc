"""Cases follow the band in force: when a standing changes, and when a day begins."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from isonomia.errors import NotAllowed
from isonomia.procedure.adverse import propose, undo_for_facts
from isonomia.procedure.benefit import CaseStep, grant
from isonomia.procedure.consequence_case import ConsequenceCase, Given, Grounds, Route, Stage, given_by, route_of
from isonomia.procedure.day import pass_day
from isonomia.procedure.deadlines import terms_of
from isonomia.procedure.follows import Step
from isonomia.service.consequences.cases import about_case, cases_of, keep_case, new_id
from isonomia.service.consequences.facts import facts_against, would_give
from isonomia.service.consequences.tables import consequence_case
from isonomia.service.database.statements import among
from isonomia.service.instance.instance import Instance
from isonomia.service.matters.follow_up import carry_out
from isonomia.service.matters.people import person_of
from isonomia.service.scheme_versions.in_force import Version
from isonomia.service.standings.refresh import Change, account_of, renew
from isonomia.service.standings.tables import standing

MOST_AT_ONCE = 200
TOOK_EFFECT = (Stage.CONFIRMED, Stage.ENDED)


def follow(connection: Connection, instance: Instance, changes: Sequence[Change]) -> None:
    """What follows from standings that were computed anew; in the transaction that computed them.

    Where the band is the same, something can follow all the same: new facts can carry a disadvantage that earlier ones
    carry no longer, or end a benefit that an appeal has kept; and facts that have fallen undo what took effect.
    """
    if not changes:
        return
    adverse = _adverse_names(changes[0].version)
    had, granted = _had(connection, adverse, [change.member for change in changes])
    for change in changes:
        given = given_by(change.version.scheme, change.after) if change.after is not None else ()
        is_kept = not granted.get(change.member, set()) <= set(given)
        if change.is_other or change.member in had or is_kept or not adverse.isdisjoint(given):
            follow_member(connection, instance, change.version, change.member, change.after)


def _adverse_names(version: Version) -> frozenset[str]:
    written = version.scheme.file.consequences
    return frozenset(name for name, consequence in written.items() if route_of(consequence) is Route.ADVERSE)


def _had(
    connection: Connection, adverse: frozenset[str], members: Sequence[str]
) -> tuple[set[str], dict[str, set[str]]]:
    """Those members who have, or had, a case of a disadvantage; and of each, which benefits are granted."""
    cases = consequence_case.c
    wanted = select(cases.member, cases.consequence).where(
        among(connection, cases.member, members),
        or_(cases.consequence.in_(adverse), cases.stage == Stage.GRANTED.value),
    )
    had: set[str] = set()
    granted: dict[str, set[str]] = {}
    for member, consequence in connection.execute(wanted):
        if consequence in adverse:
            had.add(member)
        else:
            granted.setdefault(member, set()).add(consequence)
    return had, granted


def pass_days(connection: Connection, instance: Instance, most: int = MOST_AT_ONCE) -> int:
    """Let the day pass for the cases that have not seen it yet; returns of how many members.

    Members whom somebody works on right now are left for the next call: nothing here waits.
    """
    today = instance.today
    due = select(consequence_case.c.member).where(
        consequence_case.c.is_closed.is_(False),
        consequence_case.c.stage != Stage.GRANTED.value,  # nothing of it hangs on the day alone
        consequence_case.c.passed_on < today,
    )
    wanted = select(standing.c.member, standing.c.band).where(standing.c.member.in_(due)).order_by(standing.c.member)
    rows = connection.execute(wanted.limit(most).with_for_update(skip_locked=True)).all()
    version = instance.version(connection) if rows else None
    for row in rows:
        assert version is not None
        follow_member(connection, instance, version, row.member, row.band)
    return len(rows)


def look_again(connection: Connection, instance: Instance, member: str) -> None:
    """Compute a member's standing anew and let the cases follow it, at once: the ledger has just changed."""
    version = instance.version(connection)
    renew(connection, instance, version, [member])
    band = connection.execute(select(standing.c.band).where(standing.c.member == member)).scalar()
    follow_member(connection, instance, version, member, band)


def follow_member(connection: Connection, instance: Instance, version: Version, member: str, band: str | None) -> None:
    """A member's cases by the band in force; None: the member has left, and nothing is given."""
    scheme = version.scheme
    given = given_by(scheme, band) if band is not None else ()
    terms = terms_of(scheme.file.rights)
    for case in cases_of(connection, member):
        step = _undone_for_facts(connection, instance, version, member, case)
        if step is None and not case.is_closed:
            gives = case.consequence in given
            is_lost = case.stage is Stage.GRANTED and not gives
            why = _grounds(connection, instance, version, member, band) if is_lost else Grounds()
            step = pass_day(case, gives=gives, terms=terms, on=instance.today, grounds=why)
        if step is not None:
            _keep(connection, instance, version, member, step)
    if band is None:
        return
    cases, own, number = cases_of(connection, member), person_of(connection, member), str(version.number)
    written = scheme.file.consequences
    for name in given:
        earlier = [case for case in cases if case.consequence == name]
        if all(case.is_closed for case in earlier):
            _open(connection, instance, version, member, Given(name, written[name], own, band, number), earlier)


def _grounds(connection: Connection, instance: Instance, version: Version, member: str, band: str | None) -> Grounds:
    """Why the band in force gives the member no more than it does."""
    made = account_of(connection, instance, version, member)
    facts = facts_against(connection, version.scheme, made) if made is not None else ()
    return Grounds(band or "", tuple(sorted({fact.key for fact in facts})))


def _open(
    connection: Connection,
    instance: Instance,
    version: Version,
    member: str,
    given: Given,
    earlier: list[ConsequenceCase],
) -> None:
    """A benefit is granted; a disadvantage is proposed, and the member told on the same day."""
    route, today = route_of(given.written), instance.today
    if route is None:
        return
    if route is Route.BENEFIT:
        _keep(connection, instance, version, member, grant(given, case_id=new_id("c"), on=today))
        return
    made = account_of(connection, instance, version, member)
    facts = facts_against(connection, version.scheme, made) if made is not None else ()
    try:
        proposed = propose(given, facts, case_id=new_id("c"), earlier=earlier, on=today)
    except NotAllowed:
        return  # the same facts do not carry it twice
    noticed = pass_day(proposed.after, gives=True, terms=terms_of(version.scheme.file.rights), on=today)
    step = Step(noticed.after, (*proposed.follows, *noticed.follows))
    _keep(connection, instance, version, member, step)


def _undone_for_facts(
    connection: Connection, instance: Instance, version: Version, member: str, case: ConsequenceCase
) -> CaseStep | None:
    """The case overturned, if it took effect and its facts have fallen; else None."""
    if case.route is not Route.ADVERSE or case.standing_stage not in TOOK_EFFECT:
        return None
    if would_give(connection, instance, version.scheme, member, case):
        return None
    return undo_for_facts(case, instance.today)


def _keep(connection: Connection, instance: Instance, version: Version, member: str, step: CaseStep) -> None:
    keep_case(connection, instance, member, step.after)
    carry_out(connection, instance, "", step.follows, about_case(version.scheme, step.after))

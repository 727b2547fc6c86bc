"""Making a statement: the one place where an account becomes something to read, and where it must add up."""

from datetime import date

from isonomia.locale import speaking
from isonomia.periods import next_assessment, tzdata_version
from isonomia.scheme.model.consequence import Consequence
from isonomia.scheme.model.vocabulary import BandDirection, ConsequenceKind
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account
from isonomia.score.statement.lines import gone_lines, lines_of, next_fading
from isonomia.score.statement.model import (
    BandLine,
    CeilingLine,
    Clamp,
    ConsequenceLine,
    Contest,
    Hold,
    Instants,
    Statement,
)
from isonomia.score.statement.outlook import next_better
from isonomia.score.statement.reason import in_language, plain_name
from isonomia.score.steps.band import Assessment, BandInForce


def statement(
    scheme: Scheme,
    account: Account,
    language: str = "en",
    instants: Instants | None = None,
    next_change: date | None = None,
) -> Statement:
    """The statement of an account. `next_change` is dear to compute, so it is given where it is wanted."""
    with speaking(language, for_members=True):
        lines = lines_of(scheme, account, language)
        made = Statement(
            scheme=scheme.name,
            title=scheme.title,
            member=account.member,
            language=language,
            today=account.today,
            time_zone=scheme.file.time_zone,
            instants=instants,
            higher_is_better=scheme.higher_is_better,
            base=scheme.file.score.base,
            lines=lines,
            gone=gone_lines(scheme, account),
            total=account.total.total,
            clamp=_clamp(account),
            hold=_hold(scheme, account),
            score=account.score,
            ceilings=(ceilings := _ceilings(account)),
            band=_band(scheme, account, account.band) if account.band is not None else None,
            next_band=next_better(scheme, account, ceilings),
            fading=next_fading(account, lines),
            next_change=next_change,
            consequences=_consequences(scheme, account, language),
            contest=_contest(scheme),
            tzdata=tzdata_version(),
        )
    assert_adds_up(made)
    return made


def assert_adds_up(made: Statement) -> None:
    """The promise of the statement: each line adds up, and the lines add up to the score."""
    total = made.base
    for line in made.lines:
        counting = line.counting
        assert line.raw == line.cut + line.suspended + line.faded + counting, line
        total += counting
    assert total == made.total, (total, made.total)
    clamped = made.clamp.score if made.clamp is not None else made.total
    held = made.hold.score if made.hold is not None else clamped
    assert held == made.score, (held, made.score)


def _clamp(account: Account) -> Clamp | None:
    total = account.total
    return Clamp(total.total, total.clamped, total.total > total.clamped) if total.total != total.clamped else None


def _hold(scheme: Scheme, account: Account) -> Hold | None:
    """The step that holds the score; of several the one whose hold is reached."""
    total = account.total
    if total.clamped == total.score:
        return None
    step = next(step for step in scheme.steps if step.hold == total.score)
    return Hold(total.clamped, total.score, step.band, step.measure)


def _ceilings(account: Account) -> tuple[CeilingLine, ...]:
    """The ceilings that cover today, those that rest under a dispute marked."""
    return tuple(
        CeilingLine(
            item.band,
            item.first,
            item.ends,
            item.entry.rule.name,
            item.entry.source,
            item.entry.event_id,
            item.is_suspended,
        )
        for item in account.ceilings
        if item.first <= account.today < item.ends
    )


def _band(scheme: Scheme, account: Account, found: BandInForce) -> BandLine:
    latest = found.assessments[0]
    giver = _giver(found)
    return BandLine(
        found.band.name,
        found.band.title,
        giver.day,
        giver.score,
        latest.day,
        latest.given.name,
        latest.earned.name,
        found.kept_until,
        next_assessment(account.today, scheme.file.score.schedule),
    )


def _giver(found: BandInForce) -> Assessment:
    """The latest assessment that gave the band in force or a better one."""
    return next(item for item in found.assessments if item.given.goodness >= found.band.goodness)


def _consequences(scheme: Scheme, account: Account, language: str) -> tuple[ConsequenceLine, ...]:
    if account.band is None:
        return ()
    goodness = {band.name: band.goodness for band in scheme.bands}
    return tuple(
        _consequence(scheme, name, written, language)
        for name, written in scheme.file.consequences.items()
        if _reaches(written, goodness[written.band], account.band.band.goodness)
    )


def _reaches(written: Consequence, own: int, in_force: int) -> bool:
    if written.reach is BandDirection.BETTER:
        return in_force >= own
    return in_force <= own if written.reach is BandDirection.WORSE else in_force == own


def _consequence(scheme: Scheme, name: str, written: Consequence, language: str) -> ConsequenceLine:
    effect = written.effect
    rights = scheme.file.rights
    return ConsequenceLine(
        name,
        written.kind,
        plain_name(name) if effect is None else effect if isinstance(effect, str) else in_language(effect, language),
        written.severity,
        written.decided_by,
        written.decider,
        rights.notice if rights is not None else None,
        written.ends,
        written.kind is ConsequenceKind.ADVERSE,
    )


def _contest(scheme: Scheme) -> Contest:
    controller, rights = scheme.file.controller, scheme.file.rights
    contact = controller.contact if controller is not None else None
    appeal = rights.appeal if rights is not None else None
    if appeal is None:
        return Contest(None, None, None, None, None, suspends=False, contact=contact)
    return Contest(
        appeal.to, appeal.within, appeal.decided_within, appeal.free, appeal.independent, appeal.suspends, contact
    )

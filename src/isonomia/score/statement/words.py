"""The sentences of a statement, the same in text, JSON and on the page."""

from isonomia.diagnostics.visible import visible
from isonomia.locale import _, day_in_words, ngettext
from isonomia.scheme.duration_words import duration_in_words
from isonomia.scheme.model.vocabulary import DecidedBy
from isonomia.score.statement.model import (
    BandLine,
    CeilingLine,
    ConsequenceLine,
    Contest,
    Fading,
    GoneLine,
    NextBand,
    Statement,
    Way,
)


def points_in_words(points: int) -> str:
    """A number of points with the right form of the word."""
    return ngettext("{count} point", "{count} points", points)


def forecast_words(made: Statement) -> str | None:
    """The label of a forecast; None for what has happened."""
    if made.instants is None or not made.instants.is_forecast:
        return None
    return _("Forecast: this is the standing if nothing more happens until {day}.").format(
        day=day_in_words(made.today, made.language)
    )


def clamp_words(made: Statement) -> str | None:
    """Why the score is not the sum; None where it is."""
    if made.clamp is None:
        return None
    text = (
        _("The points add up to {total}; the score ends at {score}. Points lost come off {total}, not off {score}.")
        if made.clamp.is_upper == made.higher_is_better
        else _("The points add up to {total}; the score ends at {score}. New points count from {total} on.")
    )
    return text.format(total=made.clamp.total, score=made.clamp.score)


def hold_words(made: Statement) -> str | None:
    """Why a step holds the score; None where none does."""
    if made.hold is None:
        return None
    return _(
        "The score is held at {score}: '{band}' can only follow once the measure '{measure}' has been taken."
    ).format(score=made.hold.score, band=made.hold.band, measure=made.hold.measure)


def band_words(made: Statement, band: BandLine) -> list[str]:
    """Which assessment gave the band, and what grace keeps it."""
    language = made.language
    found = [
        _("The assessment of {day} gave it, with a score of {score}.").format(
            day=day_in_words(band.given_on, language), score=band.given_score
        )
    ]
    if band.kept_until is not None:
        found.append(
            _(
                "The assessment of {day} found '{latest}'. Grace keeps '{band}' until {end}, and it ends then "
                "unless an assessment finds it again."
            ).format(
                day=day_in_words(band.latest_day, language),
                latest=band.latest_band,
                band=band.name,
                end=day_in_words(band.kept_until, language),
            )
        )
    if band.earned_by_score != band.latest_band:
        found.append(
            _("The score alone would have given '{earned}'; a ceiling allowed '{latest}' at best.").format(
                earned=band.earned_by_score, latest=band.latest_band
            )
        )
    found.append(_("The next assessment is on {day}.").format(day=day_in_words(band.next_assessment, language)))
    return found


def ceiling_words(ceiling: CeilingLine, language: str) -> str:
    """A ceiling and its end."""
    text = (
        _("'{band}' at best until {day}, by '{rule}' of {first}; suspended while it is contested.")
        if ceiling.is_suspended
        else _("'{band}' at best at the assessments before {day}, by '{rule}' of {first}.")
    )
    return text.format(
        band=ceiling.band,
        day=day_in_words(ceiling.ends, language),
        rule=ceiling.rule,
        first=day_in_words(ceiling.first, language),
    )


def gone_words(line: GoneLine) -> str:
    """An event that no longer counts, since when and why."""
    if line.is_upheld:
        text = _("{source} {event_id} of {date}: your contest was upheld on {since}")
    else:
        text = _("{source} {event_id} of {date}: withdrawn on {since}")
    words = text.format(
        source=line.source, event_id=visible(line.event_id), date=line.date.isoformat(), since=line.since.isoformat()
    )
    return f"{words} ({visible(line.reason)})" if line.reason else words


def fading_words(made: Statement, fading: Fading | None) -> str:
    """What fades next, and when."""
    if fading is None:
        return _("No point that counts now will ever fade.") if made.lines else _("There is nothing that could fade.")
    amount = ngettext("{count} entry fades", "{count} entries fade", len(fading.changes))
    return _("On {day}, {entries}: the sum changes by {points}.").format(
        day=day_in_words(fading.day, made.language), entries=amount, points=f"{fading.points:+d}"
    )


def next_change_words(made: Statement) -> str | None:
    """When score or band changes by itself; None where that was not asked or never happens."""
    if made.next_change is None:
        return None
    return _("If nothing more is recorded, score or band next change on {day}.").format(
        day=day_in_words(made.next_change, made.language)
    )


def outlook_words(made: Statement, target: NextBand) -> list[str]:
    """What it takes to reach the next better band."""
    day = day_in_words(target.next_assessment, made.language)
    if target.missing == 0:
        found = [_("The score already reaches '{band}'.").format(band=target.name)]
    else:
        direction = _("more") if made.higher_is_better else _("fewer")
        text = _("'{band}' begins at {needed}. To get there from the sum of {total}: {points} {direction}.")
        found = [
            text.format(
                band=target.name,
                needed=target.needed,
                points=points_in_words(target.missing),
                direction=direction,
                total=made.total,
            )
        ]
    if target.by_fading is not None:
        found.append(
            _("Without any new entry, fading alone gets there on {day}.").format(
                day=day_in_words(target.by_fading, made.language)
            )
        )
    found += [
        _("In the way: {ceiling}").format(ceiling=ceiling_words(item, made.language)) for item in target.barred_by
    ]
    found.append(_("It is given at an assessment; the next one is on {day}.").format(day=day))
    return found


def way_words(way: Way) -> str:
    """A rule that helps, as the scheme writes it."""
    parts = [way.points]
    if way.when:
        parts.append(_("where {condition}").format(condition=way.when))
    if way.cap:
        parts.append(
            _("at most {points} {period}").format(
                points=points_in_words(way.cap[0]), period=cap_period_words(way.cap[1])
            )
        )
    return ", ".join(parts)


def decider_words(decided_by: DecidedBy) -> str:
    """Who decides that a consequence takes effect."""
    return {
        DecidedBy.PERSON: _("a person decides"),
        DecidedBy.SYSTEM: _("the system decides, without a person"),
        DecidedBy.COURT: _("a court decides"),
    }[decided_by]


def cap_period_words(unit: str) -> str:
    """How often the room under a cap begins anew."""
    match unit:
        case "day":
            return _("per day")
        case "week":
            return _("per week")
        case "month":
            return _("per month")
        case "quarter":
            return _("per quarter")
        case "year":
            return _("per year")
        case _:
            return _("ever")


def consequence_words(consequence: ConsequenceLine) -> str | None:
    """For a proposed consequence: what must come before it takes effect; None for what takes nothing away."""
    if not consequence.is_proposed:
        return None
    if consequence.notice is not None:
        text = _("Proposed: it takes effect only after notice of {notice}").format(
            notice=duration_in_words(consequence.notice)
        )
    else:
        text = _("Proposed: it takes effect only after notice; the scheme states no period")
    if consequence.decided_by is not None:
        text += "; " + decider_words(consequence.decided_by)
        text += f" ({consequence.decider})" if consequence.decider else ""
    if consequence.ends_after is not None:
        text += "; " + _("it ends after {time}").format(time=duration_in_words(consequence.ends_after))
    return text + "."


def contest_words(contest: Contest) -> list[str]:
    """How to contest, in plain words."""
    contact = _("Write to {contact}.").format(contact=contest.contact) if contest.contact else None
    if contest.to is None:
        nothing = _("This scheme names nobody to whom an entry or a consequence can be contested.")
        return [nothing, contact] if contact else [nothing]
    first = _("You can contest any entry and any consequence. Who decides: {to}.").format(to=contest.to)
    found = [first]
    if contest.within is not None:
        found.append(_("You have {time} from the day you are told.").format(time=duration_in_words(contest.within)))
    if contest.decided_within is not None:
        found.append(_("The decision must come within {time}.").format(time=duration_in_words(contest.decided_within)))
    if contest.is_free is not None:
        found.append(_("It costs nothing.") if contest.is_free else _("It is not free of charge."))
    if contest.suspends:
        found.append(_("Until the decision, points against you and ceilings of the contested entry do not count."))
    else:
        found.append(_("Until the decision, the contested entry goes on counting."))
    if contest.is_independent is False:
        found.append(_("Those who decide are not independent of those who recorded."))
    return [*found, contact] if contact else found

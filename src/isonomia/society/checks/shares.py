"""Shares that must add up: of groups to one, of an activity's events for one scheme to at most one."""

from collections.abc import Iterator
from decimal import Decimal

from isonomia.society.checks import Examination
from isonomia.society.model.activity import Activity


def check_groups(examination: Examination) -> None:
    """The groups are the whole population: their shares sum to exactly 1."""
    if list(examination.file.groups) != examination.written("groups"):
        return  # a faulty group is left out, so the sum says nothing
    total = sum((group.share.value for group in examination.file.groups.values()), Decimal(0))
    if total != 1:
        examination.error_at_key(
            "society-shares", ("groups",), f"groups whose shares sum to {total}", "shares that sum to exactly 1"
        )


def check_events(examination: Examination) -> None:
    """An act becomes one event in a scheme at most, so the shares of those that can meet in one sum to at most 1."""
    for name, activity in examination.file.activities.items():
        for scheme, numbers in meeting(activity):
            events = [activity.events[number] for number in numbers]
            total = sum((event.share.value for event in events), Decimal(0))
            if total > 1:
                where = f"of the scheme '{scheme}'" if scheme else f"of the source '{events[0].source}'"
                examination.error_at_key(
                    "society-shares",
                    ("activities", name, "events"),
                    f"events {where} whose shares sum to {total}",
                    "at most 1 in one scheme",
                    "an act becomes one event, or with the rest of the chance none",
                )
                break


def meeting(activity: Activity) -> Iterator[tuple[str, list[int]]]:
    """The events, by number, that surely meet in one scheme: those that name it, and those for any scheme with a
    source of these.

    Events for any scheme that share a source meet under the name ''. Which sources a scheme has besides is not known
    here: whoever puts society and scheme together must look at those again.
    """
    every = list(enumerate(activity.events))
    for scheme in dict.fromkeys(name for event in activity.events for name in event.schemes):
        sources = {event.source for event in activity.events if scheme in event.schemes}
        yield (
            scheme,
            [
                number
                for number, event in every
                if scheme in event.schemes or (not event.schemes and event.source in sources)
            ],
        )
    for source in dict.fromkeys(event.source for event in activity.events if not event.schemes):
        yield "", [number for number, event in every if event.source == source and not event.schemes]

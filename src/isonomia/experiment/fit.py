"""Whether a society and a scheme, and the numbers of a comparison, fit together."""

from collections.abc import Iterator

from isonomia.diagnostics.diagnostic import Level
from isonomia.errors import UsageError
from isonomia.experiment.paired import MOST_REPLICATES
from isonomia.locale import _
from isonomia.presets import society_names, society_path
from isonomia.scheme.scheme import Scheme
from isonomia.society.events import events_for, misfits
from isonomia.society.load import load_society
from isonomia.society.society import Society


def check_fit(society: Society, scheme: Scheme) -> None:
    """UsageError where nobody does anything that the scheme reads, with the shipped societies in which they do."""

    def feeds(one: Society) -> bool:
        return any(events_for(activity, scheme) for activity in one.file.activities.values())

    if feeds(society):
        return
    others = [name for name in society_names() if feeds(load_society(society_path(name)))]
    choice = _("choose --society {names}, or ").format(names=_(" or ").join(others)) if others else ""
    raise UsageError(
        _("no activity of society '{society}' leaves an event that scheme '{scheme}' reads").format(
            society=society.file.society, scheme=scheme.name
        ),
        remedy=choice
        + _("give its activities `events` for the sources {sources}").format(sources=", ".join(scheme.file.sources)),
    )


def left_out(society: Society, scheme: Scheme) -> Iterator[str]:
    """Remarks on events that are left out, as the scheme has their source but not their fields; UsageError for those
    that cannot be meant.
    """
    for misfit in misfits(society, scheme):
        if misfit.level is Level.ERROR:
            raise UsageError(
                _("activity '{name}' of society '{society}' has an event with {found}").format(
                    name=misfit.activity, society=society.file.society, found=misfit.found
                ),
                remedy=misfit.remedy,
            )
        yield _("left out: an event of '{name}' with {found}").format(name=misfit.activity, found=misfit.found)


def check_numbers(seed: int, replicates: int) -> None:
    """UsageError where a seed or a number of replicates cannot be."""
    if not 1 <= replicates <= MOST_REPLICATES:
        raise UsageError(
            _("{count} replicates").format(count=replicates),
            remedy=_("1 to {most} replicates").format(most=MOST_REPLICATES),
        )
    if not 0 <= seed < 2**64:
        raise UsageError(
            _("seed {seed}").format(seed=seed), remedy=_("a whole number of at most 64 bits, not negative")
        )

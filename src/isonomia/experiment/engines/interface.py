"""A run to be done, what comes of it, and what an engine must do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from isonomia.errors import UsageError
from isonomia.simulate.checkpoint import Checkpoint, Origin
from isonomia.simulate.outcome import Outcome
from isonomia.simulate.run import WEEKS_A_CALL, Progress, Run, begin, setting_of
from isonomia.simulate.take_over import take_over


@dataclass(frozen=True)
class Job:
    """One run: what it is made from, the checkpoint that it goes on from, when it stops, where it is kept.

    Where the checkpoint's scheme or society is another than the origin's, the origin's takes over there.
    end_tick: how many weeks are to be over, None for all; place: the file of its own checkpoints, None for none.
    """

    origin: Origin
    checkpoint: Checkpoint | None = None
    end_tick: int | None = None
    place: Path | None = None

    @property
    def weeks(self) -> int:
        """How many weeks are to be over."""
        return self.origin.weeks if self.end_tick is None else min(self.end_tick, self.origin.weeks)

    def start(self, room: int, only: range | None = None) -> Run:
        """The run before its next week, or `only` those of its shards, with room for so many records a person."""
        request = replace(self.origin.request, room=room)
        if self.checkpoint is None:
            return begin(request, only)
        run = self.checkpoint.resume(request, only)
        if self.is_branch:
            take_over(run, setting_of(request))
        return run

    @property
    def is_branch(self) -> bool:
        """Whether another scheme or society goes on with the checkpoint."""
        return self.checkpoint is not None and self.origin.text != self.checkpoint.origin.text

    def is_kept_at(self, tick: int) -> bool:
        """Whether a checkpoint is due when `tick` weeks are over."""
        return self.place is not None and (tick % WEEKS_A_CALL == 0 or tick == self.weeks)


@dataclass(frozen=True)
class Finished:
    """What comes of a run that is over: its outcome, and of sampled people records, what was true, and standings."""

    outcome: Outcome
    records: Sequence[dict[str, Any]] = ()
    truths: Sequence[dict[str, Any]] = ()
    standings: Sequence[dict[str, Any]] = ()


class Engine(Protocol):
    """Does runs."""

    @property
    def shards(self) -> int:
        """Into how many shards a new run is best cut."""

    def run(self, job: Job, progress: Progress | None = None) -> Finished | None:
        """Do a run; None if it stops before its last week. `progress` is told how many weeks are over."""


def check_branch(checkpoint: Checkpoint, origin: Origin) -> None:
    """UsageError where a checkpoint cannot go on under another scheme or society."""
    if not checkpoint.origin.keeps_all:
        raise UsageError(
            f"the run in '{checkpoint.path}' has dropped records that another scheme may need",
            remedy="make it again with `--checkpoint DIR --stop-at WEEK`, which keeps all of them",
        )
    if checkpoint.tick >= origin.weeks:
        raise UsageError(
            f"the run in '{checkpoint.path}' is over: no week is left for another scheme",
            remedy="make it again with `--checkpoint DIR --stop-at WEEK`",
        )

"""Some shards of a run in a process of their own: what a machine of a cluster holds. Knows nothing of Ray."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isonomia.experiment.engines.interface import Job
from isonomia.simulate.checkpoint import Arrays, Checkpoint, Origin, arrays_of
from isonomia.simulate.compiled import kernel_digest
from isonomia.simulate.outcome import Part, part_of
from isonomia.simulate.run import Run
from isonomia.simulate.sampled_ledger import sampled_records, sampled_standings, sampled_truth
from isonomia.simulate.shard import StoreOverflowed


@dataclass(frozen=True)
class Order:
    """What a worker is told: files as texts, so that its machine needs isonomia alone.

    origin: as text (isonomia.simulate.checkpoint); low, high: its shards; room: records a person. Where the run goes on
    from a checkpoint: what that run was made from, its tick, and the arrays of these shards.
    """

    origin: str
    low: int
    high: int
    room: int
    kept_origin: str | None = None
    kept_tick: int = 0
    kept_arrays: Arrays | None = None


class Worker:
    """The shards of one worker, between the weeks for which it is called."""

    def __init__(self) -> None:
        self.run: Run | None = None

    def kernel(self) -> str:
        """The digest of the kernel: all machines of a run must have the same."""
        return kernel_digest()

    def begin(self, order: Order) -> None:
        """Make the shards before the run's next week."""
        checkpoint = None
        if order.kept_origin is not None and order.kept_arrays is not None:
            kept = Origin.from_text(order.kept_origin)
            checkpoint = Checkpoint(Path(), kept, order.kept_tick, order.kept_arrays)
        job = Job(Origin.from_text(order.origin), checkpoint)
        self.run = None  # frees the last run before the next one takes memory
        self.run = job.start(order.room, range(order.low, order.high))

    def advance(self, until: int) -> int | None:
        """Go on until so many weeks are over; this week's adverse records, or None where the store overflowed."""
        run = self._run()
        try:
            with ThreadPoolExecutor(1) as pool:
                run.advance_apart(until, pool)
        except StoreOverflowed:
            return None
        return run.recorded

    def patrol(self, recorded: int) -> None:
        """Take in the week's adverse records of all shards."""
        self._run().patrol(recorded)

    def arrays(self) -> Arrays:
        """All that changes, for a checkpoint."""
        return arrays_of(self._run())

    def part(self) -> Part:
        """What the shards leave of a run that is over."""
        return part_of(self._run())

    def sample(self) -> tuple[list[dict[str, Any]], ...]:
        """The records of the sampled people among them, what was true, and their standings."""
        return tuple(list(lines(self._run())) for lines in (sampled_records, sampled_truth, sampled_standings))

    def _run(self) -> Run:
        assert self.run is not None
        return self.run

"""Runs in this process, a thread a shard."""

from dataclasses import dataclass

from isonomia.experiment.engines.interface import Finished, Job
from isonomia.simulate.checkpoint import save
from isonomia.simulate.outcome import outcome_of
from isonomia.simulate.run import Progress, Run, run
from isonomia.simulate.sampled_ledger import sampled_records, sampled_standings, sampled_truth


@dataclass(frozen=True)
class ThreadsEngine:
    """This machine alone."""

    threads: int

    @property
    def shards(self) -> int:
        return self.threads

    def run(self, job: Job, progress: Progress | None = None) -> Finished | None:
        def keep(running: Run) -> None:
            if job.place is not None and job.is_kept_at(running.tick):
                save(running, job.origin, job.place)

        done = run(
            job.origin.request,
            threads=self.threads,
            end_tick=job.end_tick,
            progress=progress,
            start=lambda request: job.start(request.room),
            after_weeks=keep,
        )
        if done.tick < job.origin.weeks:
            return None
        sampled = bool(job.origin.sample)
        return Finished(
            outcome_of(done),
            list(sampled_records(done)) if sampled else (),
            list(sampled_truth(done)) if sampled else (),
            list(sampled_standings(done)) if sampled else (),
        )

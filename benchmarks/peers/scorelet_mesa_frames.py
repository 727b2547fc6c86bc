"""scorelet in mesa-frames: a Polars frame for all people, an expression for each change."""

from collections.abc import Callable
from typing import Any

import mesa_frames
import numpy as np
import polars as pl
from scorelet import (
    DETECTED,
    FALSE_POINTS,
    FALSE_RECORDS,
    HIGHEST,
    LOWERED_INCOME,
    NORM,
    POINTS,
    RECOVERY,
    START,
    THRESHOLDS,
    make_people,
)

ACTIVITIES = range(len(POINTS))


class People(mesa_frames.AgentSetPolars):
    """Columns u<a>: log-odds but for the neighbours; a<a>: whether the person did it last tick."""

    def __init__(self, model: "Scorelet", people: int, seed: int) -> None:
        super().__init__(model)
        usual, group = make_people(people, seed)
        columns = {f"u{a}": usual[:, a].astype(np.float32) for a in ACTIVITIES}
        columns |= {f"a{a}": np.zeros(people, np.int8) for a in ACTIVITIES}
        self += pl.DataFrame(
            columns
            | {
                "unique_id": np.arange(people),
                "group": group,
                "detected": np.array(DETECTED, np.float32)[group],
                "points": np.full(people, START, np.int32),
                "score": np.full(people, START, np.int32),
                "band": np.full(people, 2, np.int8),
                "income": np.ones(people, np.float32),
            }
        )

    def step(self) -> None:
        frame, chance = self.agents, self.random
        frame = frame.with_columns(
            *(pl.Series(f"n{a}", chance.random(len(frame), np.float32)) for a in ACTIVITIES),
            rare=pl.Series(chance.random(len(frame), np.float32)),
        )
        frame = frame.with_columns(_ratio(frame, a) for a in ACTIVITIES)
        points = pl.col("points") + FALSE_POINTS * (pl.col("rare") < FALSE_RECORDS).cast(pl.Int32)
        for a in ACTIVITIES:
            points += POINTS[a] * (pl.col(f"r{a}") < pl.col("detected")).cast(pl.Int32)
        frame = frame.with_columns(
            *((pl.col(f"r{a}") < 1).cast(pl.Int8).alias(f"a{a}") for a in ACTIVITIES), points=points
        )
        frame = frame.with_columns(score=pl.col("points").clip(0, HIGHEST))
        first, second, third = (pl.col("score") >= threshold for threshold in THRESHOLDS)
        target = pl.when(first).then(1.0).otherwise(LOWERED_INCOME)
        frame = frame.with_columns(
            band=first.cast(pl.Int8) + second.cast(pl.Int8) + third.cast(pl.Int8),
            income=(pl.col("income") + (target - pl.col("income")) * RECOVERY).cast(pl.Float32),
        )
        self.agents = frame.drop([f"{letter}{a}" for letter in "nr" for a in ACTIVITIES] + ["rare"])


def _ratio(frame: pl.DataFrame, activity: int) -> pl.Expr:
    """The number over the chance of the act: below 1 the person acts, below the chance of detection it is seen."""
    acts = frame[f"a{activity}"]
    ties = sum(pl.concat([acts[-step:], acts[:-step]]) for step in (1, 2, -1, -2))
    against = (-pl.col(f"u{activity}") - NORM / 4 * pl.lit(ties).cast(pl.Float32)).exp()
    return (pl.col(f"n{activity}") * (1 + against)).alias(f"r{activity}")


class Scorelet(mesa_frames.ModelDF):
    """People on a ring."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(seed)
        self.agents += People(self, people, seed)
        self.recorded: list[tuple[float, pl.DataFrame]] = []

    def step(self) -> None:
        self.agents.do("step")
        frame = self.frame
        self.recorded.append((frame["score"].mean(), frame["band"].value_counts()))

    @property
    def frame(self) -> pl.DataFrame:
        return self.get_agents_of_type(People).agents


def start(people: int, seed: int) -> tuple[Callable[[], None], Callable[[], dict[str, Any]]]:
    """A model before its first tick."""
    model = Scorelet(people, seed)

    def state() -> dict[str, Any]:
        frame = model.frame
        found: dict[str, Any] = {name: frame[name].to_numpy() for name in ("group", "score", "band", "income")}
        return found | {"acts": frame.select(f"a{a}" for a in ACTIVITIES).to_numpy()}

    return model.step, state

"""What does a Polars user write for the same standings, lazily, from the same Parquet files?

One sort of each source, a running sum over member and period for each cap, sums by member for each rule; only the
columns and dates that matter are read. `collect` may stream.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa

from peers.benchmark_scheme import BANDS, DAYS, LOWEST, NOW, POOLS, RANGE, RULES, TODAY, Rule, stages

EVERY = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
ORDER = ["member", "occurred_at", "event_id"]
MATCHES = {
    "long_help": pl.col("data_hours") >= 2,
    "short_help": pl.col("data_hours") < 2,
    "night_shift": pl.col("data_task") == "night",
    "teaching": pl.col("data_task") == "teaching",
    "on_time": pl.col("data_days_late") <= 0,
    "late": pl.col("data_days_late") > 30,
    "donation": pl.col("data_amount") >= 500,
    "complaint": (pl.col("data_severity") == 1) & pl.col("data_confirmed"),
    "offence": (pl.col("data_severity") >= 2) & pl.col("data_confirmed"),
    "praise": pl.col("data_severity") == 0,
}
# quarters of an hour, so that no half is rounded wrongly: round(x * 2) half away from zero, from whole millionths
LONG_HELP = (pl.min_horizontal((pl.col("data_hours") * 1_000_000).cast(pl.Int64), 8_000_000) * 2 + 500_000) // 1_000_000
POINTS = {
    "long_help": LONG_HELP,
    "short_help": pl.lit(1),
    "night_shift": pl.lit(3),
    "teaching": pl.lit(5),
    "on_time": pl.lit(1),
    "late": pl.when(pl.col("data_days_late") > 90).then(12).otherwise(4),
    "donation": pl.lit(2),
    "complaint": pl.lit(2),
    "offence": pl.col("data_severity") * 10,
    "praise": pl.lit(4),
}


def standings(folder: Path, engine: str = "auto") -> pa.Table:
    """Member, score, band and next fade of everybody, ordered by member."""
    events = {source: _events(folder, source) for source in ("hours", "payments", "reports")}
    ruled = {name: _ruled(events[rule.source], name, rule) for name, rule in RULES.items()}
    for pool in POOLS:
        ruled |= dict(_pooled(pool, ruled))
    parts = [_sums(frame, RULES[name]) for name, frame in ruled.items()]
    columns = [f"d{n}" for n in range(len(DAYS))]
    total = pl.concat(parts).group_by("member").agg(pl.col(columns).sum(), pl.col("next_fade").min())
    listed = pl.concat([frame.select("member") for frame in events.values()]).unique()
    frame = listed.join(total, on="member", how="left").with_columns(pl.col(columns).fill_null(0))
    return frame.select("member", _score(), _band(), "next_fade").sort("member").collect(engine=engine).to_arrow()


def _events(folder: Path, source: str) -> pl.LazyFrame:
    known = (pl.col("recorded_at") <= NOW) & (pl.col("occurred_at") <= NOW)
    return pl.scan_parquet(folder / f"{source}.parquet").filter(known)


def _ruled(events: pl.LazyFrame, name: str, rule: Rule) -> pl.LazyFrame:
    """The matches of a rule with the points that its cap leaves."""
    matches = events.filter(MATCHES[name] & (pl.col("occurred_on") >= rule.first))
    return _capped(matches.select(*ORDER, "occurred_on", p=POINTS[name].cast(pl.Int32)), rule.cap, rule.per, ORDER)


def _capped(frame: pl.LazyFrame, cap: int, period: str, order: list[str]) -> pl.LazyFrame:
    start = pl.col("occurred_on").dt.truncate(EVERY[period])
    s = pl.col("s")
    return (
        frame.sort(order)
        .with_columns(s=pl.col("p").cum_sum().over("member", start))
        .filter(s - pl.col("p") < cap)
        .with_columns(p=s.clip(upper_bound=cap) - (s - pl.col("p")).clip(upper_bound=cap))
        .drop("s")
    )


def _pooled(pool: str, ruled: dict[str, pl.LazyFrame]) -> Iterator[tuple[str, pl.LazyFrame]]:
    """The rules of a pool with the points that the pool's cap leaves."""
    cap, period = POOLS[pool]
    names = [name for name, rule in RULES.items() if rule.pool == pool]
    several = len({RULES[name].source for name in names}) > 1
    frames = [
        ruled[name].with_columns(place=pl.lit(place, pl.Int8), source=pl.lit(RULES[name].source))
        for place, name in enumerate(names)
    ]
    order = ["member", "occurred_at", *(["source"] if several else []), "event_id", "place"]
    left = _capped(pl.concat(frames), cap, period, order)
    for place, name in enumerate(names):
        yield name, left.filter(pl.col("place") == place)


def _sums(frame: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """By member: the points on each of the days, and the next date that fades."""
    on, p = pl.col("occurred_on"), pl.col("p")
    days = []
    for n, day in enumerate(DAYS):
        faded = pl.lit(0, pl.Int32)
        for stage in reversed(stages(rule, day)):
            faded = pl.when(on >= stage.first).then(p // stage.divisor if stage.divisor > 1 else p).otherwise(faded)
        days.append((rule.sign * pl.when(on <= day).then(faded).otherwise(0)).sum().alias(f"d{n}"))
    fades = []
    newer = pl.lit(value=True)
    for stage in stages(rule, TODAY):
        alive = newer & (on >= stage.first) & (p >= stage.divisor)
        fades.append(on.filter(alive).min().dt.offset_by(f"{stage.months}mo"))
        newer = on < stage.first
    return frame.group_by("member").agg(*days, next_fade=pl.min_horizontal(fades))


def _score() -> pl.Expr:
    return pl.col("d0").clip(*RANGE).cast(pl.Int64).alias("score")


def _band() -> pl.Expr:
    band = pl.lit(LOWEST)
    for name, threshold, sundays in reversed(BANDS):
        best = pl.max_horizontal([f"d{n}" for n in range(1, sundays + 1)])
        band = pl.when(best >= threshold).then(pl.lit(name)).otherwise(band)
    return band.alias("band")


if __name__ == "__main__":
    begun = time.perf_counter()
    table = standings(Path(sys.argv[1]), sys.argv[2])
    print(len(table), round(time.perf_counter() - begun, 2))

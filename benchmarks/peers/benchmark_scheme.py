"""What is asked of `scheme.yaml`, as constants that every peer uses: its days, its rules' caps and how points fade."""

from dataclasses import dataclass
from datetime import date, datetime

from isonomia.periods import Duration, first_day_reaching

NOW = datetime(2025, 12, 31, 12)
TODAY = NOW.date()
# the Sundays whose band may still last on TODAY: the longest grace is 30 days
SUNDAYS = [date(2025, 12, 28), date(2025, 12, 21), date(2025, 12, 14), date(2025, 12, 7), date(2025, 11, 30)]
DAYS = [TODAY, *SUNDAYS]
# a band, its threshold, and how many of the Sundays count for it with its grace, from the newest; best first
BANDS = [("pillar", 150, 5), ("neighbour", 60, 3), ("friend", 10, 1)]
LOWEST = "visitor"
RANGE = (-100, 1000)


@dataclass(frozen=True)
class Rule:
    """A rule's cap, how its points fade, and the first date whose events still matter for a cap, a pool or a sum."""

    source: str
    cap: int
    per: str
    first: date
    life: int | None = None  # months
    halves: int | None = None  # months to each halving
    halvings: int = 0  # of them until nothing is left
    pool: str | None = None
    sign: int = 1


RULES = {
    "long_help": Rule("hours", 40, "month", date(2022, 10, 1), life=24, pool="kindness"),
    "short_help": Rule("hours", 2, "week", date(2022, 9, 26), life=6, pool="kindness"),
    "night_shift": Rule("hours", 9, "month", date(2022, 10, 1), life=36, halves=12, halvings=3, pool="kindness"),
    "teaching": Rule("hours", 20, "year", date(2024, 1, 1), halves=6, halvings=3),
    "on_time": Rule("payments", 6, "year", date(2024, 1, 1), life=12, pool="thanks"),
    "late": Rule("payments", 20, "year", date(2024, 1, 1), life=12, sign=-1),
    "donation": Rule("payments", 2, "day", date(2024, 5, 31), life=18),
    "complaint": Rule("reports", 4, "month", date(2025, 5, 1), life=6, sign=-1),
    "offence": Rule("reports", 60, "year", date(2022, 1, 1), life=36, halves=12, halvings=3, sign=-1),
    "praise": Rule("reports", 8, "week", date(2024, 1, 1), life=12, pool="thanks"),
}
POOLS = {"kindness": (90, "quarter"), "thanks": (15, "year")}


@dataclass(frozen=True)
class Stage:
    """Points dated `first` or later, and not in a newer stage, are divided by `divisor` and fade after `months`."""

    first: date
    divisor: int
    months: int


def stages(rule: Rule, day: date) -> list[Stage]:
    """How the points of a rule stand on a day, the newest first; what is older than the last stage is 0."""
    if rule.halves is None:
        assert rule.life is not None
        return [Stage(first_day_reaching(day, Duration(rule.life, "months")), 1, rule.life)]
    step = Duration(rule.halves, "months")
    return [
        Stage(first_day_reaching(day, step, k + 1), 2**k, min(rule.halves * (k + 1), rule.life or 10_000))
        for k in range(rule.halvings)
    ]


AT = f"TIMESTAMP '{NOW}'"
# the end of a query by hand, after its CTE `total` with the sums of the days and the next fade
STANDINGS = f"""), listed AS (
  SELECT member FROM event_hours WHERE recorded_at <= {AT}
  UNION SELECT member FROM event_payments WHERE recorded_at <= {AT}
  UNION SELECT member FROM event_reports WHERE recorded_at <= {AT}
)
SELECT member, LEAST(1000, GREATEST(-100, COALESCE(d0, 0)))::BIGINT AS score,
  CASE WHEN GREATEST(d1, d2, d3, d4, d5) >= 150 THEN 'pillar'
    WHEN GREATEST(d1, d2, d3) >= 60 THEN 'neighbour'
    WHEN d1 >= 10 THEN 'friend' ELSE 'visitor' END AS band,
  next_fade::DATE AS next_fade
FROM listed LEFT JOIN total USING (member) ORDER BY member
"""

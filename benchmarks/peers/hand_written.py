"""What would an expert write by hand in DuckDB for exactly this scheme?

One row an entry; one window for all caps and one for both pools; what a cap left nothing of is dropped at once;
expiries and halvings as constant dates; events too old to matter for any cap, pool or sum left unread.
"""

from datetime import date

from isonomia.periods import Duration, first_day_reaching

TODAY = date(2025, 12, 31)
# the Sundays whose band may still last on TODAY: the longest grace is 30 days
SUNDAYS = [date(2025, 12, 28), date(2025, 12, 21), date(2025, 12, 14), date(2025, 12, 7), date(2025, 11, 30)]
DAYS = [TODAY, *SUNDAYS]
KNOWN = "TIMESTAMP '2025-12-31 12:00:00'"

# column: months of life (None: none), months to each halving (None: never), number of halvings until nothing is left
FADING: dict[str, tuple[int | None, int | None, int]] = {
    "long_help": (24, None, 0),
    "short_help": (6, None, 0),
    "night_shift": (36, 12, 2),
    "teaching": (None, 6, 3),
    "on_time": (12, None, 0),
    "late": (12, None, 0),
    "donation": (18, None, 0),
    "complaint": (6, None, 0),
    "offence": (36, 12, 3),
    "praise": (12, None, 0),
}

# rule: table, condition, magnitude of the points, cap, period of the cap, first date that can still matter
RULES: dict[str, tuple[str, str, str, int, str, str]] = {
    "long_help": ("hours", "data_hours >= 2", "ROUND(LEAST(data_hours, 8) * 2)", 40, "month", "2022-10-01"),
    "short_help": ("hours", "data_hours < 2", "1", 2, "week", "2022-09-26"),
    "night_shift": ("hours", "data_task = 'night'", "3", 9, "month", "2022-10-01"),
    "teaching": ("hours", "data_task = 'teaching'", "5", 20, "year", "2024-01-01"),
    "on_time": ("payments", "data_days_late <= 0", "1", 6, "year", "2024-01-01"),
    "late": ("payments", "data_days_late > 30", "CASE WHEN data_days_late > 90 THEN 12 ELSE 4 END", 20, "year",
             "2024-01-01"),
    "donation": ("payments", "data_amount >= 500", "2", 2, "day", "2024-05-01"),
    "complaint": ("reports", "data_severity = 1 AND data_confirmed", "2", 4, "month", "2025-05-01"),
    "offence": ("reports", "data_severity >= 2 AND data_confirmed", "data_severity * 10", 60, "year", "2022-01-01"),
    "praise": ("reports", "data_severity = 0", "4", 8, "week", "2024-01-01"),
}  # fmt: skip
PLACE = {rule: number for number, rule in enumerate(RULES)}

QUERY = """
WITH entry AS (
  {entries}
), summed AS (
  SELECT *, SUM(p) OVER (
    PARTITION BY member, rule, period ORDER BY instant, event_id ROWS UNBOUNDED PRECEDING)::INT AS s
  FROM entry
), ruled AS MATERIALIZED (
  SELECT member, instant, event_id, occurred_on, rule, LEAST(s, cap) - LEAST(s - p, cap) AS g FROM summed
  WHERE s - p < cap
), pooled AS (
  SELECT *, SUM(g) OVER (PARTITION BY member, is_thanks, date_trunc(CASE WHEN is_thanks THEN 'year' ELSE 'quarter' END,
    occurred_on) ORDER BY instant, rule >= 7, event_id, rule ROWS UNBOUNDED PRECEDING)::INT AS s,
    CASE WHEN is_thanks THEN 15 ELSE 90 END AS cap
  FROM (SELECT *, rule IN (4, 9) AS is_thanks FROM ruled WHERE rule IN (0, 1, 2, 4, 9)) AS pool_members
), counted AS (
  SELECT member, occurred_on, rule, LEAST(s, cap) - LEAST(s - g, cap) AS points FROM pooled WHERE s - g < cap
  UNION ALL
  SELECT member, occurred_on, rule, CASE WHEN rule IN (5, 7, 8) THEN -g ELSE g END FROM ruled
  WHERE rule NOT IN (0, 1, 2, 4, 9)
), total AS (
  SELECT member, {sums}, LEAST({fades}) AS next_fade FROM counted GROUP BY member
), listed AS (
  SELECT member FROM event_hours WHERE recorded_at <= {known}
  UNION SELECT member FROM event_payments WHERE recorded_at <= {known}
  UNION SELECT member FROM event_reports WHERE recorded_at <= {known}
)
SELECT member, LEAST(1000, GREATEST(-100, COALESCE(d0, 0)))::BIGINT AS score,
  CASE WHEN GREATEST(d1, d2, d3, d4, d5) >= 150 THEN 'pillar'
    WHEN GREATEST(d1, d2, d3) >= 60 THEN 'neighbour'
    WHEN d1 >= 10 THEN 'friend' ELSE 'visitor' END AS band,
  next_fade::DATE AS next_fade
FROM listed LEFT JOIN total USING (member) ORDER BY member
"""


def query() -> str:
    """The query as text, its constants filled in. The third Sunday back is the last that 14 days of grace keep."""
    branches = [
        f"SELECT member, occurred_at AS instant, event_id, occurred_on, {PLACE[rule]} AS rule, {cap} AS cap,"
        f" date_trunc('{period}', occurred_on) AS period, ({points})::INT AS p\n  FROM event_{table}"
        f" WHERE {condition} AND occurred_on >= DATE '{first}' AND recorded_at <= {KNOWN} AND occurred_at <= {KNOWN}"
        for rule, (table, condition, points, cap, period, first) in RULES.items()
    ]
    sums = [
        f"SUM(CASE WHEN occurred_on <= DATE '{day}' THEN CASE rule "
        + " ".join(f"WHEN {PLACE[rule]} THEN {_faded(rule, day)}" for rule in RULES)
        + f" END ELSE 0 END) AS d{number}"
        for number, day in enumerate(DAYS)
    ]
    fades = [item for rule in RULES for item in _next_fades(rule)]
    return QUERY.format(
        known=KNOWN,
        entries="\n  UNION ALL\n  ".join(branches),
        sums=",\n    ".join(sums),
        fades=",\n    ".join(fades),
    )


def _first(day: date, months: int, times: int = 1) -> str:
    return f"DATE '{first_day_reaching(day, Duration(months, 'months'), times)}'"


def _stages(rule: str, day: date) -> list[tuple[str, str, int]]:
    """From the newest: the first date of a stage of fading, what is left in it, and the months to the next fade."""
    life, halves, count = FADING[rule]
    if halves is None:
        assert life is not None
        return [(_first(day, life), "points", life)]
    return [
        (_first(day, halves, k + 1), f"points // {2**k}" if k else "points", min(halves * (k + 1), life or 10_000))
        for k in range(count)
    ]


def _faded(rule: str, day: date) -> str:
    branches = " ".join(f"WHEN occurred_on >= {first} THEN {left}" for first, left, _ in _stages(rule, day))
    return f"CASE {branches} ELSE 0 END"


def _next_fades(rule: str) -> list[str]:
    """The oldest date of a stage fades first; date + months never goes backwards, so the minimum may come first."""
    found, newer = [], ""
    for first, left, months in _stages(rule, TODAY):
        alive = f"rule = {PLACE[rule]} AND occurred_on >= {first}{newer} AND {left} <> 0"
        found.append(f"MIN(occurred_on) FILTER ({alive}) + INTERVAL {months} MONTH")
        newer = f" AND occurred_on < {first}"
    return found

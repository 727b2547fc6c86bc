"""What would an expert write by hand in DuckDB who has days for exactly this scheme, this day and this ledger?

- Only quarters that any cap of the kindness pool could touch are sorted; all others keep their points as they are.
- Where all points of a cap fade on one day, order does not matter: what is left up to a day is the lesser of sum and
  cap, so that payments, praise and complaints need sums by member and period alone.
- The order of the windows leaves out what cannot change a sum; integers are narrow; what a cap leaves nothing of is
  dropped at once; each rule has its own sums; expiries and halvings are constant dates; events that can no longer
  matter are not read.
"""

from datetime import date

from peers.benchmark_scheme import AT, DAYS, RULES, STANDINGS, TODAY, Stage, stages

KNOWN = f"recorded_at <= {AT} AND occurred_at <= {AT}"

QUERY = """
WITH {short_help}, hours AS NOT MATERIALIZED (
  SELECT member, occurred_at, event_id, occurred_on, date_trunc('quarter', occurred_on) AS quarter,
    CASE WHEN data_hours >= 2 THEN ROUND(LEAST(data_hours, 8) * 2)::INT ELSE 0 END AS long_help,
    CASE WHEN data_task = 'night' THEN 3 ELSE 0 END AS night_shift, data_hours < 2 AS is_short
  FROM event_hours WHERE occurred_on >= DATE '2022-10-01' AND {known}
), full_quarter AS MATERIALIZED (
  SELECT member, quarter FROM hours GROUP BY ALL
  HAVING SUM(long_help) > 40 OR SUM(night_shift) > 9 OR SUM(long_help + night_shift + is_short::INT) > 90
), capped AS (
  SELECT member, occurred_at, event_id, occurred_on, quarter,
    LEAST(SUM(long_help) OVER month, 40) - LEAST(SUM(long_help) OVER month - long_help, 40) AS long_help,
    LEAST(SUM(night_shift) OVER month, 9) - LEAST(SUM(night_shift) OVER month - night_shift, 9) AS night_shift
  FROM hours SEMI JOIN full_quarter USING (member, quarter)
  WINDOW month AS (PARTITION BY member, date_trunc('month', occurred_on)
    ORDER BY occurred_at, event_id ROWS UNBOUNDED PRECEDING)
), pooled AS MATERIALIZED (
  SELECT member, occurred_on, place, (LEAST(s, 90) - LEAST(s - g, 90))::INT AS g FROM (
    SELECT member, occurred_on, place, g, SUM(g) OVER (PARTITION BY member, quarter
      ORDER BY occurred_at, event_id, place ROWS UNBOUNDED PRECEDING) AS s
    FROM (
      SELECT member, occurred_at, event_id, occurred_on, quarter, 0 AS place, long_help AS g
      FROM capped WHERE long_help > 0
      UNION ALL
      SELECT member, occurred_at, event_id, occurred_on, date_trunc('quarter', occurred_on) AS quarter, 1, g
      FROM short_help SEMI JOIN full_quarter
        ON full_quarter.member = short_help.member AND quarter = date_trunc('quarter', occurred_on)
      UNION ALL
      SELECT member, occurred_at, event_id, occurred_on, quarter, 2, night_shift FROM capped WHERE night_shift > 0
    ) AS given
  ) AS summed WHERE s - g < 90
), free AS MATERIALIZED (
  SELECT member, occurred_on, long_help, night_shift FROM hours ANTI JOIN full_quarter USING (member, quarter)
  WHERE occurred_on >= DATE '2022-12-01' AND long_help + night_shift > 0
), pooled_long_help AS (
  SELECT member, occurred_on, long_help AS g FROM free WHERE long_help > 0 AND occurred_on >= DATE '2023-12-01'
  UNION ALL SELECT member, occurred_on, g FROM pooled WHERE place = 0
), pooled_short_help AS (
  SELECT member, occurred_on, g FROM short_help ANTI JOIN full_quarter
    ON full_quarter.member = short_help.member AND quarter = date_trunc('quarter', occurred_on)
  WHERE occurred_on >= DATE '2025-06-01'
  UNION ALL SELECT member, occurred_on, g FROM pooled WHERE place = 1
), pooled_night_shift AS (
  SELECT member, occurred_on, night_shift AS g FROM free WHERE night_shift > 0
  UNION ALL SELECT member, occurred_on, g FROM pooled WHERE place = 2
), {teaching}, {offence}, {praise}, donation AS (
  SELECT DISTINCT member, occurred_on, 2 AS g FROM event_payments
  WHERE data_amount >= 500 AND occurred_on >= DATE '2024-05-31' AND {known}
), this_year AS (
  SELECT member, {this_year}, MIN(occurred_on) + INTERVAL 12 MONTH AS next_fade FROM (
    SELECT member, occurred_on, (data_days_late <= 0)::INT AS on_time, 0 AS praise,
      CASE WHEN data_days_late > 90 THEN 12 WHEN data_days_late > 30 THEN 4 ELSE 0 END AS late
    FROM event_payments
    WHERE (data_days_late <= 0 OR data_days_late > 30) AND occurred_on >= DATE '2025-01-01' AND {known}
    UNION ALL SELECT member, occurred_on, 0, g, 0 FROM praise WHERE occurred_on >= DATE '2025-01-01'
  ) AS dated GROUP BY member
), last_year AS (
  SELECT member, {last_year}, NULL::TIMESTAMP AS next_fade FROM (
    SELECT member, occurred_on, (data_days_late <= 0)::INT AS on_time, 0 AS praise,
      CASE WHEN data_days_late > 90 THEN 12 WHEN data_days_late > 30 THEN 4 ELSE 0 END AS late
    FROM event_payments
    WHERE (data_days_late <= 0 OR data_days_late > 30) AND occurred_on BETWEEN DATE '2024-01-01' AND DATE '2024-12-31'
      AND {known}
    UNION ALL SELECT member, occurred_on, 0, g, 0 FROM praise WHERE occurred_on <= DATE '2024-12-31'
  ) AS dated GROUP BY member HAVING MAX(occurred_on) > DATE '2024-11-30'
), complaint AS (
  SELECT member, {complaint}, MIN(occurred_on) FILTER (occurred_on >= DATE '2025-07-01') + INTERVAL 6 MONTH AS next_fade
  FROM event_reports WHERE data_severity = 1 AND data_confirmed AND occurred_on >= DATE '2025-06-01' AND {known}
  GROUP BY member, date_trunc('month', occurred_on)
), part AS (
  {parts}
  UNION ALL FROM this_year UNION ALL FROM last_year UNION ALL FROM complaint
), total AS (
  SELECT member, {totals}, MIN(next_fade)::DATE AS next_fade FROM part GROUP BY member
"""

# rules with a window of their own: condition, magnitude of the points, order
WINDOWS = {
    "short_help": ("data_hours < 2", "1", "occurred_at, event_id"),
    "teaching": ("data_task = 'teaching'", "5", "occurred_at"),
    "offence": ("data_severity >= 2 AND data_confirmed", "(data_severity * 10)::INT", "occurred_at, event_id"),
    "praise": ("data_severity = 0", "4", "occurred_at"),
}
# rules whose points are summed entry by entry, and where these are
ENTRIES = {
    "long_help": "pooled_long_help",
    "short_help": "pooled_short_help",
    "night_shift": "pooled_night_shift",
    "teaching": "teaching",
    "donation": "donation",
    "offence": "offence",
}


def query() -> str:
    """The query as text, its constants filled in."""
    this_year, last_year, complaint = [], [], []
    for n, day in enumerate(DAYS):
        by_then = f"occurred_on <= DATE '{day}'"
        this_year.append(f"{_yearly(by_then)} AS d{n}")
        last_year.append(f"{_yearly('true')} - ({_yearly(_before(stages(RULES['late'], day)))}) AS d{n}")
        gone = _before(stages(RULES["complaint"], day))
        complaint.append(f"LEAST(4, 2 * SUM(({gone})::INT)) - LEAST(4, 2 * SUM(({by_then})::INT)) AS d{n}")
    return (
        QUERY.format(
            known=KNOWN,
            this_year=", ".join(this_year),
            last_year=", ".join(last_year),
            complaint=", ".join(complaint),
            parts="\n  UNION ALL ".join(_sums(rule, relation) for rule, relation in ENTRIES.items()),
            totals=", ".join(f"SUM(d{n}) AS d{n}" for n in range(len(DAYS))),
            **{rule: _window(rule) for rule in WINDOWS},
        )
        + STANDINGS
    )


def _before(fading: list[Stage]) -> str:
    """What has expired by the day for which these stages are."""
    return f"occurred_on < DATE '{fading[-1].first}'"


def _yearly(condition: str) -> str:
    """What the two yearly caps and the yearly pool leave of what happened on some days."""

    def total(column: str) -> str:
        return f"SUM({column})" if condition == "true" else f"SUM(CASE WHEN {condition} THEN {column} ELSE 0 END)"

    return f"LEAST(15, LEAST(6, {total('on_time')}) + {total('praise')}) - LEAST(20, {total('late')})"


def _window(name: str) -> str:
    """What the cap of a rule leaves, entry by entry."""
    rule, (condition, points, order) = RULES[name], WINDOWS[name]
    return f"""{name} AS NOT MATERIALIZED (
  SELECT member, occurred_at, event_id, occurred_on, LEAST(s, {rule.cap}) - LEAST(s - p, {rule.cap}) AS g FROM (
    SELECT *, SUM(p) OVER (PARTITION BY member, date_trunc('{rule.per}', occurred_on)
      ORDER BY {order} ROWS UNBOUNDED PRECEDING)::INT AS s
    FROM (SELECT member, occurred_at, event_id, occurred_on, {points} AS p FROM event_{rule.source}
      WHERE {condition} AND occurred_on >= DATE '{rule.first}' AND {KNOWN}) AS matched
  ) AS summed WHERE s - p < {rule.cap}
)"""


def _sums(name: str, relation: str) -> str:
    """The sums of one rule by member: the days' points, and the next date that fades."""
    sign = "-" if RULES[name].sign < 0 else ""
    sums = [
        f"{sign}SUM(CASE WHEN occurred_on <= DATE '{day}' THEN {_faded(name, day)} ELSE 0 END) AS d{n}"
        for n, day in enumerate(DAYS)
    ]
    fades, newer = [], ""
    for stage in stages(RULES[name], TODAY):
        alive = f"occurred_on >= DATE '{stage.first}'{newer} AND g >= {stage.divisor}"
        fades.append(f"MIN(occurred_on) FILTER ({alive}) + INTERVAL {stage.months} MONTH")
        newer = f" AND occurred_on < DATE '{stage.first}'"
    least = f"LEAST({', '.join(fades)})" if len(fades) > 1 else fades[0]
    return f"SELECT member, {', '.join(sums)}, {least} AS next_fade FROM {relation} GROUP BY member"


def _faded(name: str, day: date) -> str:
    branches = " ".join(
        f"WHEN occurred_on >= DATE '{stage.first}' THEN g" + (f" // {stage.divisor}" if stage.divisor > 1 else "")
        for stage in stages(RULES[name], day)
    )
    return f"CASE {branches} ELSE 0 END"

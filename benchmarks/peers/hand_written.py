"""What would an expert write by hand in DuckDB for exactly this scheme?

One row an entry; one window for all caps and one for both pools; what a cap left nothing of is dropped at once;
expiries and halvings as constant dates; events too old to matter for any cap, pool or sum left unread.
"""

from datetime import date

from peers.benchmark_scheme import AT, DAYS, RULES, STANDINGS, TODAY, Stage, stages

# rule: condition, magnitude of the points
MATCHES: dict[str, tuple[str, str]] = {
    "long_help": ("data_hours >= 2", "ROUND(LEAST(data_hours, 8) * 2)"),
    "short_help": ("data_hours < 2", "1"),
    "night_shift": ("data_task = 'night'", "3"),
    "teaching": ("data_task = 'teaching'", "5"),
    "on_time": ("data_days_late <= 0", "1"),
    "late": ("data_days_late > 30", "CASE WHEN data_days_late > 90 THEN 12 ELSE 4 END"),
    "donation": ("data_amount >= 500", "2"),
    "complaint": ("data_severity = 1 AND data_confirmed", "2"),
    "offence": ("data_severity >= 2 AND data_confirmed", "data_severity * 10"),
    "praise": ("data_severity = 0", "4"),
}
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
"""


def query() -> str:
    """The query as text, its constants filled in. The third Sunday back is the last that 14 days of grace keep."""
    branches = [
        f"SELECT member, occurred_at AS instant, event_id, occurred_on, {PLACE[name]} AS rule, {rule.cap} AS cap,"
        f" date_trunc('{rule.per}', occurred_on) AS period, ({points})::INT AS p\n  FROM event_{rule.source}"
        f" WHERE {condition} AND occurred_on >= DATE '{rule.first}' AND recorded_at <= {AT} AND occurred_at <= {AT}"
        for name, rule in RULES.items()
        for condition, points in [MATCHES[name]]
    ]
    sums = [
        f"SUM(CASE WHEN occurred_on <= DATE '{day}' THEN CASE rule "
        + " ".join(f"WHEN {PLACE[rule]} THEN {_faded(rule, day)}" for rule in RULES)
        + f" END ELSE 0 END) AS d{number}"
        for number, day in enumerate(DAYS)
    ]
    fades = [item for rule in RULES for item in _next_fades(rule)]
    return (
        QUERY.format(
            entries="\n  UNION ALL\n  ".join(branches),
            sums=",\n    ".join(sums),
            fades=",\n    ".join(fades),
        )
        + STANDINGS
    )


def _left(stage: Stage) -> str:
    return f"points // {stage.divisor}" if stage.divisor > 1 else "points"


def _faded(rule: str, day: date) -> str:
    branches = " ".join(
        f"WHEN occurred_on >= DATE '{stage.first}' THEN {_left(stage)}" for stage in stages(RULES[rule], day)
    )
    return f"CASE {branches} ELSE 0 END"


def _next_fades(rule: str) -> list[str]:
    """The oldest date of a stage fades first; date + months never goes backwards, so the minimum may come first."""
    found, newer = [], ""
    for stage in stages(RULES[rule], TODAY):
        alive = f"rule = {PLACE[rule]} AND occurred_on >= DATE '{stage.first}'{newer} AND {_left(stage)} <> 0"
        found.append(f"MIN(occurred_on) FILTER ({alive}) + INTERVAL {stage.months} MONTH")
        newer = f" AND occurred_on < DATE '{stage.first}'"
    return found

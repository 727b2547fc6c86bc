"""Membership as SQL: stretches of enrolment, and who is listed."""

from datetime import date

from isonomia.periods import Duration
from isonomia.score.sql.builder import Builder

# stands for "still enrolled" where dates are compared; ledgers end in 2999
BEYOND_ALL_DATES = date(9998, 12, 31)


def add_enrolment(builder: Builder) -> None:
    """`enrolment`: member, first, last (NULL: still enrolled), stretches that meet joined into one."""
    if builder.shape.joins:
        _add_stretches(builder)
        _add_islands(builder)
        return
    dates = [f"SELECT member, occurred_on FROM fact_{source}" for source in builder.sources_read()]
    facts = "\n  UNION ALL\n  ".join(dates)
    first = f"SELECT member, MIN(occurred_on) AS first FROM (\n  {facts}) AS dates GROUP BY member"
    if not builder.shape.memberships:
        builder.add("enrolment", f"SELECT member, first, CAST(NULL AS DATE) AS last FROM ({first}) AS started")
        return
    builder.add(
        "enrolment",
        "SELECT f.member, f.first, l.last FROM (" + first + ") AS f\nLEFT JOIN (SELECT member, MAX(occurred_on) AS last"
        f" FROM membership WHERE {builder.known} AND occurred_on <= {builder.dialect.day(builder.today)}"
        " GROUP BY member) AS l ON l.member = f.member",
    )


def _add_stretches(builder: Builder) -> None:
    """Joins and leaves in turn. Of a join and a leave at one instant, the one that fits comes first."""
    today = builder.dialect.day(builder.today)
    builder.add(
        "membership_instant",
        "SELECT member, occurred_at, MIN(occurred_on) AS occurred_on,\n"
        "  MAX(CASE WHEN kind = 'join' THEN 1 ELSE 0 END) AS joins,\n"
        "  MAX(CASE WHEN kind = 'leave' THEN 1 ELSE 0 END) AS leaves\n"
        f"FROM membership WHERE {builder.known} AND occurred_on <= {today}\nGROUP BY member, occurred_at",
    )
    builder.add(
        "membership_run",
        "SELECT member, occurred_at, occurred_on, joins, leaves,\n"
        "  SUM(CASE WHEN joins + leaves = 1 THEN 1 ELSE 0 END)\n"
        "    OVER (PARTITION BY member ORDER BY occurred_at ROWS UNBOUNDED PRECEDING) AS run\n"
        "FROM membership_instant",
    )
    builder.add(
        "membership_state",
        "SELECT member, occurred_at, occurred_on, joins, leaves,\n"
        "  MAX(CASE WHEN joins + leaves = 1 THEN joins ELSE 0 END) OVER (PARTITION BY member, run) AS is_open\n"
        "FROM membership_run",
    )
    # with both at one instant an enrolled member leaves and joins again, another joins and leaves
    turns = [
        f"SELECT member, occurred_at, occurred_on, '{kind}' AS kind,\n"
        f"  CASE WHEN {other} = 1 AND is_open = {second} THEN 2 ELSE 1 END AS turn\n"
        f"FROM membership_state WHERE {own} = 1"
        for kind, own, other, second in (("join", "joins", "leaves", 1), ("leave", "leaves", "joins", 0))
    ]
    builder.add("membership_turn", builder.union(turns))
    builder.add(
        "stretch",
        "SELECT member, occurred_on AS first, last FROM (\n"
        "  SELECT member, occurred_on, kind, MIN(CASE WHEN kind = 'leave' THEN occurred_on END) OVER (\n"
        "    PARTITION BY member ORDER BY occurred_at, turn\n"
        "    ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS last\n"
        "  FROM membership_turn) AS turns\nWHERE kind = 'join'",
    )


def _add_islands(builder: Builder) -> None:
    """Stretches that meet without a day between them are one."""
    dialect = builder.dialect
    beyond = dialect.day(BEYOND_ALL_DATES)
    last, after = f"COALESCE(last, {beyond})", dialect.add("reach", Duration(1, "days"))
    builder.add(
        "stretch_reach",
        f"SELECT member, first, {last} AS last, MAX({last}) OVER (PARTITION BY member\n"
        f"  ORDER BY first, {last} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach\nFROM stretch",
    )
    builder.add(
        "stretch_island",
        f"SELECT member, first, last, SUM(CASE WHEN reach IS NULL OR first > {after} THEN 1 ELSE 0 END)\n"
        "  OVER (PARTITION BY member ORDER BY first, last ROWS UNBOUNDED PRECEDING) AS island\nFROM stretch_reach",
    )
    builder.add(
        "enrolment",
        f"SELECT member, MIN(first) AS first, NULLIF(MAX(last), {beyond}) AS last\n"
        "FROM stretch_island GROUP BY member, island",
    )


def add_listed(builder: Builder) -> None:
    """`listed`: every member whom a join or an event, as corrected, names at known_at, and who has not left."""
    parts = [f"SELECT member FROM known_{source}" for source in builder.sources_read()]
    if builder.shape.joins:
        only = ""
        if builder.members is not None:
            names = ", ".join(builder.dialect.text(name) for name in sorted(builder.members))
            only = f" AND member IN ({names})" if names else " AND FALSE"
        parts.append(f"SELECT member FROM membership WHERE kind = 'join' AND {builder.known}{only}")
    named = f"\n{builder.dialect.union_distinct}\n".join(parts) if len(parts) > 1 else f"{parts[0]} GROUP BY member"
    if not builder.shape.memberships:
        builder.add("listed", named)
        return
    builder.add("named", named)
    if builder.shape.joins:
        builder.add(
            "departed",
            "SELECT DISTINCT member FROM membership_instant WHERE member NOT IN (\n"
            "  SELECT member FROM stretch WHERE last IS NULL)",
        )
    else:
        builder.add(
            "departed",
            f"SELECT DISTINCT member FROM membership WHERE {builder.known}"
            f" AND occurred_on <= {builder.dialect.day(builder.today)}",
        )
    builder.add(
        "listed", "SELECT n.member FROM named n LEFT JOIN departed d ON d.member = n.member WHERE d.member IS NULL"
    )

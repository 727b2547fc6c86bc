"""Step 1 as SQL: the events that stand at known_at, as corrected, with their open disputes."""

from isonomia.ledger.tables import event_table_name
from isonomia.score.sql.builder import Builder


def add_facts(builder: Builder) -> None:
    """For each source `known_<source>`: all known events, as corrected; `fact_<source>`: those that count."""
    dialect, shape = builder.dialect, builder.shape
    if shape.corrections:
        builder.add(
            "correction_in_force",
            "SELECT source, event_id, field, value FROM (\n"
            "  SELECT source, event_id, field, value, ROW_NUMBER() OVER (\n"
            "    PARTITION BY source, event_id, field ORDER BY recorded_at DESC) AS place\n"
            f"  FROM correction WHERE {builder.known}) AS ranked\nWHERE place = 1",
        )
    if shape.disputes:
        builder.add(
            "dispute_state",
            "SELECT d.source, d.event_id,\n"
            "  MAX(CASE WHEN x.dispute_id IS NULL THEN 1 ELSE 0 END) AS is_open,\n"
            "  MAX(CASE WHEN x.outcome = 'upheld' THEN 1 ELSE 0 END) AS is_upheld\n"
            f"FROM dispute d LEFT JOIN decision x ON x.dispute_id = d.dispute_id AND x.{builder.known}\n"
            f"WHERE d.{builder.known}\nGROUP BY d.source, d.event_id",
        )
    for source in builder.sources_read():
        _add_source(builder, source)
        fields = "".join(f", data_{name}" for name in builder.fields_read(source))
        builder.add(
            f"fact_{source}",
            f"SELECT event_id, member, occurred_at, occurred_on, is_disputed{fields}\n"
            f"FROM known_{source}\nWHERE stands AND occurred_at <= {dialect.instant(builder.as_of)}",
        )


def _add_source(builder: Builder, source: str) -> None:
    dialect, shape = builder.dialect, builder.shape
    fields = builder.fields_read(source)
    columns = {"member": "e.member", "occurred_at": "e.occurred_at", "occurred_on": "e.occurred_on"}
    columns |= {f"data_{name}": f"e.data_{name}" for name in fields}
    joins: list[str] = []
    stands: list[str] = []
    disputed = "FALSE"
    if shape.corrections:
        _add_corrections(builder, source, fields)
        columns |= _corrected_columns(builder, source, fields)
        joins.append(f"LEFT JOIN correction_{source} c ON c.event_id = e.event_id")
    if shape.withdrawals:
        own = f"w.source = {dialect.text(source)} AND w.event_id = e.event_id"
        joins.append(f"LEFT JOIN withdrawal w ON {own} AND w.{builder.known}")
        stands.append("w.event_id IS NULL")
    if shape.disputes:
        joins.append(f"LEFT JOIN dispute_state d ON d.source = {dialect.text(source)} AND d.event_id = e.event_id")
        stands.append("COALESCE(d.is_upheld, 0) = 0")
        disputed = "COALESCE(d.is_open, 0) = 1"
    selected = ",\n  ".join(
        ["e.event_id", *(f"{sql} AS {name}" for name, sql in columns.items()), f"{disputed} AS is_disputed"]
    )
    builder.add(
        f"known_{source}",
        f"SELECT {selected},\n  {' AND '.join(stands) or 'TRUE'} AS stands\n"
        f"FROM {event_table_name(source)} e"
        + "".join(f"\n{join}" for join in joins)
        + f"\nWHERE e.{builder.known}{_only_members(builder, columns['member'])}",
    )


def _add_corrections(builder: Builder, source: str, fields: list[str]) -> None:
    """One row a corrected event: what each correction in force says; a flag tells NULL from not corrected."""
    names = ["member", "occurred_at", "occurred_on", *(f"data.{name}" for name in fields)]
    columns = []
    for name in names:
        column = name.replace(".", "_")
        test = f"field = {builder.dialect.text(name)}"
        columns.append(f"MAX(CASE WHEN {test} THEN value END) AS {column}")
        columns.append(f"MAX(CASE WHEN {test} THEN 1 END) AS has_{column}")
    builder.add(
        f"correction_{source}",
        f"SELECT event_id,\n  {(',' + chr(10) + '  ').join(columns)}\nFROM correction_in_force\n"
        f"WHERE source = {builder.dialect.text(source)}\nGROUP BY event_id",
    )


def _corrected_columns(builder: Builder, source: str, fields: list[str]) -> dict[str, str]:
    dialect = builder.dialect
    types = builder.scheme.fields[source]
    columns = {
        "member": "COALESCE(c.member, e.member)",
        "occurred_at": f"COALESCE({dialect.instant_from_text('c.occurred_at')}, e.occurred_at)",
        "occurred_on": "COALESCE(CAST(c.occurred_on AS DATE), e.occurred_on)",
    }
    for name in fields:
        corrected = dialect.from_text(f"c.data_{name}", types[name])
        columns[f"data_{name}"] = f"CASE WHEN c.has_data_{name} = 1 THEN {corrected} ELSE e.data_{name} END"
    return columns


def _only_members(builder: Builder, member: str) -> str:
    if builder.members is None:
        return ""
    names = ", ".join(builder.dialect.text(name) for name in sorted(builder.members))
    return f" AND {member} IN ({names})" if names else " AND FALSE"

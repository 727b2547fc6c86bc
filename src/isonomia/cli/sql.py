"""`isonomia sql`: the one query that a scheme compiles to."""

from enum import StrEnum
from typing import Annotated

import typer

from isonomia.cli.options import AsOfOption, KnownAtOption, OutputOption, SchemeArgument
from isonomia.locale import _


class Dialect(StrEnum):
    """Whose SQL it is."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"
    BIGQUERY = "bigquery"
    SNOWFLAKE = "snowflake"


def sql(
    scheme: SchemeArgument,
    dialect: Annotated[Dialect, typer.Option(help=_("The engine whose SQL to write."))] = Dialect.DUCKDB,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    tables: Annotated[bool, typer.Option("--tables", help=_("Print the tables that the query reads."))] = False,
    output: OutputOption = None,
) -> None:
    """Print the query that computes all standings.

    It is public, so that anyone can recompute a score. BigQuery and Snowflake are checked as far as parsing goes; the
    others are tested to give the same result.

    \b
    Examples:
      isonomia sql scheme.yaml --dialect postgres --as-of 2025-12-31
      isonomia sql scheme.yaml --tables
      isonomia sql flensburg --dialect spark -o flensburg.sql
    """
    from isonomia.cli import inputs
    from isonomia.cli.output import check_target, deliver

    check_target(output, reads=[inputs.scheme_path(scheme)])
    compiled = inputs.load(scheme)
    if tables:
        from isonomia.ledger.tables import table_schemas

        schemas = table_schemas(compiled).items()
        texts = [f"{name}\n" + "".join(f"  {field.name}: {field.type}\n" for field in shape) for name, shape in schemas]
        deliver("\n".join(texts), output)
        return
    from isonomia.score.sql.query import build_query

    times = inputs.instants(as_of, known_at, compiled.zone)
    deliver(build_query(compiled, times.as_of, times.known_at, dialect.value).rstrip() + "\n", output)

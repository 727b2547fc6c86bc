"""Engines by name."""

from isonomia.errors import UsageError
from isonomia.score.engines.interface import Engine

ENGINES = ("duckdb", "reference", "postgres", "spark")


def engine(name: str, *, url: str | None = None, master: str | None = None) -> Engine:
    """The engine of this name; imports happen here, so that an engine that is not used need not be installed."""
    for option, value, owner in (("--url", url, "postgres"), ("--master", master, "spark")):
        if value is not None and name in ENGINES and name != owner:
            raise UsageError(f"{option} is for the engine '{owner}', not for '{name}'", remedy=f"add --engine {owner}")
    if name == "duckdb":
        from isonomia.score.engines.duckdb import DuckDBEngine

        return DuckDBEngine()
    if name == "reference":
        from isonomia.score.engines.reference import ReferenceEngine

        return ReferenceEngine()
    if name == "postgres":
        from isonomia.score.engines.postgres import PostgresEngine

        return PostgresEngine(url)
    if name == "spark":
        from isonomia.score.engines.spark import SparkEngine

        return SparkEngine(master)
    raise UsageError(f"there is no engine '{name}'", remedy=f"choose one of {', '.join(ENGINES)}")

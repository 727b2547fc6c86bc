"""Engines by name."""

from isonomia.errors import UsageError
from isonomia.score.engines.interface import Engine

ENGINES = ("duckdb", "reference", "postgres", "spark")


def engine(name: str, *, url: str | None = None, master: str | None = None) -> Engine:
    """The engine of this name; imports happen here, so that an engine that is not used need not be installed."""
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
    raise UsageError(f"the engine '{name}'", remedy=f"choose one of {', '.join(ENGINES)}")

"""Spark: hands the ledger over as Parquet (local) or Arrow (a cluster) and runs the query there."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from isonomia.errors import EngineFailed, EngineUnavailable
from isonomia.ledger.store import LedgerStore
from isonomia.ledger.tables import table_schemas
from isonomia.scheme.scheme import Scheme
from isonomia.score.engines.interface import STANDINGS, Engine, beyond_64_bits
from isonomia.score.engines.java_home import find_java_home
from isonomia.score.sql.query import build_query

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",
}


class SparkEngine(Engine):
    """`master` is a cluster's address; default `local[*]`. An active session is used as it is."""

    name = "spark"

    def __init__(self, master: str | None = None) -> None:
        self.master = master or "local[*]"

    def standings(
        self,
        scheme: Scheme,
        store: LedgerStore,
        as_of: datetime,
        known_at: datetime,
        members: Collection[str] | None = None,
    ) -> pa.Table:
        """Load, run, collect; EngineUnavailable without PySpark or Java, EngineFailed with Spark's message."""
        session = self._session()
        from pyspark.errors import PySparkException

        query = build_query(scheme, as_of, known_at, "spark", shape=store.shape, members=members)
        names = list(table_schemas(scheme))
        # removed at exit only: Spark may still read in tasks that a finished query no longer waits for
        folder = Path(tempfile.mkdtemp(prefix="isonomia-spark-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        try:
            for name in names:
                self._load(session, store, name, folder)
            return session.sql(query).toArrow().cast(STANDINGS)
        except PySparkException as error:
            if "CAST_OVERFLOW" in str(error):  # the score alone is cast to 64 bits from what may be wider
                raise beyond_64_bits() from error
            raise EngineFailed(f"Spark: {error}", remedy="see the message") from error
        finally:
            for name in names:
                session.catalog.dropTempView(name)

    def _session(self) -> "SparkSession":
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise EngineUnavailable(
                "the Spark engine needs PySpark", remedy="install it beside isonomia: `python -m pip install pyspark`"
            ) from error
        active = SparkSession.getActiveSession()
        if active is not None:
            return active
        os.environ.setdefault("JAVA_HOME", str(find_java_home()))
        builder = SparkSession.builder.master(self.master).appName("isonomia")
        for key, value in SETTINGS.items():
            builder = builder.config(key, value)
        if self.master.startswith("local"):
            # Spark's 200 are meant for a cluster; on one machine they cost seconds of scheduling
            builder = builder.config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
            builder = builder.config("spark.ui.enabled", "false")
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        return session

    def _load(self, session: "SparkSession", store: LedgerStore, name: str, folder: Path) -> None:
        if self.master.startswith("local"):
            path = folder / f"{name}.parquet"
            store.connection.execute(f"COPY \"{name}\" TO '{path}' (FORMAT parquet)")
            frame = session.read.parquet(str(path))
        else:
            # the workers need not see this machine's files
            frame = session.createDataFrame(store.connection.sql(f'SELECT * FROM "{name}"').to_arrow_table())
        frame.createOrReplaceTempView(name)

"""What tests share: the two servers that the engines need. A missing one fails the test, and says what to install."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from isonomia.errors import EngineUnavailable
from isonomia.garbage import keep_what_is_loaded
from isonomia.score.engines.java_home import find_java_home
from postgres_server import PostgresMissingError, postgres_server

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SPARK_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.session.timeZone": "UTC",
    # a generated expression can make a query of 200,000 characters, whose plan does not fit Spark's usual 1 GB
    "spark.driver.memory": "2g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    # tests are short: starting counts, not the last bit of speed
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow may take an hour."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.timeout(3600))


def pytest_collection_finish() -> None:
    """Ten thousand tests are collected by now, and stay: they need not be searched for garbage again and again."""
    keep_what_is_loaded()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The conninfo of a real PostgreSQL, one for each worker, started at the first use and stopped at the end."""
    try:
        with postgres_server() as url:
            yield url
    except PostgresMissingError as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator["SparkSession"]:
    """A local Spark of two threads. Mark its tests `@pytest.mark.xdist_group("spark")`: one worker, one Spark."""
    try:
        java_home = find_java_home()
    except EngineUnavailable as missing:
        pytest.fail(f"{missing} {missing.remedy}", pytrace=False)
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JAVA_HOME", str(java_home))
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        environment.delenv("SPARK_HOME", raising=False)  # the installed pyspark, not another Spark
        builder = SparkSession.builder.master("local[2]").appName("isonomia tests")
        for name, value in SPARK_SETTINGS.items():
            builder = builder.config(name, value)
        session = builder.config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse"))).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()

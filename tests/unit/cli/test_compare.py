"""`isonomia compare`: in every format, by group, and what cannot be compared."""

import csv
import io
import json

import pytest

AT = ("--as-of", "2025-11-01", "--known-at", "2025-11-01")
EXPECTED = [("anna", -10, "falls"), ("ben", 0, "same"), ("clara", 0, "same"), ("dora", 0, "same")]


@pytest.fixture
def compare(place):
    """Compare the starter with a cap of 20 points a month instead of 30."""
    new = place.changed("new.yaml", ("{points: 30, per: month}", "{points: 20, per: month}"))

    def run(*words, **kept):
        return place.run("compare", place.scheme, new, place.ledger, *AT, *words, **kept)

    return run


@pytest.fixture
def people(place):
    path = place.folder / "people.csv"
    path.write_text("\ufeffmember,district\nanna,north\nben,south\nclara,north\n", encoding="utf-8")
    return path


def test_text(compare):
    out, err = compare()
    assert err == ""
    assert "4 members: 0 better off, 1 worse off, 3 unchanged; 0 up a band, 1 down. Mean change: -2.5." in out
    assert "Who falls a band\n  anna  65 -> 55 (-10)  pillar -> regular\n" in out
    assert "Nothing is repriced" in out


def test_json_and_csv_say_the_same(compare):
    made = json.loads(compare("--format", "json")[0])
    assert [(item["member"], item["gain"], item["move"]) for item in made["members"]] == EXPECTED
    assert made["bands"][0] == {"old": "pillar", "new": "regular", "members": 1}
    assert made["total"]["mean_gain_milli"] == -2500
    rows = list(csv.DictReader(io.StringIO(compare("--format", "csv")[0])))
    assert [(row["member"], int(row["gain"]), row["move"]) for row in rows] == EXPECTED


def test_in_the_postgresql_at_an_address(compare, postgres_url):
    assert json.loads(compare("--format", "json", "--engine", "postgres", "--url", postgres_url)[0]) == json.loads(
        compare("--format", "json")[0]
    )


def test_by_a_column_of_a_file(compare, people):
    groups = json.loads(compare("--format", "json", "--by", "district", "--groups", people)[0])["groups"]
    assert {name: (tally["members"], tally["loses"]) for name, tally in groups.items()} == {
        "": (1, 0),
        "north": (2, 1),
        "south": (1, 0),
    }
    out, _ = compare("--by", "district", "--groups", people)
    assert "  north         2       0      1          1        0          1" in out


def test_by_a_field_of_a_source(compare):
    groups = json.loads(compare("--format", "json", "--by", "help.task")[0])["groups"]
    assert {name: tally["members"] for name, tally in groups.items()} == {"moving the shelves": 1, "repair day": 3}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "task"], "'task' is no field of a source"),
        (["--groups", "people.csv"], "--groups without --by"),
        (["--by", "x", "--groups", "nowhere.csv"], "nowhere.csv"),
        (["--engine", "x"], "there is no engine 'x'"),
        (["--url", "host=x"], "--url is for the engine 'postgres', not for 'duckdb'"),
        (["--engine", "postgres", "--master", "local"], "--master is for the engine 'spark', not for 'postgres'"),
        (["--engine", "postgres", "--url", "host=/nowhere"], "no PostgreSQL to reach"),
    ],
)
def test_options_that_are_wrong(compare, words, said):
    assert said in compare(*words, code=2)[1]


def test_a_column_that_is_not_there(compare, people):
    _, err = compare("--by", "distrit", "--groups", people, code=2)
    assert "no column 'distrit'" in err
    assert "did you mean 'district'?" in err


def test_a_ledger_that_one_of_them_cannot_read(place):
    _, err = place.run("compare", place.scheme, "flensburg", place.ledger, code=2)
    assert "the ledger cannot be read by 'flensburg'" in err
    assert "the source 'help' is in 'tool-library' only" in err


def test_directions_that_differ(place):
    new = place.changed("new.yaml", ("score: {base: 0,", "score: {better: lower, base: 0,"))
    assert "cannot be compared" in place.run("compare", place.scheme, new, place.ledger, code=2)[1]


def test_standard_input_cannot_be_read_twice(place):
    assert "standard input" in place.run("compare", place.scheme, place.scheme, "-", code=2, text="")[1]


def test_bad_inputs(place):
    bad = place.changed("bad.yaml", ("    points: 5\n", "    pints: 5\n"))
    assert "did you mean" in place.run("compare", place.scheme, bad, place.ledger, code=2)[1]
    assert "row 27" in place.run("compare", place.scheme, place.scheme, place.spoiled(), code=2)[1]


def test_the_same_scheme_changes_nothing(place):
    out, _ = place.run("compare", place.scheme, place.scheme, place.ledger, "--engine", "reference", *AT)
    assert "0 better off, 0 worse off, 4 unchanged" in out
    assert "everybody keeps the band" in out


def test_a_page_by_the_suffix_of_the_file(compare, place):
    compare("-o", place.folder / "change.html")
    assert (place.folder / "change.html").read_text(encoding="utf-8").startswith("<!doctype html>")

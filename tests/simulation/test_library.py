"""isonomia as a library: what a notebook calls, and that it gives what the command gives."""

import inspect
import json
import logging
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import narwhals as nw
import pyarrow as pa
import pytest
from typer.testing import CliRunner

import isonomia
from isonomia.check.simulation_results import Estimate, read_results
from isonomia.cli.app import app
from isonomia.errors import SchemeError, SocietyError, UsageError
from isonomia.library import Simulation
from isonomia.presets import preset_path, society_path

COUNTY = "chinese-county-2015"
NUMBERS = {"people": 600, "weeks": 12, "replicates": 2}


@cache
def result() -> Simulation:
    return isonomia.simulate("rongcheng", society=COUNTY, **NUMBERS)


def test_the_same_as_the_command():
    options = ["--society", COUNTY, "--people", "600", "--weeks", "12", "--replicates", "2"]
    printed = CliRunner().invoke(app, ["simulate", "rongcheng", *options])
    assert printed.stdout == result().to_text()
    document = json.loads(result().to_json())
    assert document["digests"] == result().digests
    assert document["seeds"] == list(result().seeds) == [1, 2]
    assert document["measures"] == result().measures.to_pylist()
    for text, one in zip(result().findings, document["findings"], strict=True):
        assert text == f"{one['sentence']} ({one['certainty']})"


def test_paths_names_and_loaded_ones_give_the_same(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(preset_path("rongcheng").read_text(encoding="utf-8"), encoding="utf-8")
    loaded = isonomia.simulate(
        isonomia.load_scheme(own), isonomia.load_society(society_path(COUNTY)), threads=2, **NUMBERS
    )
    written = isonomia.simulate(str(own), society_path(COUNTY), threads=1, **NUMBERS)
    assert loaded.digests == written.digests == result().digests
    assert loaded.to_json() == result().to_json()


def test_a_scheme_against_itself_changes_nothing():
    same = isonomia.simulate("rongcheng", COUNTY, baseline=isonomia.load_scheme("rongcheng"), **NUMBERS)
    assert same.digests["scheme"] == same.digests["baseline"] == result().digests["scheme"]
    assert set(same.measures.column("effect").to_pylist()) <= {0.0, None}
    assert "against rongcheng: 600 people, 12 weeks, 2 replicates from seed 1" in repr(same)


def test_tables_are_tidy_and_taken_by_others():
    measures = nw.from_native(result().measures)
    assert {"measure", "item", "group", "effect", "effect_low", "effect_high"} <= set(measures.columns)
    keys = measures.select("measure", "item", "group")
    assert keys.unique().shape == keys.shape
    for table in (result().measures, result().weeks, result().acts):
        assert pa.RecordBatchReader.from_stream(table).read_all() == table  # by the Arrow PyCapsule interface
    weeks = nw.from_native(result().weeks).group_by("run", "week").agg(nw.col("people").sum())
    assert set(weeks.filter(nw.col("run") == "scheme")["people"].to_list()) == {600}
    done = nw.from_native(result().acts).filter(nw.col("run") == "baseline")["acts"].sum()
    assert done == result().found.first.baseline.tally.acts.sum()


def test_columns_have_their_types_though_one_run_has_no_intervals():
    one = isonomia.simulate("rongcheng", COUNTY, people=20, weeks=2)
    assert one.measures.schema == result().measures.schema
    assert set(one.measures.column("effect_low").to_pylist()) == {None}


def test_one_row():
    row = result().row("lawful_conduct", "all lawful acts")
    assert row.group == "everyone"
    assert row.effect.mean == pytest.approx(row.scheme.mean - row.baseline.mean, abs=1e-12)
    assert result().row("conduct", "volunteering", "villagers").relative.low < 1


@pytest.mark.parametrize(
    ("asked", "message", "remedy"),
    [
        (("lawful", "all lawful acts"), "no measure 'lawful'", "one of conduct, lawful_conduct"),
        (("conduct", "voluntering"), "no item 'voluntering'", "did you mean 'volunteering'?"),
        (("conduct", "volunteering", "villager"), "no group 'villager'", "did you mean 'villagers'?"),
    ],
)
def test_a_row_that_is_not_there(asked, message, remedy):
    with pytest.raises(UsageError) as raised:
        result().row(*asked)
    assert str(raised.value) == message
    assert raised.value.remedy.startswith(remedy)
    assert raised.value.__notes__ == [f"help: {raised.value.remedy}"]


def test_written_and_shown(tmp_path):
    written = result().write_tables(tmp_path / "tables")
    assert sorted(path.name for path in written) == [
        "acts.parquet", "measures.parquet", "results.sqlite", "weeks.parquet",
    ]  # fmt: skip
    page = result().report(tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "<script" not in page
    assert repr(result()).startswith("<Simulation of rongcheng in chinese-county-2015, against no scheme: 600 people")
    html = result()._repr_html_()
    assert html.startswith("<div><p><strong>Rongcheng 2016-2018, in A county of Shandong, 2015</strong>")
    assert html.count("<li>") == len(result().findings) > 0
    assert "assumptions" in html


def test_a_check_takes_in_what_was_written_as_tables_and_as_json(tmp_path):
    result().write_tables(tmp_path / "tables")
    (tmp_path / "found.json").write_text(result().to_json(), encoding="utf-8")
    scheme = isonomia.load_scheme("rongcheng")
    for place in (tmp_path / "tables", tmp_path / "found.json"):
        found = read_results(place)
        assert found.is_of(scheme)
        assert (found.scheme, found.society, found.people, found.weeks, found.replicates) == (
            "rongcheng", COUNTY, 600, 12, 2,
        )  # fmt: skip
        own = result().row("harm_by_error", "under restriction").scheme
        assert found.value("harm_by_error", "under restriction") == Estimate(own.mean, own.low, own.high)
    assert {week: sum(people.values()) for week, people in read_results(tmp_path / "tables").bands.items()} == (
        dict.fromkeys(range(12), 600)
    )


def test_progress_goes_from_nothing_to_all():
    told = []
    isonomia.simulate("rongcheng", COUNTY, people=50, weeks=30, replicates=2, progress=told.append)
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({"scheme": "rongchen"}, "there is no scheme file 'rongchen'"),
        ({"scheme": "rongcheng", "society": "county"}, "there is no society file 'county'"),
        ({"scheme": "rongcheng", "society": "university"}, "no activity of society 'university' leaves an event"),
        ({"scheme": "rongcheng", "society": COUNTY, "replicates": 0}, "0 replicates"),
        ({"scheme": "rongcheng", "society": COUNTY, "seed": -1}, "seed -1"),
        ({"scheme": "rongcheng", "society": COUNTY, "people": -1}, "-1 people"),
        ({"scheme": "rongcheng", "society": COUNTY, "weeks": 0}, "0 weeks"),
        ({"scheme": "rongcheng", "society": COUNTY, "people": 1e5}, "people is 100000.0"),
        ({"scheme": "rongcheng", "society": COUNTY, "threads": 0}, "threads is 0"),
    ],
)
def test_what_cannot_be(call, message):
    with pytest.raises(UsageError, match=message) as raised:
        isonomia.simulate(**call)
    assert raised.value.remedy


def test_faulty_files(tmp_path):
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("isonomia: 1\nschema: x\n", encoding="utf-8")
    with pytest.raises(SchemeError):
        isonomia.simulate(faulty)
    with pytest.raises(SocietyError):
        isonomia.simulate("rongcheng", society=str(faulty))


def test_what_is_left_out_is_logged(caplog, tmp_path):
    other = tmp_path / "county.yaml"
    text = society_path(COUNTY).read_text(encoding="utf-8")
    other.write_text(text.replace("{act: ticket}", "{akt: ticket}"), encoding="utf-8")
    with caplog.at_level(logging.WARNING, "isonomia"):
        isonomia.simulate("rongcheng", other, people=5, weeks=1)
    assert any("left out: an event of 'traffic_offence'" in message for message in caplog.messages)


def test_the_page_says_all_that_can_be_called():
    page = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
    assert all(f"isonomia.{name}" in page for name in isonomia.__all__ if name != "__version__")
    assert all(f"\n| `{name}` |" in page for name in inspect.signature(isonomia.simulate).parameters)
    names = [*vars(result()), *(name for name in vars(Simulation) if not name.startswith("_"))]
    public = [name for name in names if not name.startswith("_")]
    assert [name for name in public if not re.search(rf"`{name}\b", page)] == []


START = """
import sys, isonomia
assert not {"numpy", "numba", "pyarrow", "pydantic", "isonomia.library"} & set(sys.modules), "heavy"
from isonomia.simulate.digest import digest
assert isonomia.simulate.__module__ == "isonomia.library"
assert {"load_scheme", "load_society", "simulate"} <= set(dir(isonomia))
try:
    isonomia.simulated
except AttributeError as error:
    print(error)
"""


def test_the_package_is_light_and_the_function_keeps_its_name_beside_the_room():
    ran = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=False)
    assert ran.stdout == "module 'isonomia' has no attribute 'simulated'\n", ran.stderr

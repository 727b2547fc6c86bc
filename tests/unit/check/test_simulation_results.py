"""Results of a simulation as they are read: from JSON, from a directory of tables, and what is refused."""

import json

import pyarrow as pa
import pytest
from pyarrow import parquet

from isonomia.check.simulation_results import Estimate, read_results, results_of, text_sha256
from isonomia.errors import UsageError
from isonomia.presets import preset_path
from isonomia.scheme.load import load_scheme

MEASURES = [
    {"measure": "traps", "item": "in the lowest band", "group": group, "scheme": mean}
    | {"scheme_low": low, "scheme_high": high}
    for group, mean, low, high in (("old", 0.5, 0.4, 0.6), ("young", None, None, None), ("everyone", 0.25, None, None))
]
RUN = {
    "asked": {"scheme": "flensburg", "society": "town", "people": 100, "weeks": 2, "seed": 7},
    "scheme_sha256": "abc",
    "replicates": 3,
}
WEEKS = [
    {"run": run, "week": week, "mean_score": 1.0, "band": band, "people": people}
    for run, week, band, people in (
        ("scheme", 0, "low", 10),
        ("scheme", 0, "high", 90),
        ("scheme", 1, "low", 20),
        ("scheme", 1, "high", 80),
        ("baseline", 0, "low", 99),
    )
]


def write_json(path, **changed):
    path.write_text(json.dumps({**RUN, "measures": MEASURES, **changed}), encoding="utf-8")
    return path


def write_tables(folder, metadata):
    folder.mkdir()
    measures = pa.Table.from_pylist(MEASURES).replace_schema_metadata(metadata)
    parquet.write_table(measures, folder / "measures.parquet")
    parquet.write_table(pa.Table.from_pylist(WEEKS), folder / "weeks.parquet")
    return folder


def test_a_json_file_says_what_was_run_and_holds_the_measures(tmp_path):
    found = read_results(write_json(tmp_path / "found.json"))
    assert (found.scheme, found.society, found.people, found.weeks, found.replicates) == (
        "flensburg",
        "town",
        100,
        2,
        3,
    )
    assert found.value("traps", "in the lowest band") == Estimate(0.25, None, None)
    assert found.value("traps", "in the lowest band", "young") is None
    assert found.by_group("traps", "in the lowest band") == {"old": Estimate(0.5, 0.4, 0.6)}
    assert found.bands is None


def test_a_directory_of_tables_also_holds_the_weeks_under_the_scheme(tmp_path):
    found = read_results(write_tables(tmp_path / "tables", {"isonomia": json.dumps(RUN)}))
    assert found.value("traps", "in the lowest band", "old") == Estimate(0.5, 0.4, 0.6)
    assert found.bands == {0: {"low": 10, "high": 90}, 1: {"low": 20, "high": 80}}


def test_results_are_those_of_a_scheme_by_its_name_and_of_its_text_to_the_letter(tmp_path):
    scheme = load_scheme(preset_path("flensburg"))
    old = read_results(write_json(tmp_path / "old.json"))
    new = read_results(write_json(tmp_path / "new.json", scheme_sha256=text_sha256(scheme.text)))
    assert results_of(scheme, (old,)) is old
    assert results_of(load_scheme(preset_path("rongcheng")), (old, new)) is None
    assert (old.is_of(scheme), new.is_of(scheme)) == (False, True)


@pytest.mark.parametrize(
    ("one", "other", "may_equal"),
    [
        (Estimate(1, 0.5, 1.5), Estimate(2, 1.5, 2.5), True),
        (Estimate(2, 1.5, 2.5), Estimate(1, 0.5, 1.5), True),
        (Estimate(1, 0.5, 1.4), Estimate(2, 1.5, 2.5), False),
        (Estimate(2, 1.5, 2.5), Estimate(1, 0.5, 1.4), False),
        (Estimate(1, None, 1.4), Estimate(2, 1.5, 2.5), True),
        (Estimate(1, 0.5, None), Estimate(2, 1.5, 2.5), True),
        (Estimate(1, 0.5, 1.4), Estimate(2, None, 2.5), True),
        (Estimate(1, 0.5, 1.4), Estimate(2, 1.5, None), True),
    ],
)
def test_chance_may_explain_what_lies_in_intervals_that_meet_or_are_not_known(one, other, may_equal):
    assert one.may_equal(other) is may_equal


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"asked": {}, "measures": []}', "[" * 5000])
def test_a_file_that_holds_no_results_is_refused(tmp_path, text):
    place = tmp_path / "found.json"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_results(place)
    assert str(refused.value) == f"'{place}' holds no results of a simulation, or only in part"
    assert refused.value.remedy == f"make them with `isonomia simulate SCHEME -o {place}`"


@pytest.mark.parametrize(
    "change",
    [
        {"replicates": float("inf")},
        {"measures": [{"measure": "trust", "item": "trust", "group": "everyone", "scheme": "much"}]},
        {
            "measures": [
                {"measure": "a", "item": "b", "group": "c", "scheme": "much", "scheme_low": None, "scheme_high": None}
            ]
        },
    ],
)
def test_what_is_no_number_is_refused(tmp_path, change):
    place = tmp_path / "found.json"
    place.write_text(json.dumps(RUN | {"measures": []}), encoding="utf-8")
    read_results(place)
    place.write_text(json.dumps(RUN | {"measures": []} | change), encoding="utf-8")
    with pytest.raises(UsageError, match="holds no results of a simulation, or only in part"):
        read_results(place)


def test_tables_that_do_not_say_what_was_run_are_refused(tmp_path):
    tables = write_tables(tmp_path / "tables", {})
    with pytest.raises(UsageError) as refused:
        read_results(tables)
    assert str(refused.value) == f"'{tables}' holds no results of a simulation, or only in part"
    assert refused.value.remedy == f"make them with `isonomia simulate SCHEME --tables {tables}`"


@pytest.mark.parametrize("missing", ["measures.parquet", "weeks.parquet"])
def test_a_directory_without_one_of_the_tables_is_refused(tmp_path, missing):
    tables = write_tables(tmp_path / "tables", {"isonomia": json.dumps(RUN)})
    (tables / missing).unlink()
    with pytest.raises(UsageError, match="holds no results"):
        read_results(tables)


def test_a_file_that_is_not_there_is_said_to_be_not_there(tmp_path):
    with pytest.raises(UsageError) as refused:
        read_results(tmp_path / "gone.json")
    assert str(refused.value) == f"the results '{tmp_path}/gone.json' cannot be read: no such file or directory"
    assert refused.value.remedy == f"make them with `isonomia simulate SCHEME -o {tmp_path}/gone.json`"

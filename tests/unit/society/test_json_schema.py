"""The JSON Schema of societies agrees with the models, as far as a schema can."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from isonomia.presets import society_names, society_path
from isonomia.society.json_schema import society_json_schema
from isonomia.society.load import read_society

FAULTS = Path(__file__).parents[2] / "faults" / "society"
VALIDATOR = Draft202012Validator(society_json_schema())
# What a JSON Schema cannot say: what crosses keys, and how a number is written.
BEYOND_A_SCHEMA = {
    "begins-no-date", "begins-too-early", "begins-too-late", "begins-tuesday", "by-group", "contest-by-group", "events-of-a-scheme", "events-of-a-source",
    "false-record-activity", "false-record-group", "groups-sum", "near-itself", "near-unknown", "range-inverted",
    "reporting-activity", "reports-unknown", "severity-missing", "value-outside-range", "value-with-exponent",
}  # fmt: skip
NO_TEXT = {"latin-1"}


def plain(path: Path):
    # Through JSON, so that dates are texts, as they are for an editor.
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(path.read_text("utf-8")), default=str))


def test_it_is_a_schema():
    Draft202012Validator.check_schema(society_json_schema())


@pytest.mark.parametrize("name", society_names())
def test_the_shipped_societies_are_valid(name):
    assert [error.message for error in VALIDATOR.iter_errors(plain(society_path(name)))] == []
    assert read_society(society_path(name)).diagnostics == ()


@pytest.mark.parametrize("name", sorted({path.stem for path in FAULTS.glob("*.yaml")} - NO_TEXT))
def test_models_and_schema_agree_on_faulty_files(name):
    rejected = any(VALIDATOR.iter_errors(plain(FAULTS / f"{name}.yaml")))
    assert rejected is (name not in BEYOND_A_SCHEMA)

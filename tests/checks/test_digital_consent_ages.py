"""The shipped list of ages: every state is in it, and each age is one that GDPR 8(1) allows."""

from importlib import resources

import pytest
from ruamel.yaml import YAML

from isonomia.check.subject.jurisdiction import EEA_STATES, MEMBER_STATES

TEXT = resources.files("isonomia.check.gdpr").joinpath("digital_consent_ages.yaml").read_text(encoding="utf-8")
AGES = YAML(typ="safe", pure=True).load(TEXT)["ages"]


def test_every_state_is_listed_once():
    assert set(AGES) == MEMBER_STATES | EEA_STATES | {"uk"}
    assert list(AGES) == sorted(AGES)


@pytest.mark.parametrize("country", AGES)
def test_each_line_is_complete(country):
    line = AGES[country]
    assert set(line) == {"age", "source", "date", "verified"}
    assert 13 <= line["age"] <= 16
    assert line["source"]
    assert isinstance(line["verified"], bool)

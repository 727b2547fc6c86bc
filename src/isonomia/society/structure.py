"""The society file as a format: what its structural faults are called, and what stands in for a missing section."""

from typing import Any

from isonomia.diagnostics.structure.file_format import Codes, FileFormat
from isonomia.scheme.model.base import Model
from isonomia.scheme.model.vocabulary import Severity
from isonomia.society.model.activity import Ties
from isonomia.society.model.quantity import (
    AMOUNT,
    COUNT,
    FAR_TIES,
    IN_RANGE,
    INHABITANTS,
    LOG_ODDS,
    NEAR_TIES,
    RANGE_ORDER,
    SHARE,
    VALUE_INSIDE,
    WEIGHT,
)
from isonomia.society.model.response import Contest, Costs, Effect, Effects, Feelings, Membership, Response
from isonomia.society.model.society_file import SocietyFile

KINDS = (SHARE, LOG_ODDS, WEIGHT, AMOUNT, COUNT, INHABITANTS, NEAR_TIES, FAR_TIES)
NOTHING = {"value": 0, "range": [0, 0], "source": "stands in for what is missing"}
ACT_QUANTITIES = ("weekly", "spread", "detected")
ALL = {"value": 1, "range": [1, 1], "source": "stands in for what is missing"}


def _blank(model: type[Model]) -> dict[str, Any]:
    """A section whose required quantities are all nought."""
    return {name: NOTHING for name, field in model.model_fields.items() if field.is_required()}


def _blank_effects() -> dict[str, Any]:
    by_severity = {severity.value: _blank(Effect) for severity in Severity}
    return _blank(Effects) | {"adverse": by_severity, "benefit": by_severity}


SOCIETY_FORMAT = FileFormat(
    model=SocietyFile,
    codes=Codes(
        wrong_type="society-wrong-type",
        missing_key="society-missing-key",
        unknown_key="society-unknown-key",
        unknown_value="society-unknown-value",
        value="society-value",
        name="society-name",
    ),
    version_key="isonomia_society",
    expected="a society: keys such as `isonomia_society: 1`",
    remedy="the societies that come with isonomia are examples",
    name_expected="lower-case letters, digits and underscores, a letter first",
    pair_expected="a list of two: the least and the greatest that is plausible",
    stand_ins={
        "isonomia_society": 1,
        "society": "unnamed",
        "title": "Unnamed",
        "begins": "2025-01-06",
        "people": ALL,
        "district_people": ALL,
        "currency": "EUR",
        "groups": {"everyone": {"title": "Everyone", "share": ALL}},
        "ties": _blank(Ties),
        "activities": {"nothing": {"title": "Nothing", "moral": "lawful"} | dict.fromkeys(ACT_QUANTITIES, NOTHING)},
        "response": _blank(Response),
        "effects": _blank_effects(),
        "feelings": _blank(Feelings),
        "membership": _blank(Membership),
        "contest": _blank(Contest),
        "costs": _blank(Costs),
    },
    item_keys=("groups", "activities", "false_records", "reporting"),
    about_key={
        VALUE_INSIDE: "value",
        RANGE_ORDER: "range",
        **dict.fromkeys(KINDS, "value"),
        **{words + IN_RANGE: "range" for words in KINDS},
    },
)

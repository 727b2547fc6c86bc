"""Versions of a scheme in succession: what a steward may change, all at once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from isonomia.errors import IsonomiaError
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.scheme.succession.succeed import succession
from isonomia.scheme.succession.version import Succession, Version
from strategies.ledgers import ANCHORS
from strategies.schemes import schemes

DAYS = sorted({*ANCHORS, date(2024, 4, 1), date(2024, 12, 31), date(2025, 1, 2)})


@st.composite
def successions(draw: st.DrawFn, count: int = 2) -> Succession:
    """Several versions of one scheme with a day for each, merged."""
    scheme = draw(schemes())
    days = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=count - 1, max_size=count - 1, unique=True)))
    versions = [Version("1", scheme)]
    for number, day in enumerate(days, 2):
        scheme = draw(changed(scheme))
        versions.append(Version(str(number), scheme, day))
    try:
        return succession(versions)
    except IsonomiaError as error:
        # a ceiling of the past on a band that is gone; an expression that grew too long; both are tested by hand
        assume("ceiling" in str(error) or "fit into one scheme" in str(error))
        assume(False)
        raise


@st.composite
def changed(draw: st.DrawFn, scheme: Scheme) -> Scheme:
    """A next version: rules kept, reworded, replaced, dropped, added and moved; pools and bands as before or new."""
    old, other = json.loads(scheme.text), json.loads(draw(schemes()).text)
    sources: dict[str, Any] = dict(old["sources"])
    for name, source in other["sources"].items():
        fields = sources.get(name, {"fields": {}})["fields"] | source["fields"]
        sources[name] = {"fields": fields}
    rules: dict[str, Any] = {}
    for name in old["rules"] | other["rules"]:
        fate = draw(st.sampled_from(["kept", "kept", "points", "condition", "replaced", "dropped"]))
        rule = old["rules"].get(name) if fate != "replaced" else other["rules"].get(name)
        if rule is None or fate == "dropped":
            continue
        rules[name] = rule
        if fate == "points":
            rules[name] = rule | {"points": draw(st.sampled_from([7, -6, "2.5"]))}
        elif fate == "condition":
            rules[name] = rule | {"when": draw(st.sampled_from(["MONTH(date) <> 4", "DAY(date) < 30"]))}
    if draw(st.integers(0, 2)) == 0:
        rules = {name: rules[name] for name in draw(st.permutations(list(rules)))}
    new = old | {"sources": sources, "rules": rules}
    if draw(st.booleans()):
        new["pools"] = other.get("pools", {})
    pools = {}
    for name, pool in new.get("pools", {}).items():
        members = [rule for rule in pool["rules"] if rule in rules]
        if members:
            pools[name] = pool | {"rules": members}
            if draw(st.integers(0, 3)) == 0:
                pools[name]["cap"] = pool["cap"] | {"points": draw(st.integers(1, 40))}
    new["pools"] = pools
    reading = read_scheme_text(Path("generated.yaml"), json.dumps({key: value for key, value in new.items() if value}))
    assume(reading.scheme is not None)
    assert reading.scheme is not None
    return reading.scheme

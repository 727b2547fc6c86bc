"""Schemes changed at random: the check never fails on one that loads, and what it mends and adapts keeps its promises."""

import copy
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from isonomia.check.adapt.adapt import adapt
from isonomia.check.fix.fix import mend
from isonomia.check.formats.as_json import as_json
from isonomia.check.formats.interface import Persona
from isonomia.check.formats.sarif import sarif
from isonomia.check.formats.text import text
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.presets import preset_names, preset_path
from isonomia.report.check_page import check_page
from isonomia.scheme.contexts import context_terms
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.model import vocabulary

ROOT = Path(__file__).parents[1]
TEXTS = [preset_path(name) for name in preset_names()] + [
    path.with_name(path.name.replace(".labels", "")) for path in sorted((ROOT / "corpus").glob("*/*.labels.yaml"))
]
WORDS = sorted(
    {
        str(word)
        for kind in vars(vocabulary).values()
        if isinstance(kind, type) and issubclass(kind, vocabulary.Vocabulary)
        for word in kind
    }
    | set(context_terms())
)
JURISDICTIONS = ["eu", "at", "uk", "us", "us-co", "us-ny", "us-il", "cn", "no", "none", "br"]
VALUES: list[Any] = [True, False, None, 0, 5, -20, "24 months", "after 1 month", "6(1)(a)", "text", *WORDS]


@st.composite
def changed_schemes(draw):
    """A real scheme with a few keys dropped, or given another value; a change after which it no longer loads is undone."""
    data = YAML(typ="safe").load(draw(st.sampled_from(TEXTS)).read_text(encoding="utf-8"))
    for _ in range(draw(st.integers(1, 8))):
        changed = copy.deepcopy(data)
        _change(draw, changed)
        if read_scheme_text(Path("scheme.yaml"), _dumped(changed)).scheme is not None:
            data = changed
    return _dumped(data)


def _change(draw, holder):
    """Drop or replace one value somewhere below."""
    while keys := list(holder) if isinstance(holder, dict) else list(range(len(holder))):
        key = draw(st.sampled_from(keys))
        if isinstance(holder[key], dict | list) and holder[key] and draw(st.integers(0, 3)):
            holder = holder[key]
        elif draw(st.booleans()):
            del holder[key]
            return
        else:
            holder[key] = draw(st.sampled_from(VALUES))
            return


def _dumped(data):
    stream = StringIO()
    YAML().dump(data, stream)
    return stream.getvalue()


any_check = given(changed_schemes(), st.sampled_from(JURISDICTIONS), st.dates(date(2017, 1, 1), date(2031, 1, 1)))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@any_check
def test_any_scheme_can_be_checked_mended_and_adapted(source, code, day):
    _check_mend_and_adapt(source, code, day)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@any_check
def test_many_schemes_can_be_checked_mended_and_adapted(source, code, day):
    _check_mend_and_adapt(source, code, day)


def _check_mend_and_adapt(source, code, day):
    path = Path("scheme.yaml")
    reading = read_scheme_text(path, source)
    assert reading.scheme is not None
    chosen = Settings(day, Jurisdiction(code))
    report = check_scheme(reading.scheme, reading.document, chosen)
    for persona in Persona:
        for form in (text, as_json, sarif, check_page):
            assert form([report], persona)
    for finding in report.findings:
        assert finding.message.endswith((".", "?"))
        assert "{" not in finding.message or "{" in source
        assert finding.place.span.start.line <= len(source.splitlines()) + 1
        assert finding.level.value != "may_be_prohibited" or finding.needs_human_judgement
    mended = mend(path, report, chosen)
    before = {(item.code, item.place.path) for item in report.findings}
    assert {(item.code, item.place.path) for item in mended.report.findings} <= before
    assert not adapt(path, source, chosen).report.is_refused

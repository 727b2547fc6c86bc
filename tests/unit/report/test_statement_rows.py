"""A statement's rows are written without a template that would escape what they hold."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import escape
from msgspec import structs

from isonomia.presets.find import find_scheme
from isonomia.report.statement_rows import columns_of, rows_of
from isonomia.scheme.load import load_scheme
from isonomia.score.account import account
from isonomia.score.history import History
from isonomia.score.statement.build import statement
from isonomia.score.statement.model import Line, Statement

HOSTILE = """<script>"&'</script>"""
LINE = Line(
    rule="help",
    date=date(2026, 3, 1),
    source="hours",
    event_id="h-1",
    reason="Helped",
    raw=10,
    cut=0,
    suspended=0,
    faded=4,
    counting=6,
    next_fade=date(2026, 5, 1),
    is_unknown=False,
    disputes=(),
    notes=("halved once",),
)


def made_of(*lines: Line, language: str = "en") -> Statement:
    scheme = load_scheme(find_scheme("riverside-time-bank"))
    empty = account(scheme, History("anna"), datetime(2026, 3, 2, tzinfo=ZoneInfo("UTC")))
    return replace(statement(scheme, empty, "en"), lines=lines, language=language)


def rows(*lines: Line, language: str = "en") -> str:
    made = made_of(*lines, language=language)
    return rows_of(made, columns_of(made), lambda source, event_id: f"/fact?{source}&{event_id}")


def test_whatever_a_record_or_a_scheme_says_is_escaped() -> None:
    for name in ("rule", "source", "event_id", "reason"):
        written = rows(structs.replace(LINE, **{name: HOSTILE}))
        assert "<script" not in written, name
        assert str(escape(HOSTILE)) in written, name
    assert "<script" not in rows(structs.replace(LINE, notes=(HOSTILE,)))
    assert "<script" not in rows(LINE, language=HOSTILE)


def test_a_row_leads_to_its_fact_and_says_what_becomes_of_each_point() -> None:
    written = rows(LINE)
    assert 'href="/fact?hours&amp;h-1"' in written
    assert [title for title, _name in columns_of(made_of(LINE))] == ["Points", "Faded", "Counts"]
    assert '<td class="n" data-of="Points">+10</td><td class="n" data-of="Faded">+4</td>' in written
    assert '<td class="d" data-of="Fades next">2026-05-01</td>' in written


def test_a_period_has_no_fact_to_lead_to() -> None:
    written = rows(structs.replace(LINE, source="", event_id="2025", counting=0, next_fade=None, faded=10))
    assert "href" not in written
    assert "help, period <bdi>2025</bdi>" in written
    assert written.startswith('<tr class="rests">')
    assert '<td class="d empty" data-of="Fades next"></td>' in written


def test_reasons_in_a_language_that_the_page_is_not_in_say_so() -> None:
    assert '<bdi lang="fr">Helped</bdi>' in rows(LINE, language="fr")
    assert "<bdi>Helped</bdi>" in rows(LINE)

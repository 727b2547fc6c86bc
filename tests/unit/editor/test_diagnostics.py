"""What an editor is told of a file while it is written, by the real server."""

import statistics
import time

import pytest
from lsprotocol import types as lsp

from isonomia.presets import preset_path

ONLY = ("--as-of", "2026-11-01", "--select", "GDPR005,AIA001")
SEVERITY = lsp.DiagnosticSeverity
FOR_EVER = (
    "violation: The points of 'late' count against a member for ever.\n"
    "Add `expires`, as long as the purpose needs and no longer, such as `expires: 12 months`."
)


def shown(diagnostic):
    """A diagnostic in one line: place, severity, code, message."""
    return f"{diagnostic.range} {diagnostic.severity.name} {diagnostic.code}: {diagnostic.message}"


def test_findings_of_the_check(talk, scheme):
    async def it(editor):
        found = await editor.open(scheme)
        assert [shown(item) for item in found] == [
            "11:2-11:7 Warning GDPR005: violation: The file does not say how long the facts of 'loans' are kept.\n"
            "Add `retention`: the time after which the facts are deleted.",
            f"20:72-20:74 Warning GDPR005: {FOR_EVER}",
        ]
        assert {item.source for item in found} == {"isonomia"}

    talk(it, *ONLY)


@pytest.mark.parametrize(
    ("encodings", "column"), [(["utf-8"], 74), (["utf-32"], 71), (["utf-32", "utf-16"], 71), (None, 72)]
)
def test_places_are_counted_as_the_editor_counts(talk, scheme, encodings, column):
    async def it(editor):
        assert editor.capabilities.position_encoding == (encodings[0] if encodings else "utf-16")
        found = await editor.open(scheme)
        assert found[-1].range == lsp.Range(lsp.Position(20, column), lsp.Position(20, column + 2))

    talk(it, *ONLY, encodings=encodings)


def test_faults_of_the_loader(talk, scheme):
    async def it(editor):
        found = await editor.open(scheme.replace("days_late > 3", "day_late > 3").replace("decided_by", "decidd_by"))
        assert [shown(item) for item in found] == [
            "20:49-20:57 Error expression-unknown-name: `day_late`, which the source does not declare; expected one of "
            "days_late, tool, date\nhelp: did you mean 'days_late'?",
            "32:4-32:13 Error scheme-unknown-key: the unknown key 'decidd_by'; expected one of band, or, kind, context, "
            "area, effect, severity, decided_by, decider, score_weight, ordinary_access, scarce and 9 more\n"
            "help: did you mean 'decided_by'?",
        ]

    talk(it, *ONLY)


def test_an_unsaved_change_is_seen(talk, scheme):
    async def it(editor):
        assert len(await editor.open(scheme)) == 2
        mended = scheme.replace("gravity: minor", "gravity: minor, expires: 12 months")
        assert [item.range.start.line for item in await editor.type(mended)] == [11]
        assert len(await editor.type(scheme)) == 2

    talk(it, *ONLY)


def test_changes_in_quick_succession_are_answered_with_the_last(talk, scheme):
    async def it(editor):
        await editor.open(scheme)
        for end in range(1, 30):
            editor.change(scheme[:-end])
        assert len(await editor.type(scheme)) == 2

    talk(it, *ONLY)


def test_related_places_carry_the_elements_of_the_law(talk, scheme):
    async def it(editor):
        loses = "{band: newcomer, kind: adverse, context: housing, severity: medium, decided_by: system}"
        text = scheme.replace("consequences:\n", f"consequences:\n  no_flat: {loses}\n")
        found = await editor.open(text)
        assert [(item.code, item.severity) for item in found] == [("AIA001", SEVERITY.Error)]
        assert found[0].message.startswith("would be prohibited: ")
        related = [(str(place.location.range), place.message) for place in found[0].related_information]
        assert related == [
            ("12:13-12:22", "sources.loans.context"),
            (
                "22:0-22:5",
                "evaluation or classification of natural persons over a certain period of time (met): points are added "
                "up over time, and each person is placed in one of 2 bands",
            ),
            (
                "11:2-11:7",
                "based on social behaviour, or on known, inferred or predicted personal characteristics (met): facts "
                "about people from 'loans'",
            ),
            (
                "26:2-26:9",
                "a score that leads or may lead to detrimental or unfavourable treatment (met): 'no_flat' follows from "
                "band 'newcomer'",
            ),
            (
                "12:13-12:22",
                "a social context unrelated to the one in which the data was generated (met): 'loans': 'community' and "
                "'housing' are different areas of life",
            ),
        ]
        assert {place.location.uri for place in found[0].related_information} == {editor.uri}

    talk(it, "--as-of", "2026-11-01", "--select", "AIA001")


BROKEN = ["", "isonomia", "isonomia: 1\n\t", "isonomia: 1\na: [", 'isonomia: 1\nt: "', "isonomia: 1\n- a", "isonomia: 1\nx: *y", "isonomia: 1\n\0",
          "isonomia: 1\nsources: 3\nrules: []\nbands: {a: {from: x}}", "isonomia: 1\n" + "[" * 2000, "isonomia: 1\n\ud800", "isonomia: 1\r\rsources:\u2028 {"]  # fmt: skip


def test_no_text_that_is_half_written_ends_the_server(talk, scheme):
    async def it(editor):
        await editor.open(scheme)
        for text in BROKEN:
            found = await editor.type(text.encode("utf-8", "replace").decode())
            assert text in BROKEN[:2] or any(item.severity is SEVERITY.Error for item in found), text
            for line, character in ((0, 0), (1, 3), (9, 9)):
                await editor.complete(line, character)
                await editor.hover(line, character)
                await editor.actions(line)
        assert len(await editor.type(scheme)) == 2

    talk(it, *ONLY)


def test_every_beginning_of_a_scheme_is_read(talk, scheme):
    async def it(editor):
        await editor.open("")
        for end in range(0, len(scheme), 23):
            await editor.type(scheme[:end])
            line = scheme[:end].count("\n")
            await editor.complete(line, end - scheme[:end].rfind("\n") - 1)
            await editor.hover(line, 2)

    talk(it, *ONLY)


def test_a_file_about_something_else_is_left_alone(talk):
    async def it(editor):
        text = "services:\n  web: {image: nginx}\n"
        assert await editor.open(text) == []
        assert await editor.complete(0, 0) == []
        assert await editor.hover(0, 3) is None
        assert await editor.actions(0) == []

    talk(it)


def test_a_closed_file_leaves_nothing_behind(talk, scheme):
    async def it(editor):
        assert await editor.open(scheme)
        of = lsp.TextDocumentIdentifier(editor.uri)
        editor.client.text_document_did_close(lsp.DidCloseTextDocumentParams(of))
        assert await editor.said() == []

    talk(it, *ONLY)


@pytest.mark.slow
@pytest.mark.parametrize("end", ["# {}", "half_a_key{}"])
def test_a_keystroke_in_a_scheme_of_200_lines_is_answered_within_100_ms(talk, end):
    async def it(editor):
        text = preset_path("school-house-points").read_text(encoding="utf-8")
        await editor.open(text)
        waits = []
        for number in range(25):
            begin = time.perf_counter()
            await editor.type(text + end.format(number))
            waits.append(time.perf_counter() - begin)
        assert statistics.median(waits) < 0.1, waits

    talk(it)

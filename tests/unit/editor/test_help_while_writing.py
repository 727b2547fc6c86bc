"""Hover, completion and quick fixes, by the real server."""

import pytest
from lsprotocol import types as lsp

from isonomia.check.registry import by_code
from isonomia.check.rule_page import rule_page
from isonomia.scheme.load import read_scheme_text

ONLY = ("--as-of", "2026-11-01", "--select", "GDPR005")
COMMUNITY = "Life in a neighbourhood or village: common rooms, shared tools, local functions and honours."
RULE = "An event rule (`source`) gives points for each event; a period rule (`each`) for each calendar period."
DECIDED_BY = """**decided_by**: Who decides that it takes effect.

- `person`: A named role decides each case.
- `system`: The system applies it without a person.
- `court`: A court decides."""
HOVERS = {
    "controller:": "**controller**: The organisation that runs the scheme.",
    "association": "**association**: A club or society of members.",
    "community": f"**community**: {COMMUNITY}",
    "\n  late:": f"**late**: {RULE}",
    "base:": "**base**: The score without any entry.\n\nDefault: `0`.",
    "decided_by:": DECIDED_BY,
    "the warden": None,
}


def place_of(text, word):
    """The editor's position near the end of a word, where it stands first."""
    before = text[: text.index(word) + len(word) - 2]
    return before.count("\n"), len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2


def test_hover_says_what_keys_and_words_mean(talk, scheme):
    async def it(editor):
        await editor.open(scheme)
        for word, told in HOVERS.items():
            answer = await editor.hover(*place_of(scheme, word))
            assert (answer.contents.value if answer else None) == told, word

    talk(it, *ONLY)


def test_hover_on_a_finding_is_the_page_of_its_check(talk, scheme):
    async def it(editor):
        await editor.open(scheme)
        answer = await editor.hover(*place_of(scheme, "-2"))
        assert answer.contents == lsp.MarkupContent(lsp.MarkupKind.Markdown, rule_page(by_code()["GDPR005"]).strip())
        assert answer.range == lsp.Range(lsp.Position(20, 72), lsp.Position(20, 74))

    talk(it, *ONLY)


def test_hover_on_an_accepting_comment_is_the_page_too(talk, scheme):
    async def it(editor):
        text = scheme.replace("  loans:\n", "  loans:  # isonomia: accept GDPR005 agreed with all members\n")
        assert len(await editor.open(text)) == 1
        answer = await editor.hover(*place_of(text, "accept"))
        assert answer.contents.value == rule_page(by_code()["GDPR005"]).strip()

    talk(it, *ONLY)


CURSOR = "▮"
COMPLETIONS = [
    # after which line, what is typed (with the cursor at its end), what is proposed first, what it becomes
    ("rules:", "  x: {source: ", ["loans"], "  x: {source: loans"),
    ("rules:", "  x: {source:", ["loans"], "  x: {source: loans"),
    ("rules:", "  x: {source: loans, when: day", ["days_late", "tool"], "  x: {source: loans, when: days_late"),
    ("rules:", "  x: {each: month, points: COUNT(l", ["loans", "late"], "  x: {each: month, points: COUNT(loans"),
    ("rules:", "  x: {source: loans, cap: {po", ["points", "per"], "  x: {source: loans, cap: {points: "),
    ("rules:", "  x: {source: loans, cap: {points: 2, per: w", ["day", "week", "month", "quarter", "year", "ever"], None),
    ("    kind: transaction", "    about: ", ["member", "family", "associates", "group"], "    about: member"),
    ("    kind: transaction", "    reveals: [health, ", ["health", "genetic", "biometric"], "    reveals: [health, health"),
    ("      tool: text", "      hours: ", ["boolean", "integer", "decimal", "text", "date"], "      hours: boolean"),
    ("    kind: benefit", "    sc", ["or", "effect", "severity", "decider", "score_weight", "scarce"], "    or: "),
    ("    kind: benefit", "    scarce: ", ["true", "false"], "    scarce: true"),
    ("  appeal:", "    de", ["decided_within", "decided_by", "independent", "free"], "    decided_within: "),
    ("purpose_kind: access", "rel", ["title", "method", "weights_from"], "title: "),
    ("purpose_kind: access", "relations: [{between: [com", ["community", "volunteering"], "relations: [{between: [community"),
    ("purpose_kind: access", "pools: {p: {rules: [", ["late"], "pools: {p: {rules: [late"),
    ("purpose_kind: access", "steps: [{band: tr", ["newcomer", "trusted"], "steps: [{band: newcomer"),
    ("rules:", "  ", [], None),  # a name that the author chooses
    ("rules:", "  # sou", [], None),
]  # fmt: skip


def test_completion_knows_the_format_and_the_names_of_the_file(talk, scheme):
    async def it(editor):
        await editor.open(scheme)
        for after, typed, labels, becomes in COMPLETIONS:
            before, rest = scheme.split(f"\n{after}\n")
            await editor.type(f"{before}\n{after}\n{typed}\n{rest}")  # no YAML in most cases, as it is while typing
            line = before.count("\n") + 2
            items = await editor.complete(line, len(typed))
            assert [item.label for item in items][: max(1, len(labels))] == labels, typed
            assert items == sorted(items, key=lambda item: item.sort_text)
            if becomes is not None:
                change = items[0].text_edit
                assert change.range.end == lsp.Position(line, len(typed))
                assert typed[: change.range.start.character] + change.new_text == becomes

    talk(it, *ONLY)


def test_a_quick_fix_is_the_edit_of_the_finding(talk, scheme, tmp_path):
    async def it(editor):
        found = await editor.open(scheme)
        assert await editor.actions(11) == []
        assert await editor.actions(20, only=[lsp.CodeActionKind.Refactor]) == []
        (action,) = await editor.actions(20)
        assert action.title == "GDPR005: set rules.late.expires to 12 months"
        assert (action.kind, action.is_preferred) == (lsp.CodeActionKind.QuickFix, True)
        assert list(action.diagnostics) == [found[1]]
        (change,) = action.edit.document_changes
        assert change.text_document == lsp.OptionalVersionedTextDocumentIdentifier(
            uri=editor.uri, version=editor.number
        )
        (edit,) = change.edits
        mended = applied(scheme, edit)
        assert "gravity: minor, expires: 12 months}" in mended
        assert read_scheme_text(tmp_path / "scheme.yaml", mended).diagnostics == ()
        assert [item.range.start.line for item in await editor.type(mended)] == [11]

    talk(it, *ONLY)


def applied(text, edit):
    """The text after a change on one line, whose columns count UTF-16."""
    lines = text.split("\n")
    line = lines[edit.range.start.line].encode("utf-16-le")
    changed = (
        line[: edit.range.start.character * 2]
        + edit.new_text.encode("utf-16-le")
        + line[edit.range.end.character * 2 :]
    )
    lines[edit.range.start.line] = changed.decode("utf-16-le")
    return "\n".join(lines)


def test_actions_are_of_the_newest_text_even_before_its_diagnostics(talk, scheme):
    async def it(editor):
        await editor.open(scheme)
        editor.change("# a line above\n" + scheme)
        assert await editor.actions(20) == []
        assert len(await editor.actions(21)) == 1

    talk(it, *ONLY)


@pytest.mark.parametrize(
    ("words", "said"), [(["--select", "GDRP"], "--select is 'GDRP'"), (["--as-of", "x"], "--as-of is 'x'")]
)
def test_a_wrong_option_ends_the_command(words, said):
    from typer.testing import CliRunner

    from isonomia.cli.app import app

    result = CliRunner().invoke(app, ["lsp", *words])
    assert result.exit_code == 2
    assert said in result.stderr


def test_without_pygls_the_command_says_what_to_install(monkeypatch):
    import sys

    from typer.testing import CliRunner

    from isonomia.cli.app import app

    for name in [name for name in sys.modules if name.startswith(("isonomia.editor", "pygls"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    result = CliRunner().invoke(app, ["lsp"])
    assert result.exit_code == 2
    assert result.stderr == (
        "error: the language server needs pygls 2\n"
        "  = help: install it beside isonomia: `python -m pip install 'isonomia[editor]'`\n"
    )

"""Safe changes that findings name, offered as quick fixes; the file is changed only when somebody takes one."""

from collections.abc import Iterator

from lsprotocol import types as lsp

from isonomia.check.finding import Edit, Finding
from isonomia.check.fix.edits import apply_edit
from isonomia.diagnostics.span import Span
from isonomia.editor.diagnostics import of_finding
from isonomia.editor.documents import Version
from isonomia.locale import _


def code_actions(version: Version, uri: str, wanted: lsp.Range, *, is_versioned: bool) -> list[lsp.CodeAction]:
    """The quick fixes of all findings that touch a range."""
    if version.report is None:
        return []
    return [
        _action(version, finding, edit, change, uri, is_versioned=is_versioned)
        for finding in version.report.findings
        if _touches(version.places.range_of(finding.place.span), wanted)
        for edit, change in _changes(version, finding)
    ]


def _touches(first: lsp.Range, second: lsp.Range) -> bool:
    return first.start <= second.end and second.start <= first.end


def _changes(version: Version, finding: Finding) -> Iterator[tuple[Edit, lsp.TextEdit]]:
    for edit in finding.edits:
        change = apply_edit(version.document, edit)
        if change is not None:
            span = Span(version.document.path, change.start, change.end)
            yield edit, lsp.TextEdit(version.places.exact_range_of(span), change.text)


def _action(
    version: Version, finding: Finding, edit: Edit, change: lsp.TextEdit, uri: str, *, is_versioned: bool
) -> lsp.CodeAction:
    assert version.report is not None
    path = ".".join(map(str, edit.keys))
    return lsp.CodeAction(
        _("{code}: set {path} to {value}").format(code=finding.code, path=path, value=edit.value),
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[of_finding(version.report, finding, version.places, uri)],
        is_preferred=len(finding.edits) == 1,
        edit=_workspace_edit(version, uri, change, is_versioned=is_versioned),
    )


def _workspace_edit(version: Version, uri: str, change: lsp.TextEdit, *, is_versioned: bool) -> lsp.WorkspaceEdit:
    """The change of the file; with the version that it was made for, so that a newer text is left alone."""
    if not is_versioned:
        return lsp.WorkspaceEdit(changes={uri: [change]})
    of = lsp.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version.number)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(of, [change])])

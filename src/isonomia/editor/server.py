"""The server: which question of the editor goes to which module, and when diagnostics are sent."""

import asyncio
import gc
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from isonomia import __version__
from isonomia.check.registry import checks
from isonomia.check.settings import Settings
from isonomia.editor.actions import code_actions
from isonomia.editor.completion import completions
from isonomia.editor.diagnostics import diagnostics
from isonomia.editor.documents import OpenDocument, Version
from isonomia.editor.hover import hover

# A pause in which several keystrokes come together. It runs from the first of them and is not begun again by the
# next: who types without a stop sees diagnostics too.
PAUSE_SECONDS = 0.015
TRIGGERS = [":", " ", "{", "[", ",", "-"]


class SchemeServer(LanguageServer):
    """The open schemes, and the settings by which they are checked (asked anew each time: a day can end meanwhile)."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        # the whole text with each change: pygls finds lines by splitlines(), which knows more ends than the editor does
        super().__init__("isonomia", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.settings = settings
        self.documents: dict[str, OpenDocument] = {}
        self.waiting: dict[str, asyncio.TimerHandle] = {}

    def current(self, uri: str) -> tuple[OpenDocument, Version]:
        """An open file and the newest that is known of it, unsaved changes included."""
        if uri not in self.documents:
            self.documents[uri] = OpenDocument(uri, Path(to_fs_path(uri) or uri))
        held = self.workspace.get_text_document(uri)
        encoding = str(self.workspace.position_encoding or "utf-16")
        return self.documents[uri], self.documents[uri].version(held.version, held.source, encoding, self.settings)

    def publish(self, uri: str) -> None:
        """Send what is wrong in a file."""
        self.waiting.pop(uri, None)
        _document, version = self.current(uri)
        found = diagnostics(version, uri)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version=version.number))

    def publish_soon(self, uri: str) -> None:
        """Send it after a short pause."""
        if uri not in self.waiting:
            self.waiting[uri] = asyncio.get_running_loop().call_later(PAUSE_SECONDS, self.publish, uri)

    def forget(self, uri: str) -> None:
        """A file was closed: what was said of it goes from the editor's list."""
        if uri in self.waiting:
            self.waiting.pop(uri).cancel()
        self.documents.pop(uri, None)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def make_server(settings: Callable[[], Settings]) -> SchemeServer:
    """The server with all that it answers."""
    server = SchemeServer(settings)

    @server.feature(lsp.INITIALIZED)
    def initialized(_params: lsp.InitializedParams) -> None:
        checks()  # imports every check now, and not at the first keystroke
        # What is loaded stays to the end: the collector need not look through it while somebody types.
        gc.collect()
        gc.freeze()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        server.publish_soon(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def on_hover(params: lsp.HoverParams) -> lsp.Hover | None:
        _document, version = server.current(params.text_document.uri)
        return hover(version, version.places.read(params.position))

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=TRIGGERS))
    def on_completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        document, version = server.current(params.text_document.uri)
        return completions(version, document.last_tree(version), version.places.read(params.position))

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
    def on_code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        if params.context.only and lsp.CodeActionKind.QuickFix not in params.context.only:
            return []
        uri = params.text_document.uri
        _document, version = server.current(uri)
        return code_actions(version, uri, params.range, is_versioned=_takes_versions(server))

    return server


def _takes_versions(server: LanguageServer) -> bool:
    """Whether the editor understands a change that is for one version only."""
    workspace = server.client_capabilities.workspace
    edit = workspace.workspace_edit if workspace else None
    return bool(edit and edit.document_changes)


def serve(settings: Callable[[], Settings]) -> None:
    """Answer on standard input and output until the editor ends the talk."""
    make_server(settings).start_io()

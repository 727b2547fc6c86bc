"""The real server, started as an editor starts it, and pygls' own client as the editor."""

import asyncio
import os
import sys

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

LONGEST_WAIT = 30  # seconds; a slow machine is no fault, a server that says nothing is


SCHEME = """\
isonomia: 1
scheme: tool-club
language: en
jurisdiction: at
time_zone: Europe/Vienna
controller: {name: "Club 🛠", kind: association, country: at, contact: club@example.org}
purpose: Lending tools fairly.
purpose_kind: access
legal_basis: {article: "6(1)(b)"}
participation: voluntary
sources:
  loans:
    context: community
    kind: transaction
    fields:
      days_late: {type: integer, description: "Days after the day agreed on"}
      tool: text
    verified_by: the warden
    evidence: confirmed
rules:
  late: {reason: "🛠 late", source: loans, when: days_late > 3, points: -2, gravity: minor}
score: {base: 10, range: [0, 20]}
bands:
  newcomer: {}
  trusted: {from: 15, title: Trusted}
consequences:
  longer_loans:
    band: trusted
    kind: benefit
    context: community
    area: leisure
    ordinary_access: kept
    decided_by: person
rights:
  explanation: each_point
  appeal:
    to: the board
    within: 5 days
    suspends: true
  rectification: true
"""


class Editor:
    """An editor with one file open; what is typed is never saved."""

    def __init__(self, uri):
        self.uri = uri
        self.number = 0
        self.client = LanguageClient("test", "1")
        self.published = asyncio.Queue()
        self.messages = []

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params):
            self.published.put_nowait(params)

        @self.client.feature(lsp.WINDOW_SHOW_MESSAGE)
        def shown(params):
            self.messages.append(params)

    async def start(self, *options, encodings=None):
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        await self.client.start_io(sys.executable, "-m", "isonomia", "lsp", *options, env=environment)
        abilities = lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=encodings),
            workspace=lsp.WorkspaceClientCapabilities(
                workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True)
            ),
        )
        answer = await self.client.initialize_async(lsp.InitializeParams(abilities))
        self.client.initialized(lsp.InitializedParams())
        return answer.capabilities

    async def open(self, text):
        item = lsp.TextDocumentItem(self.uri, "yaml", self.number, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.said()

    async def type(self, text):
        """Replace the text, without saving it."""
        self.change(text)
        return await self.said()

    def change(self, text):
        self.number += 1
        of = lsp.VersionedTextDocumentIdentifier(uri=self.uri, version=self.number)
        whole = [lsp.TextDocumentContentChangeWholeDocument(text)]
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(of, whole))

    async def said(self):
        """The diagnostics of the newest text."""
        while True:
            answer = await asyncio.wait_for(self.published.get(), LONGEST_WAIT)
            if answer.version in (self.number, None):
                return list(answer.diagnostics)

    async def hover(self, line, character):
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(self.uri), lsp.Position(line, character))
        return await self.client.text_document_hover_async(params)

    async def complete(self, line, character):
        params = lsp.CompletionParams(lsp.TextDocumentIdentifier(self.uri), lsp.Position(line, character))
        return list(await self.client.text_document_completion_async(params))

    async def actions(self, line, only=None):
        there = lsp.Range(lsp.Position(line, 0), lsp.Position(line, 200))
        context = lsp.CodeActionContext([], only=only)
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(self.uri), there, context)
        return list(await self.client.text_document_code_action_async(params))

    async def stop(self):
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await asyncio.wait_for(self.client.stop(), LONGEST_WAIT)
        assert self.messages == []


@pytest.fixture
def scheme():
    """A sound scheme, with a character that UTF-16 counts twice in a line where something is found."""
    return SCHEME


@pytest.fixture
def talk(tmp_path):
    """Run a talk with a fresh server: `talk(function)`, where the function is given the editor."""

    def run(function, *options, encodings=None):
        async def whole():
            editor = Editor((tmp_path / "scheme.yaml").as_uri())
            editor.capabilities = await editor.start(*options, encodings=encodings)
            await function(editor)
            await editor.stop()

        asyncio.run(whole())

    return run

"""The statement that a call asks for, and its written forms."""

import json
from collections.abc import Sequence
from pathlib import Path

from isonomia.cli import inputs
from isonomia.cli.footer import footer
from isonomia.cli.progress import working
from isonomia.ledger.restore import ledger_of
from isonomia.locale import _
from isonomia.periods import local_date
from isonomia.scheme.scheme import Scheme
from isonomia.score.history import histories
from isonomia.score.next_change import next_change
from isonomia.score.over_time import AccountsOverTime
from isonomia.score.statement.as_json import as_json
from isonomia.score.statement.build import statement
from isonomia.score.statement.model import Instants, Statement
from isonomia.score.statement.text import as_text


def made_for(
    scheme: Scheme,
    paths: Sequence[Path],
    member: str,
    times: Instants,
    rejects: Path | None,
    language: str | None,
) -> tuple[AccountsOverTime, Statement]:
    """The accounts and the statement of one member; an unknown one is a UsageError."""
    with working(_("Reading the ledger")):
        store = inputs.open_tables(scheme, paths, rejects)
    found = histories(ledger_of(scheme, store, [member]), times.known_at, [member])
    today = local_date(times.as_of, scheme.zone)
    if member not in found or found[member].has_left(today):
        inputs.check_members([member], (), inputs.members_in(store))
    accounts = AccountsOverTime(scheme, found[member])
    change = next_change(accounts, times.as_of)
    own = accounts.at(times.as_of)
    return accounts, statement(scheme, own, language or scheme.file.language, times, change)


def written(scheme: Scheme, accounts: AccountsOverTime, made: Statement, form: str) -> str:
    """The statement as text, JSON or a page."""
    if form == "json":
        return json.dumps(as_json(made), indent=2, ensure_ascii=False) + "\n"
    if form == "html":
        from isonomia.report.statement_page import statement_page

        return statement_page(accounts, made)
    assert made.instants is not None
    return as_text(made) + "\n" + footer(scheme, made.instants, "reference")

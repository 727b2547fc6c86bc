"""Which commands `isonomia log` has."""

import typer

from isonomia.cli.log.include import include
from isonomia.cli.log.key import key
from isonomia.cli.log.prove import prove
from isonomia.cli.log.verify import verify
from isonomia.cli.log.witness import witness
from isonomia.locale import _

HELP = _("""Check the transparency log of a service, offline and without trusting it.

\b
Examples:
  isonomia log verify https://example.org/log --key "$KEY" --since checkpoint-of-may
  isonomia log include https://example.org/log --key "$KEY" --fact fact.json --member-key key.txt
  isonomia log witness https://example.org/log --key "$KEY" --witness-key secret.txt --state seen
""")

log = typer.Typer(name="log", help=HELP, no_args_is_help=True, rich_markup_mode=None)
for command in (verify, include, prove, witness, key):
    log.command()(command)

"""`isonomia log prove`: a proof to keep and to show, in one file."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.log.options import IndexOption, KeyOption, PlaceArgument, SuccessionsOption
from isonomia.cli.options import OutputOption
from isonomia.locale import _


def prove(
    place: PlaceArgument,
    key: KeyOption,
    fact: Annotated[Path, typer.Option("--fact", metavar="FILE", help=_("The fact: one JSON object, as exported."))],
    member_key: Annotated[
        Path, typer.Option("--member-key", metavar="FILE", help=_("The member's key as exported; the proof omits it."))
    ],
    index: IndexOption = None,
    successions: SuccessionsOption = None,
    output: OutputOption = None,
) -> None:
    """Write a proof that a fact is in the log: it can be checked later, without the log and without a network.

    It says neither the fact nor whose it is; who checks it needs those and the member's key. The form is
    c2sp.org/tlog-proof.

    \b
    Examples:
      isonomia log prove copy-of-log --key club.vkey --fact fact.json --member-key key.txt -o fact.tlog-proof
    """
    from isonomia.cli.log import places, proofs, verdicts
    from isonomia.cli.output import check_target, deliver
    from isonomia.errors import NotVerified

    check_target(output, reads=[fact, member_key, successions])
    entry = places.entry_of(fact, member_key)
    try:
        log_key = places.log_keys(key, successions)
        proof = proofs.made_proof(place, log_key, entry, index)
        proof.verify(entry, log_key)
    except NotVerified as error:
        raise verdicts.not_included(error) from None
    deliver(proof.encode(), output)

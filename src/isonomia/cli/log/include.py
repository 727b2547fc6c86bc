"""`isonomia log include`: is this fact in the log?"""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.log.options import (
    FactOption,
    FormatOption,
    IndexOption,
    KeyOption,
    MemberKeyOption,
    SuccessionsOption,
    WitnessesOption,
    WitnessOption,
)
from isonomia.cli.options import OutputOption
from isonomia.locale import _


def include(
    place: Annotated[
        str, typer.Argument(metavar="PLACE", help=_("The log (a folder or an address), or a proof from `log prove`."))
    ],
    key: KeyOption,
    fact: FactOption,
    member_key: MemberKeyOption,
    index: IndexOption = None,
    successions: SuccessionsOption = None,
    witness: WitnessOption = None,
    witnesses: WitnessesOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say whether a fact about a member is in the log, by the fact and the member's key.

    Ends with 0 if it is, with 1 if that is not shown. With a proof nothing else is read.

    \b
    Examples:
      isonomia log include https://example.org/log --key club.vkey --fact fact.json --member-key key.txt
      isonomia log include fact.tlog-proof --key club.vkey --fact fact.json --member-key key.txt
    """
    from isonomia.cli.log import places, proofs, verdicts
    from isonomia.cli.output import check_target
    from isonomia.errors import NotVerified
    from isonomia.transparency.verify import check_witnesses

    proof_file = Path(place) if Path(place).is_file() else None
    check_target(output, reads=[fact, member_key, proof_file, successions])
    known = places.verifier_keys(witness)
    least = places.checked_count(known, witnesses)
    entry = places.entry_of(fact, member_key)
    try:
        log_key = places.log_keys(key, successions)
        proof = proofs.kept_proof(proof_file) if proof_file else proofs.made_proof(place, log_key, entry, index)
        signed = proof.verify(entry, log_key)
        cosigned = check_witnesses(signed, known, least)
    except NotVerified as error:
        raise verdicts.not_included(error, form, output) from None
    fields = {
        "verified": True,
        "index": proof.index,
        "checkpoint": verdicts.checkpoint_fields(signed.checkpoint),
        "cosignatures": verdicts.cosignature_fields(cosigned),
    }
    text = verdicts.included_text(proof.index, signed.checkpoint, cosigned, len(known))
    verdicts.say(text, fields, form, output)

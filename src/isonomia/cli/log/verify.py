"""`isonomia log verify`: is the whole log what its checkpoint says, and is the past unchanged?"""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.log.options import (
    FormatOption,
    KeyOption,
    PlaceArgument,
    SuccessionsOption,
    WitnessesOption,
    WitnessOption,
)
from isonomia.cli.options import OutputOption
from isonomia.locale import _


def verify(
    place: PlaceArgument,
    key: KeyOption,
    since: Annotated[
        Path | None, typer.Option("--since", metavar="FILE", help=_("An older checkpoint that you have kept."))
    ] = None,
    successions: SuccessionsOption = None,
    witness: WitnessOption = None,
    witnesses: WitnessesOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say whether a log holds: every entry hashed again, the signature, and that nothing of the past was changed.

    Ends with 0 if it holds, with 1 if it does not. Keep `PLACE/checkpoint` after each time, for `--since`.

    \b
    Examples:
      isonomia log verify https://example.org/log --key example.org/club+530d903a+AekyeRrm56hApGFkyQR4...
      isonomia log verify copy-of-log --key club.vkey --since checkpoint-of-may
      isonomia log verify copy-of-log --key club.vkey --witness a.vkey --witness b.vkey --witnesses 1
      isonomia log verify copy-of-log --key key-of-last-year.vkey --successions copy-of-log/successions
    """
    from isonomia.cli.log import places, verdicts
    from isonomia.cli.output import check_target
    from isonomia.cli.progress import counting
    from isonomia.errors import NotVerified
    from isonomia.transparency.verify import verify_log

    check_target(output, reads=[since, successions])
    known = places.verifier_keys(witness)
    least = places.checked_count(known, witnesses)
    try:
        log_key = places.log_keys(key, successions)
        old = places.own_checkpoint(since, log_key).encode() if since is not None else None
        with places.opened(place) as reader, counting(_("Hashing entries")) as progress:
            found = verify_log(reader, log_key, old, known, least, progress)
    except NotVerified as error:
        raise verdicts.refuse(_("NOT VERIFIED"), error, form, output) from None
    fields = {
        "verified": True,
        "checkpoint": verdicts.checkpoint_fields(found.checkpoint),
        "since": verdicts.checkpoint_fields(found.since),
        "cosignatures": verdicts.cosignature_fields(found.cosignatures),
    }
    verdicts.say(verdicts.verified_text(found, len(known)), fields, form, output)

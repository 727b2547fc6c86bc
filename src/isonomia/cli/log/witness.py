"""`isonomia log witness`: countersign what a log shows, if it continues what it showed before."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.cli.log.options import KeyOption, PlaceArgument, SuccessionsOption
from isonomia.cli.options import OutputOption
from isonomia.locale import _


def witness(
    place: PlaceArgument,
    key: KeyOption,
    witness_key: Annotated[
        Path, typer.Option("--witness-key", metavar="FILE", help=_("Your signing key, from `log key --witness`."))
    ],
    state: Annotated[
        Path, typer.Option("--state", metavar="FILE", help=_("Where the last checkpoint that you cosigned is kept."))
    ],
    successions: SuccessionsOption = None,
    output: OutputOption = None,
) -> None:
    """Cosign a log's checkpoint, if nothing of what you cosigned before was changed or taken away.

    Prints the checkpoint with your cosignature, for the log to publish. Without FILE of --state, the log is seen for
    the first time. Ends with 1, and signs nothing, if the log contradicts what it showed before.

    \b
    Examples:
      isonomia log key witness.example.net --witness -o secret.txt
      isonomia log witness https://example.org/log --key club.vkey --witness-key secret.txt --state club.seen
    """
    from isonomia.cli.log import places, verdicts, witnessing
    from isonomia.cli.output import check_target, deliver, remark
    from isonomia.errors import NotVerified

    check_target(output, reads=[witness_key, state, successions])
    check_target(state, reads=[witness_key])
    own_key = places.signing_key(witness_key)
    try:
        log_key = places.log_keys(key, successions)
        with places.opened(place) as reader:
            cosigned, size_before = witnessing.cosign_once(reader, log_key, own_key, state)
    except NotVerified as error:
        raise verdicts.refuse(_("NOT COSIGNED"), error) from None
    deliver(cosigned.encode(), output)
    size = cosigned.checkpoint.size
    remark(_("cosigned {size} entries; {before} when last seen").format(size=size, before=size_before))

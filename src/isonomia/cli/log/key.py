"""`isonomia log key`: a new key for a log or a witness."""

from pathlib import Path
from typing import Annotated

import typer

from isonomia.locale import _


def key(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("Whose: such as example.org/club; a log's origin."))],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help=_("A new file for the secret, readable by you.")),
    ],
    witness: Annotated[bool, typer.Option("--witness", help=_("For cosignatures of a witness."))] = False,
) -> None:
    """Make a signing key, write it into FILE, and print the public key to give to everyone.

    \b
    Examples:
      isonomia log key example.org/club -o club.secret > club.vkey
      isonomia log key witness.example.net --witness -o witness.secret > witness.vkey
    """
    import os

    from isonomia.cli.output import check_target, deliver
    from isonomia.errors import UsageError
    from isonomia.transparency.key import KeyType, SigningKey

    check_target(output)
    made = SigningKey.generate(name, KeyType.COSIGNATURE if witness else KeyType.ED25519)
    try:
        handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            _("the key cannot be written to '{path}': {reason}").format(path=output, reason=reason),
            remedy=_("name a new file; a key is never written over"),
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(made.secret_text() + "\n")
        file.flush()
        os.fsync(file.fileno())
    deliver(f"{made.verifier}\n", None)

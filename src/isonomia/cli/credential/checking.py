"""From files to a verdict."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from isonomia.errors import EngineUnavailable, UsageError
from isonomia.locale import _

if TYPE_CHECKING:
    from isonomia.service.credentials.verify import Checked

LARGEST = 1024 * 1024


def check_file(file: Path, key: Path, status: Path | None) -> "Checked":
    """Check a credential. UsageError for a file that cannot be read, or keys that are none."""
    try:
        from isonomia.service.credentials.signed_token import key_set
        from isonomia.service.credentials.verify import check
    except ImportError as missing:
        raise EngineUnavailable(
            _("checking a credential needs the package {name}").format(name=missing.name),
            remedy=_("pip install 'isonomia[serve]'"),
        ) from None
    text, listed = _text(file), _text(status) if status is not None else None
    try:
        keys = key_set(_text(key))
    except ValueError:
        raise UsageError(
            _("{file} holds no public keys that sign credentials").format(file=key),
            remedy=_("give the JSON Web Key Set that the issuer publishes at /.well-known/jwks.json"),
        ) from None
    return check(text, keys, datetime.now(UTC), listed)


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
        if len(data) > LARGEST:
            raise UsageError(_("{file} is larger than 1 MiB").format(file=file), remedy=_("name another file"))
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(_("{file} is not text").format(file=file), remedy=_("name another file")) from None
    except OSError as error:
        raise UsageError(
            _("{file} cannot be read: {why}").format(file=file, why=error.strerror), remedy=_("name another file")
        ) from None


def say(found: "Checked", *, is_json: bool) -> bool:
    """Print the verdict; returns whether the credential is valid."""
    from isonomia.service.credentials.verify import words

    if is_json:
        fields = {"verdict": found.verdict, "status_checked": found.is_status_known, "claims": found.claims}
        typer.echo(json.dumps(fields, ensure_ascii=False, indent=2, default=str))
    else:
        typer.echo("\n".join(words(found)))
    return found.holds

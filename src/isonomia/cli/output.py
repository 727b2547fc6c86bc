"""Writing results: to the terminal, or to a file that is whole or not there at all."""

import contextlib
import os
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import typer

from isonomia.errors import UsageError
from isonomia.locale import _

F = TypeVar("F", bound=StrEnum)


def check_target(target: Path | None, *, is_binary: bool = False) -> None:
    """Refuse a target that cannot be written, before any work is done."""
    if target is None:
        if is_binary and sys.stdout.isatty():
            raise UsageError(_("Parquet is not for a terminal"), remedy=_("add `-o FILE.parquet`, or pipe it on"))
        return
    if target.is_dir():
        raise UsageError(_("the output '{path}' is a directory").format(path=target), remedy=_("name a file inside it"))
    if not target.absolute().parent.is_dir():
        raise UsageError(
            _("the directory of the output '{path}' does not exist").format(path=target),
            remedy=_("create it first, or choose another"),
        )


def deliver(content: str | bytes, target: Path | None) -> None:
    """Print, or write aside and rename into place."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if target is None:
        if isinstance(content, str):
            typer.echo(content, nl=False)
        else:
            sys.stdout.buffer.write(content)
        return
    if target.exists() and not target.is_file():  # a device or a pipe, such as /dev/stdout: nothing to rename over
        target.write_bytes(data)
        return
    try:
        handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            umask = os.umask(0)
            os.umask(umask)
            Path(name).chmod(0o666 & ~umask)
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            _("the output '{path}' cannot be written: {reason}").format(path=target, reason=reason),
            remedy=_("choose another path"),
        ) from None


def remark(text: str) -> None:
    """A word to the reader beside the result, on standard error."""
    typer.echo(text, err=True)


def chosen_form(form: F | None, output: Path | None, default: F) -> F:
    """The format asked for; without one, what the output file's suffix says."""
    if form is not None or output is None:
        return form if form is not None else default
    return next((item for item in type(default) if item.value == output.suffix.removeprefix(".")), default)

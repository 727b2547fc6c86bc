"""Writing results: to the terminal, or to a file that is whole or not there at all."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import typer

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.whole_file import write_whole

F = TypeVar("F", bound=StrEnum)


def check_target(
    target: Path | None, *, reads: Iterable[Path | None] = (), rejects: Path | None = None, is_binary: bool = False
) -> None:
    """Refuse, before any work is done, a target that cannot be written or that would destroy what is read."""
    for written in (target, rejects):
        for read in reads:
            if written is not None and read is not None and _is_same(written, read):
                raise UsageError(
                    _("'{path}' is read by this command and would be overwritten").format(path=written),
                    remedy=_("choose another file for what is written"),
                )
    if target is not None and rejects is not None and _is_same(target, rejects):
        raise UsageError(
            _("the result and the rejected rows would both be written to '{path}'").format(path=target),
            remedy=_("choose two files"),
        )
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


def _is_same(written: Path, read: Path) -> bool:
    """Whether two paths are one file, by whatever names; a file that is not there yet is compared by its path."""
    try:
        return written.samefile(read)
    except OSError:
        return written.resolve() == read.resolve()


def deliver(content: str | bytes, target: Path | None) -> None:
    """Print, or write aside and rename into place; what cannot be written is a UsageError."""
    try:
        if target is None:
            _print(content)
        else:
            _write(content.encode("utf-8") if isinstance(content, str) else content, target)
    except BrokenPipeError:
        raise  # the reader has seen enough; the command ends quietly
    except OSError as error:
        where = _("the output '{path}'").format(path=target) if target is not None else _("standard output")
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            _("{where} cannot be written: {reason}").format(where=where, reason=reason), remedy=_("choose another path")
        ) from None


def _print(content: str | bytes) -> None:
    if sys.stdout is None:
        raise UsageError(_("standard output is closed"), remedy=_("write to a file with `-o FILE`"))
    if isinstance(content, str):
        typer.echo(content, nl=False)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _write(data: bytes, target: Path) -> None:
    if target.exists() and not target.is_file():  # a device or a pipe, such as /dev/stdout: nothing to rename over
        target.write_bytes(data)
        return
    write_whole(data, target)


def remark(text: str) -> None:
    """A word to the reader beside the result, on standard error."""
    typer.echo(text, err=True)


def chosen_form(form: F | None, output: Path | None, default: F) -> F:
    """The format asked for; without one, what the output file's suffix says."""
    if form is not None or output is None:
        return form if form is not None else default
    suffix = output.suffix.lower().removeprefix(".")
    known = {item.value: item for item in type(default)}
    if suffix in known:
        return known[suffix]
    if suffix not in ("", "txt") and (output.is_file() or not output.exists()):
        raise UsageError(
            _("the suffix of '{path}' says no format that this command writes").format(path=output),
            remedy=_("add --format with one of {forms}").format(forms=", ".join(known)),
        )
    return default

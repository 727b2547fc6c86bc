"""What the commands of the log say at the end: one clear verdict, and what it rests on."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from isonomia.cli.log.options import VerdictFormat
from isonomia.cli.log.places import as_json
from isonomia.cli.output import chosen_form, deliver
from isonomia.errors import NotVerified
from isonomia.locale import _, ngettext
from isonomia.transparency import base64_text
from isonomia.transparency.checkpoint import Checkpoint
from isonomia.transparency.cosignature import Cosignature
from isonomia.transparency.verify import Verified

FOUND_SOMETHING = 1


def verified_text(found: Verified, known: int) -> str:
    """The verdict on a log that holds; `known` is how many witnesses the caller trusts."""
    lines = [
        _("VERIFIED: {origin}").format(origin=found.checkpoint.origin),
        ngettext(
            "  {count} entry; the root that the checkpoint signs is the one that it gives",
            "  {count} entries; the root that the checkpoint signs is the one that they give",
            found.checkpoint.size,
        ),
    ]
    if found.since is not None:
        lines.append(
            ngettext(
                "  it begins with the {count} entry of the older checkpoint, unchanged",
                "  it begins with the {count} entries of the older checkpoint, unchanged",
                found.since.size,
            )
        )
    return "\n".join(lines + _witness_lines(found.cosignatures, known)) + "\n"


def included_text(index: int, checkpoint: Checkpoint, cosignatures: Sequence[Cosignature], known: int) -> str:
    """The verdict on a fact that is in the log."""
    first = _("INCLUDED: this fact is entry {index} of {origin}, a log of {size} entries").format(
        index=index, origin=checkpoint.origin, size=checkpoint.size
    )
    return "\n".join([first, *_witness_lines(cosignatures, known)]) + "\n"


def _witness_lines(cosignatures: Sequence[Cosignature], known: int) -> list[str]:
    if not known:
        return [_("  no witness was asked for: that others are shown the same log is not checked")]
    first = _("  cosigned by {count} of {known} known witnesses").format(count=len(cosignatures), known=known)
    return [first, *(f"    {item.witness}, {_time(item)}" for item in cosignatures)]


def _time(item: Cosignature) -> str:
    try:
        return f"{datetime.fromtimestamp(item.timestamp, UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (OverflowError, ValueError, OSError):  # a witness may sign any number
        return str(item.timestamp)


def checkpoint_fields(checkpoint: Checkpoint | None) -> dict[str, Any] | None:
    """A checkpoint for programs."""
    if checkpoint is None:
        return None
    return {"origin": checkpoint.origin, "size": checkpoint.size, "root": base64_text.encode(checkpoint.root)}


def cosignature_fields(cosignatures: Sequence[Cosignature]) -> list[dict[str, Any]]:
    """Cosignatures for programs; the time in seconds since 1970."""
    return [{"witness": item.witness, "timestamp": item.timestamp} for item in cosignatures]


def say(text: str, fields: dict[str, Any], form: VerdictFormat | None, output: Path | None) -> None:
    """Write a verdict in the form asked for."""
    chosen = chosen_form(form, output, VerdictFormat.TEXT)
    deliver(as_json(fields) if chosen is VerdictFormat.JSON else text, output)


def refuse(
    label: str,
    error: NotVerified,
    form: VerdictFormat | None = None,
    output: Path | None = None,
    advice: str | None = None,
) -> typer.Exit:
    """Write why something does not hold, and what to do; the exit to raise."""
    do = advice or error.remedy or _("keep the checkpoint and the tiles that you were shown, and ask who runs the log")
    say(f"{label}: {error}\n  {do}\n", {"verified": False, "reason": str(error)}, form, output)
    return typer.Exit(FOUND_SOMETHING)


def not_included(error: NotVerified, form: VerdictFormat | None = None, output: Path | None = None) -> typer.Exit:
    """The same where a fact is not shown to be in a log."""
    advice = _("see that fact and key are as exported; if they are, keep what you were shown, and ask who runs the log")
    return refuse(_("NOT INCLUDED"), error, form, output, error.remedy or advice)

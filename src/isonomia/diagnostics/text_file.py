"""A file as text, or what is wrong with it as text."""

from pathlib import Path

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.span import Position, Span

LARGEST_FILE_BYTES = 4 * 1024 * 1024


def read_text(path: Path, code: str, thing: str) -> str | Diagnostic:
    """The text of a file such as `a scheme`, or why there is none, under the given code."""
    whole = Span(path, Position(1, 1), Position(1, 1))
    try:
        data = path.read_bytes()
        if len(data) > LARGEST_FILE_BYTES:
            return Diagnostic(code, whole, f"a file of {len(data)} bytes", f"{thing} of at most 4 MiB")
        return data.decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Diagnostic(code, whole, f"a file that cannot be read: {reason}", "", "check the path")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        place = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
        found = f"bytes that are not UTF-8 (at byte {error.start})"
        return Diagnostic(code, Span(path, place, place), found, "", "save the file as UTF-8")

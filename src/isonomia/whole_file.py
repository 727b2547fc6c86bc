"""Files that are there whole or not at all: written aside, then renamed into place."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def aside(target: Path, mode: int | None = None) -> Iterator[Path]:
    """An empty file beside `target` to write to; on success it takes the target's place and permissions.

    With `mode` it has these permissions instead. Until it is in its place nobody else can read it.
    """
    target = target.resolve()  # a link stays a link, and its file is what is replaced
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    place = Path(name)
    try:
        yield place
        place.chmod(_mode(target) if mode is None else mode)
        place.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            place.unlink()
        raise


def write_whole(data: bytes, target: Path, mode: int | None = None) -> None:
    """Write a file, whole or not at all."""
    with aside(target, mode) as place:
        place.write_bytes(data)


def _mode(target: Path) -> int:
    """The permissions that a file has, or that a new one gets."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask

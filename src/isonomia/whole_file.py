"""Files that are there whole or not at all: written aside, then renamed into place."""

import contextlib
import os
import re
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


HALF_WRITTEN = re.compile(r"\..+\.(npz|json|jsonl|parquet)\.[a-z0-9_]{8}")


def clear_half_written(folder: Path) -> None:
    """Remove what a stop in the middle of writing left in a folder of kept runs."""
    if folder.is_dir():
        for path in folder.iterdir():
            if HALF_WRITTEN.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    path.unlink()


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

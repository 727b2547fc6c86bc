"""The demo's folder: written aside and renamed into place; never over anything that is not the demo's own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isonomia.errors import UsageError

MARKER = ".isonomia-demo"
LIVE = "service/"
"""The demonstrated service's own folder, filled after the pages: it changes as people look around in it."""


def check_free(directory: Path) -> None:
    """UsageError unless the directory is new, empty, or holds only what an earlier demo wrote."""
    if not directory.exists():
        return
    if not directory.is_dir():
        raise UsageError(f"'{directory}' exists and is not a directory", remedy="choose another with --output")
    found = _files(directory)
    marker = directory / MARKER
    own = set(marker.read_text(encoding="utf-8").splitlines()) | {MARKER} if marker.is_file() else set()
    foreign = sorted(name for name in found - own if not (LIVE in own and name.startswith(LIVE)))
    if foreign:
        raise UsageError(
            f"'{directory}' holds '{foreign[0]}', which isonomia demo did not write",
            remedy="choose another directory with --output, or move your files away",
        )


@contextmanager
def replacing(directory: Path) -> Iterator[Path]:
    """A folder to write into; it takes the place of `directory` when the block ends well, and goes when it fails."""
    check_free(directory)
    target = directory.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    except OSError as error:
        raise _unwritable(directory, error) from None
    try:
        yield aside
        written = sorted(_files(aside) | {LIVE})
        (aside / MARKER).write_text("".join(f"{name}\n" for name in written), encoding="utf-8")
        umask = os.umask(0)
        os.umask(umask)
        aside.chmod(0o777 & ~umask)
        check_free(directory)
        _swap(aside, target)
    except OSError as error:
        raise _unwritable(directory, error) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _swap(aside: Path, target: Path) -> None:
    if not target.exists():
        aside.replace(target)
        return
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.old.") as outgoing:
        kept = Path(outgoing) / target.name
        target.replace(kept)
        try:
            aside.replace(target)
        except OSError:
            kept.replace(target)
            raise


def _files(directory: Path) -> set[str]:
    return {path.relative_to(directory).as_posix() for path in directory.rglob("*") if not path.is_dir()}


def _unwritable(directory: Path, error: OSError) -> UsageError:
    reason = (error.strerror or str(error)).lower()
    return UsageError(f"'{directory}' cannot be written: {reason}", remedy="choose another directory with --output")

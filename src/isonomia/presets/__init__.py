"""What comes with isonomia: schemes and societies, real and invented, and the starter that `isonomia new` writes."""

import os
import shutil
import tempfile
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from isonomia.errors import UsageError
from isonomia.locale import _

SUFFIX = ".yaml"


def _folder(name: str) -> Traversable:
    return resources.files("isonomia.presets").joinpath(name)


def _names_in(folder: str) -> list[str]:
    names = [item.name for item in _folder(folder).iterdir() if item.name.endswith(SUFFIX)]
    return sorted(name.removesuffix(SUFFIX) for name in names)


def preset_names() -> list[str]:
    """The names of the shipped schemes, in alphabetical order."""
    return _names_in("schemes")


def preset_path(name: str) -> Path:
    """The file of a shipped scheme; KeyError if there is none of this name."""
    if name not in preset_names():
        raise KeyError(name)
    return Path(str(_folder("schemes").joinpath(name + SUFFIX)))


def society_names() -> list[str]:
    """The names of the shipped societies, in alphabetical order."""
    return _names_in("societies")


def society_path(name: str) -> Path:
    """The file of a shipped society; KeyError if there is none of this name."""
    if name not in society_names():
        raise KeyError(name)
    return Path(str(_folder("societies").joinpath(name + SUFFIX)))


def starter_files() -> dict[str, bytes]:
    """The files of the starter, by name."""
    files = [item for item in _folder("starter").iterdir() if item.is_file()]
    return {item.name: item.read_bytes() for item in sorted(files, key=lambda item: item.name)}


def write_starter(directory: Path) -> list[Path]:
    """Write the starter into a new or empty directory, all of it or nothing."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(
            _("'{path}' exists already and is not an empty directory").format(path=directory),
            remedy=_("name a directory that does not exist yet"),
        )
    parent = directory.absolute().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=parent, prefix=f".{directory.name}."))
        try:
            for name, content in starter_files().items():
                (aside / name).write_bytes(content)
            umask = os.umask(0)
            os.umask(umask)
            aside.chmod(0o777 & ~umask)
            aside.replace(directory.absolute())  # over an empty directory too
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(
            _("'{path}' cannot be written: {reason}").format(path=directory, reason=reason),
            remedy=_("choose another directory"),
        ) from None
    return [directory / name for name in starter_files()]

"""Tiles as files: a folder that any web server can serve as it is."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from isonomia.errors import NotVerified, UsageError
from isonomia.locale import _
from isonomia.transparency.tile import Tile, bytes_max
from isonomia.whole_file import aside


class Folder:
    """A TileStore in a folder; the path of a tile is the path of its file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        return {path: data for path in paths if (data := self._one(path)) is not None}

    def _one(self, path: str) -> bytes | None:
        place = self.folder / path
        try:
            with place.open("rb") as file:
                data = file.read(bytes_max(path) + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise UsageError(
                _("'{path}' cannot be read: {reason}").format(
                    path=place, reason=(error.strerror or str(error)).lower()
                ),
                remedy=_("check the folder and its permissions"),
            ) from None
        if len(data) > bytes_max(path):
            raise NotVerified(
                _("{path} is malformed: it has more than {limit} bytes").format(path=path, limit=bytes_max(path))
            )
        return data

    def write(self, resources: Mapping[str, bytes]) -> None:
        """Write each file whole and onto the disk; a full tile takes the place of its partial ones."""
        for path, data in resources.items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with aside(target) as place, place.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for folder in {self.folder / parent for path in resources for parent in PurePosixPath(path).parents}:
            _onto_disk(folder)
        for path in resources:
            if (tile := Tile.parse(path)) and tile.is_full:
                shutil.rmtree(self.folder / f"{path}.p", ignore_errors=True)


def _onto_disk(folder: Path) -> None:
    """Names of files survive a crash only once their folder is on the disk; not every system lets one say so."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A society whose file was found in order."""

from dataclasses import dataclass
from pathlib import Path

from isonomia.society.model.society_file import SocietyFile


@dataclass(frozen=True)
class Society:
    """A society file, read and checked; only `load_society` and `read_society` make one."""

    file: SocietyFile
    path: Path
    text: str

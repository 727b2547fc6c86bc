"""Which reader a path needs: chosen by the ending of its name; a folder is all of its files."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from isonomia.errors import UsageError
from isonomia.ledger.readers.cloud_events import read_json_document
from isonomia.ledger.readers.comma_separated import read_comma_separated
from isonomia.ledger.readers.interface import STANDARD_INPUT, Reader
from isonomia.ledger.readers.json_lines import read_json_lines
from isonomia.ledger.readers.parquet import read_parquet

READERS: Mapping[str, Reader] = {
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_comma_separated,
    ".parquet": read_parquet,
    ".json": read_json_document,
}
COMPRESSED = ".gz"
CONNECT_SUFFIXES = (".yaml", ".yml")


def ending(path: Path) -> str:
    """The ending that says a file's format, `.gz` aside; standard input is JSON Lines."""
    if str(path) == STANDARD_INPUT:
        return ".jsonl"
    name = path.name.lower().removesuffix(COMPRESSED)
    suffix = Path(name).suffix
    return "" if suffix == ".parquet" and path.suffix == COMPRESSED else suffix


def is_connect(path: Path) -> bool:
    """Whether a path is a connect.yaml, which names queries instead of holding records."""
    return ending(path) in CONNECT_SUFFIXES


def ledger_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of a ledger: folders replaced by their files of known formats, in the order of their names.

    UsageError for a path that is not there, has no known format, or a folder without any file of one.
    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield path
        elif path.is_dir():
            inside = sorted(file for file in path.iterdir() if file.is_file() and ending(file) in READERS)
            if not inside:
                raise UsageError(f"the folder {path} holds no ledger file", remedy=f"expected {', '.join(READERS)}")
            yield from inside
        elif not path.exists():
            raise UsageError(f"the ledger {path} does not exist", remedy="check the path")
        elif ending(path) not in READERS and not is_connect(path):
            raise UsageError(
                f"the ledger {path} has a format that its name does not tell",
                remedy=f"name it *{', *'.join(READERS)} (text also .gz), or connect.yaml",
            )
        else:
            yield path


def reader_for(path: Path) -> Reader:
    """The reader of a file's format."""
    return READERS[ending(path)]

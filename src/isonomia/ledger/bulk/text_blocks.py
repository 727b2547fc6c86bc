"""Text files in blocks of whole lines, and the lines of a block as an Arrow column."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from isonomia.ledger.readers.interface import BYTE_ORDER_MARK, open_bytes, unreadable

BLOCK_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Block:
    """Whole physical lines; `first` is the number of the first of them."""

    content: bytes
    first: int

    @property
    def line_count(self) -> int:
        return self.content.count(b"\n") + (not self.content.endswith(b"\n"))

    def lines(self) -> list[bytes]:
        """The lines with their endings."""
        return self.content.splitlines(keepends=True) if b"\r" not in self.content else _split(self.content)

    def text_lines(self) -> Any:
        """The lines as an Arrow array, or None where the block holds what the fast lane does not read."""
        if b"\0" in self.content:
            return None
        try:
            text = self.content.decode("utf-8")
        except UnicodeDecodeError:
            return None
        return pc.split_pattern(pa.array([text.removesuffix("\n")], pa.large_string()), "\n").flatten()


def _split(content: bytes) -> list[bytes]:
    """Lines end at line feeds alone, as they do when a file is read line by line."""
    parts = content.split(b"\n")
    ended = [part + b"\n" for part in parts[:-1]]
    return [*ended, parts[-1]] if parts[-1] else ended


class BlockReader:
    """Reads a file block by block; a caller whose record runs over the end of a block asks for further lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO = open_bytes(path)
        self._next = 1

    def blocks(self) -> Iterator[Block]:
        """The blocks of the file in order, without a byte order mark."""
        with self._file:
            while True:
                try:
                    content = self._file.read(BLOCK_BYTES)
                    if content and not content.endswith(b"\n"):
                        content += self._file.readline()
                except (OSError, EOFError) as error:
                    raise unreadable(self.path, error) from None
                if not content:
                    return
                if self._next == 1:
                    content = content.removeprefix(BYTE_ORDER_MARK)
                if not content:
                    return
                block = Block(content, self._next)
                self._next += block.line_count
                yield block

    def further_lines(self) -> Iterator[bytes]:
        """Lines after the present block, which the next block then does not hold."""
        while line := self._file.readline():
            self._next += 1
            yield line

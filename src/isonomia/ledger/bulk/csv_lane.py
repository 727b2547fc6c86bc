"""CSV in bulk. A line that is exactly as many whole cells as the header has is a record, whatever stands around it;
from the first line of a block that is not, Python reads on to the block's end and to the end of its last record.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from isonomia.ledger.bulk.event_sql import Column, Nature, RawTable, quoted
from isonomia.ledger.bulk.staging import Staging
from isonomia.ledger.bulk.text_blocks import Block, BlockReader
from isonomia.ledger.readers.comma_separated import read_comma_separated, rows_of_lines, split_header

CELL = r'(?:[^",\r]*|"(?:[^"\r]|"")*")'
ROW_COLUMN = "origin row"  # no column of a ledger has a space in its name


def load_csv(staging: Staging, path: Path) -> None:
    """Bring a CSV file into the staging tables."""
    file = staging.open_file(str(path))
    reader = BlockReader(path)
    header: list[str] | None = None
    for whole in reader.blocks():
        block = whole
        if header is None:
            header = split_header(str(path), block.content.split(b"\n", 1)[0])
            if header is None:  # a header over several lines, or none
                staging.take_slow(read_comma_separated(path), file)
                return
            block = Block(block.content.partition(b"\n")[2], block.first + 1)
            if not block.content:
                continue
        good = _good_lines(block, len(header))
        if good:
            _take(staging, header, block, good, file, str(path))
        if good < block.line_count:
            rest = block.lines()[good:]
            lines = itertools.chain(rest, reader.further_lines())
            numbered = ((block.first + good + position, line) for position, line in enumerate(lines))
            staging.take_slow(rows_of_lines(numbered, str(path), header, until=block.first + block.line_count), file)
    if header is None:
        staging.take_slow(read_comma_separated(path), file)


def _good_lines(block: Block, width: int) -> int:
    """How many lines from the block's beginning on are whole records."""
    lines = block.text_lines()
    if lines is None:
        return 0
    # An empty line of a one-column file cannot occur, as a ledger has at least two columns.
    pattern = f"^{CELL}(?:,{CELL}){{{width - 1}}}\\r?$"
    bad = pc.index(pc.match_substring_regex(lines, pattern), False).as_py()
    return len(lines) if bad < 0 else int(bad)


def _take(staging: Staging, header: list[str], block: Block, good: int, file: int, path: str) -> None:
    content = block.content
    if good < block.line_count:
        content = b"\n".join(content.split(b"\n", good)[:good]) + b"\n"
    table = _parsed(content, header)
    last = block.first + good - 1
    if table.num_rows != good:
        raise AssertionError(f"{table.num_rows} rows of {good} lines in {path}")
    rows = pa.array(range(block.first, last + 1), pa.int64())
    staging.connection.register("block_rows", table.append_column(ROW_COLUMN, rows))
    try:
        columns = {name: Column(quoted(name), Nature.TEXT) for name in header}
        raw = RawTable("block_rows", columns, quoted(ROW_COLUMN), literal_null=True)
        if staging.take_fast(raw, file) == good:
            return
        left = [row for part in staging.left_behind(raw, file, block.first, last) for row in part]
    finally:
        staging.connection.unregister("block_rows")
    staging.take_slow(rows_of_lines(_chosen(block, left), path, header, until=None), file)


def _chosen(block: Block, rows: list[int]) -> Iterator[tuple[int, bytes]]:
    lines = block.lines()
    for row in rows:
        line = lines[row - block.first]
        yield row, line if line.endswith(b"\n") else line + b"\n"


def _parsed(content: bytes, header: list[str]) -> Any:
    return csv.read_csv(
        pa.BufferReader(content),
        csv.ReadOptions(column_names=header, block_size=1 << 22),
        csv.ParseOptions(ignore_empty_lines=False),
        csv.ConvertOptions(
            column_types=dict.fromkeys(header, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )

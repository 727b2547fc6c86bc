"""JSON Lines in bulk. The lines of one exporter have one shape (which keys, in which order); a pattern made from the
shape says exactly which lines are surely good, and only those are taken apart by DuckDB.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from isonomia.expression.tree import Type
from isonomia.ledger.bulk.event_sql import EVENT_KEYS, Column, Nature, RawTable, json_pattern, literal, matches
from isonomia.ledger.bulk.staging import Staging
from isonomia.ledger.bulk.text_blocks import Block, BlockReader
from isonomia.ledger.readers.json_lines import read_line
from isonomia.ledger.record import Origin

TEXT = r'"[^"\\\x00-\x1f]+"'
TEXT_VALUE = r'(?:"[^"\\\x00-\x1f]*"|null)'
# Fifteen digits survive the binary double that DuckDB's JSON reader makes of a number; more go to Python.
NUMBER = r"-?(?:0|[1-9][0-9]{0,8})(?:[.][0-9]{1,6})?"
WHOLE = r"-?(?:0|[1-9][0-9]{0,14})"
VALUE_PATTERNS: Mapping[Type, str] = {
    Type.TEXT: TEXT_VALUE,
    Type.INTEGER: f'(?:{WHOLE}|"{WHOLE}"|null)',
    Type.DECIMAL: f'(?:{NUMBER}|"{NUMBER}"|null)',
    Type.BOOLEAN: "(?:true|false|null)",
    Type.DATE: TEXT_VALUE,
}
SAMPLED_LINES = 200
MOST_SHAPES = 24


@dataclass
class Shapes:
    """The patterns of the good lines of each source, learned from samples."""

    fields: Mapping[str, Mapping[str, Type]]
    known: dict[str, dict[str, None]] = field(default_factory=dict)

    def learn(self, raw: bytes) -> None:
        """Add the shape of a line, if it is an event that a pattern can describe."""
        try:
            row = json.loads(raw)
        except (ValueError, RecursionError):
            return
        pattern = self._pattern(row) if isinstance(row, dict) else None
        if pattern is not None and sum(map(len, self.known.values())) < MOST_SHAPES:
            self.known.setdefault(row["source"], {})[pattern] = None

    def _pattern(self, row: Mapping[str, Any]) -> str | None:
        source = row.get("source")
        if not isinstance(source, str) or source not in self.fields or not set(EVENT_KEYS) <= set(row):
            return None
        keys = []
        for key, value in row.items():
            if key == "data" and isinstance(value, dict) and set(value) <= set(self.fields[source]):
                inner = [(name, VALUE_PATTERNS[self.fields[source][name]]) for name in value]
                keys.append((key, json_pattern(inner)))
            elif key == "source":
                keys.append((key, f'"{source}"'))
            elif key == "kind" and value == "event":
                keys.append((key, '"event"'))
            elif key in EVENT_KEYS and isinstance(value, str):
                keys.append((key, TEXT))
            else:
                return None
        return json_pattern(keys)


def load_json_lines(staging: Staging, path: Path) -> None:
    """Bring a JSON Lines file (or standard input) into the staging tables."""
    file = staging.open_file(str(path))
    shapes = Shapes(staging.scheme.fields)
    for block in BlockReader(path).blocks():
        lines, raw = block.text_lines(), None
        for line in block.lines()[:SAMPLED_LINES] if not shapes.known else block.lines()[:1]:
            shapes.learn(line)
        rows: list[int] = list(range(block.first, block.first + block.line_count))
        if lines is not None and shapes.known:
            rows = _take(staging, shapes, block, lines, file)
        if rows:
            raw = block.lines()
            for row in rows[:SAMPLED_LINES]:
                shapes.learn(raw[row - block.first])
            wanted = ((row, raw[row - block.first]) for row in rows)
            staging.take_slow((read_line(line, Origin(str(path), row)) for row, line in wanted if line.strip()), file)


def _take(staging: Staging, shapes: Shapes, block: Block, lines: Any, file: int) -> list[int]:
    """Insert the good lines of a block; the numbers of the others."""
    last = block.first + len(lines) - 1
    numbers = pa.array(range(block.first, last + 1), pa.int64())
    staging.connection.register("block_lines", pa.table({"line": lines, "row": numbers}))
    try:
        taken = 0
        for source in shapes.known:
            staging.connection.execute(f"CREATE OR REPLACE TABLE block_cells AS {_cells(shapes, source, staging)}")
            taken += staging.take_fast(_raw_table(staging.scheme.fields[source]), file, only=source)
        if taken == len(lines):
            return []
        found = staging.left_behind(RawTable("block_lines", {}, '"row"'), file, block.first, last)
        return [row for part in found for row in part]
    finally:
        staging.connection.unregister("block_lines")


def _keys(fields: Mapping[str, Type]) -> list[str]:
    return ["kind", *EVENT_KEYS, *(f"data.{name}" for name in fields)]


def _cells(shapes: Shapes, source: str, staging: Staging) -> str:
    """The query that takes good lines apart. A CASE, because a filter may run after what it is to guard."""
    paths = ", ".join(literal("$." + key) for key in _keys(staging.scheme.fields[source]))
    pattern = "|".join(f"(?:{shape})" for shape in shapes.known[source])
    good = matches("rtrim(line, chr(13) || ' ' || chr(9))", pattern)
    return (
        f'SELECT "row", json_extract_string(CASE WHEN {good} THEN line END, [{paths}]) AS cells '
        "FROM block_lines WHERE cells IS NOT NULL"
    )


def _raw_table(fields: Mapping[str, Type]) -> RawTable:
    columns = {key: Column(f"cells[{number}]", Nature.TEXT) for number, key in enumerate(_keys(fields), 1)}
    return RawTable("block_cells", columns, '"row"')

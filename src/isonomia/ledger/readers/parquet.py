"""Parquet: a column for each key; the source's fields as columns `data.<field>`, a struct `data` or JSON text `data`.

An absent value is NULL in the file; a field is set to NULL by a correction through `data` as JSON text only, since
a column cannot tell "unchanged" from "NULL".
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from isonomia.ledger.parse_record import CellText, RawRow, RowFault
from isonomia.ledger.readers.interface import DATA_PREFIX, ReadRow, check_columns, file_fault, unreadable
from isonomia.ledger.readers.json_text import parse_json
from isonomia.ledger.record import Origin
from isonomia.periods import FIRST_YEAR, LAST_YEAR

ROWS_AT_ONCE = 20_000


def read_parquet(path: Path) -> Iterator[ReadRow]:
    """The rows of a file, counted from 1."""
    name = str(path)
    try:
        with pq.ParquetFile(path) as file:
            check_columns(name, column_names(file.schema_arrow))
            number = 1
            for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
                yield from rows_of_batch(name, batch, range(number, number + batch.num_rows))
                number += batch.num_rows
    except OSError as error:
        raise unreadable(path, error) from None
    except pa.ArrowException as error:
        raise file_fault(name, f"a file that is not Parquet ({error})", "", "check that it was written whole") from None


def column_names(schema: pa.Schema) -> list[str]:
    """The columns of a file, with the fields of a struct `data` as `data.<field>`."""
    names: list[str] = []
    for field in schema:
        if field.name == "data" and pa.types.is_struct(field.type):
            names += [f"{DATA_PREFIX}{inner.name}" for inner in field.type]
        else:
            names.append(field.name)
    return names


def rows_of_batch(path: str, batch: pa.RecordBatch, numbers: range | list[int]) -> Iterator[ReadRow]:
    """The rows of a batch as raw rows; `numbers` are the records' numbers in the file."""
    columns = {name: _values(column) for name, column in _flattened(batch).items()}
    for position, number in enumerate(numbers):
        cells = {name: values[position] for name, values in columns.items() if values[position] is not None}
        origin = Origin(path, number)
        try:
            yield ReadRow(origin, _row(cells))
        except RowFault as fault:
            yield ReadRow(origin, None, fault, str({name: str(value) for name, value in cells.items()}))


def _flattened(batch: pa.RecordBatch) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for field, column in zip(batch.schema, batch.columns, strict=True):
        if field.name == "data" and pa.types.is_struct(field.type):
            columns |= {f"{DATA_PREFIX}{inner.name}": pc.struct_field(column, inner.name) for inner in field.type}
        else:
            columns[field.name] = column
    return columns


def _values(column: Any) -> list[Any]:
    """A column as Python values; a value that Python or the contract cannot hold becomes a RowFault in its place."""
    if pa.types.is_timestamp(column.type):
        return _instants(column)
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError, pa.ArrowException):
        return [_value(item) for item in column]
    return [_in_years(value) if isinstance(value, date) else value for value in values]


def _value(item: Any) -> Any:
    try:
        return item.as_py()
    except UnicodeDecodeError:
        return RowFault("ledger-encoding", "bytes that are not UTF-8 in a text column", "", "write the texts as UTF-8")
    except (ValueError, OverflowError, pa.ArrowException) as error:
        return RowFault("ledger-value", f"a value that cannot be read ({error})")


def _instants(column: Any) -> list[Any]:
    zone = "UTC" if column.type.tz else None
    exact = pa.timestamp("us", zone)
    if column.type.unit != "ns":
        return [_in_years(_value(item)) for item in column.cast(exact, safe=False)]
    fine = pc.not_equal(pc.cast(column.cast(exact, safe=False), pa.timestamp("ns", zone), safe=False), column)
    values = [_in_years(_value(item)) for item in column.cast(exact, safe=False)]
    for position, is_fine in enumerate(fine.to_pylist()):
        if is_fine:
            values[position] = RowFault("ledger-time", "a time with nanoseconds", "a time no finer than a microsecond")
    return values


def _in_years(value: Any) -> Any:
    if isinstance(value, (date, datetime)) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        return RowFault("ledger-time", f"the time {value}", f"a time in the years {FIRST_YEAR} to {LAST_YEAR}")
    return value


def _row(cells: Mapping[str, Any]) -> RawRow:
    row: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for name, value in cells.items():
        if isinstance(value, RowFault):
            raise RowFault(value.code, f"{value.found} in the column `{name}`", value.expected, value.remedy)
        if name.startswith(DATA_PREFIX):
            data[name.removeprefix(DATA_PREFIX)] = CellText(value) if isinstance(value, str) else value
        else:
            row[name] = parse_json(value) if name == "data" and isinstance(value, str) else value
    if data:
        row["data"] = data
    return row

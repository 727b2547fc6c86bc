"""Parquet in bulk: DuckDB scans the file where it lies; only the rows it leaves are read again by Python."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from isonomia.ledger.bulk.event_sql import Column, Nature, RawTable, literal, quoted
from isonomia.ledger.bulk.staging import Staging
from isonomia.ledger.readers.interface import ReadRow, check_columns
from isonomia.ledger.readers.parquet import ROWS_AT_ONCE, column_names, read_parquet, rows_of_batch


def load_parquet(staging: Staging, path: Path) -> None:
    """Bring a Parquet file into the staging tables."""
    name, file = str(path), staging.open_file(str(path))
    try:
        with pq.ParquetFile(path) as parquet:
            schema, count = parquet.schema_arrow, parquet.metadata.num_rows
    except (OSError, pa.ArrowException):
        staging.take_slow(read_parquet(path), file)  # which says what is wrong
        return
    check_columns(name, column_names(schema))
    table = RawTable(f"read_parquet({literal(name)}, file_row_number = true)", _columns(schema), "file_row_number + 1")
    try:
        taken = staging.take_fast(table, file)
    except duckdb.Error:  # a file that DuckDB does not read as pyarrow does (broken text, other types)
        for source in staging.scheme.fields:
            staging.connection.execute(f"DELETE FROM {staging.table(source)} WHERE origin_file = {file}")
        staging.take_slow(read_parquet(path), file)
        return
    if taken < count:
        staging.take_slow(_rows(path, staging.left_behind(table, file, 1, count)), file)


def _columns(schema: pa.Schema) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    for field in schema:
        if field.name == "data" and pa.types.is_struct(field.type):
            for inner in field.type:
                sql = f"{quoted(field.name)}.{quoted(inner.name)}"
                columns[f"data.{inner.name}"] = Column(sql, _nature(inner.type))
        else:
            columns[field.name] = Column(quoted(field.name), _nature(field.type))
    return columns


def _nature(type_: pa.DataType) -> Nature:
    if pa.types.is_dictionary(type_):
        type_ = type_.value_type
    if pa.types.is_string(type_) or pa.types.is_large_string(type_):
        return Nature.TEXT
    if pa.types.is_timestamp(type_) and type_.unit != "ns":
        return Nature.INSTANT if type_.tz else Nature.WALL_TIME
    if pa.types.is_date32(type_):
        return Nature.DAY
    if pa.types.is_integer(type_):
        return Nature.INTEGER
    if pa.types.is_decimal128(type_):
        return Nature.DECIMAL
    return Nature.BOOLEAN if pa.types.is_boolean(type_) else Nature.OTHER


def _rows(path: Path, wanted: Iterator[list[int]]) -> Iterator[ReadRow]:
    """The rows with these numbers, which rise."""
    with pq.ParquetFile(path) as parquet:
        batches = parquet.iter_batches(batch_size=ROWS_AT_ONCE)
        batch, first = next(batches), 1
        for numbers in wanted:
            position = 0
            while position < len(numbers):
                while numbers[position] >= first + batch.num_rows:
                    first += batch.num_rows
                    batch = next(batches)
                here = [number for number in numbers[position:] if number < first + batch.num_rows]
                yield from rows_of_batch(str(path), batch.take(pa.array([n - first for n in here])), here)
                position += len(here)

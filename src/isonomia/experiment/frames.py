"""Findings as tidy Arrow tables, for Parquet, SQLite and notebooks: a number a row."""

import contextlib
import json
import math
import sqlite3
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from isonomia.check.simulation_results import METADATA, text_sha256
from isonomia.experiment.paired import Findings, Pair
from isonomia.simulate.outcome import Outcome
from isonomia.whole_file import aside


def measures_table(findings: Findings) -> pa.Table:
    """One row a measure, item and group: value under the scheme, under the baseline, effect, and 95 % intervals."""
    texts, numbers = ("measure", "item", "group", "unit", "direction"), ("scheme", "baseline", "effect", "relative")
    schema = [(name, pa.string()) for name in texts]
    schema += [(name + end, pa.float64()) for name in numbers for end in ("", "_low", "_high")]
    rows = []
    for row in findings.rows:
        entry: dict[str, object] = {
            "measure": row.measure.name,
            "item": row.item,
            "group": row.group,
            "unit": row.gauge.unit.value,
            "direction": row.gauge.direction.value,
        }
        for name in numbers:
            value = getattr(row, name)
            entry |= {name: _known(value.mean), f"{name}_low": _known(value.low), f"{name}_high": _known(value.high)}
        rows.append(entry | {"replicates": findings.replicates})
    run = {METADATA: json.dumps(run_described(findings), ensure_ascii=False)}
    return pa.Table.from_pylist(rows, schema=pa.schema([*schema, ("replicates", pa.int64())], metadata=run))


def run_described(findings: Findings) -> dict[str, object]:
    """What was run, for whoever takes the results in: the names, the numbers, and the scheme's text as it was."""
    first = findings.first.scheme
    scheme, other = first.setting.scheme, findings.first.baseline.setting.scheme
    assert scheme is not None
    return {
        "asked": {
            "scheme": scheme.name,
            "baseline": other.name if other is not None else None,
            "society": first.setting.society.society,
            "people": first.people,
            "weeks": first.weeks,
            "seed": findings.seeds[0],
        },
        "scheme_sha256": text_sha256(scheme.text),
        "replicates": findings.replicates,
    }


def weeks_table(pair: Pair) -> pa.Table:
    """One row a week, run and band: how many members are in it, and the mean score of all members."""
    rows = []
    for run, outcome in (("scheme", pair.scheme), ("baseline", pair.baseline)):
        for week in range(outcome.weeks):
            names = band_names(outcome)
            score = float(outcome.tally.score[week, 0]) / max(1, int(outcome.tally.bands[week].sum()))
            for band, name in enumerate(names):
                people = int(outcome.tally.bands[week, band])
                rows.append({"run": run, "week": week, "mean_score": score, "band": name, "people": people})
    schema = [("run", pa.string()), ("week", pa.int32()), ("mean_score", pa.float64())]
    return pa.Table.from_pylist(rows, schema=pa.schema([*schema, ("band", pa.string()), ("people", pa.int64())]))


def acts_table(pair: Pair) -> pa.Table:
    """One row a period of four weeks, run, group and activity: how often it was done."""
    rows = []
    for run, outcome in (("scheme", pair.scheme), ("baseline", pair.baseline)):
        counts = outcome.by_group(outcome.tally.acts)
        for period in range(counts.shape[0]):
            for row, group in enumerate(outcome.groups):
                for column, activity in enumerate(outcome.activities):
                    acts = int(counts[period, row, column])
                    rows.append({"run": run, "period": period, "group": group, "activity": activity, "acts": acts})
    return pa.Table.from_pylist(rows)


def band_names(outcome: Outcome) -> list[str]:
    """The names of the bands by goodness, worst first."""
    scheme = outcome.setting.scheme
    return [scheme.band_at(goodness).name for goodness in range(len(scheme.bands))] if scheme is not None else []


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def all_tables(findings: Findings) -> dict[str, pa.Table]:
    """Every table, by name."""
    return {
        "measures": measures_table(findings),
        "weeks": weeks_table(findings.first),
        "acts": acts_table(findings.first),
    }


def write_tables(findings: Findings, folder: Path) -> list[Path]:
    """Write each table as Parquet, and all of them into one SQLite file; whole or not at all."""
    written = []
    tables = all_tables(findings)
    for name, table in tables.items():
        path = folder / f"{name}.parquet"
        with aside(path) as place:
            pq.write_table(table, place)
        written.append(path)
    return [*written, _write_database(tables, folder / "results.sqlite")]


def _write_database(tables: dict[str, pa.Table], path: Path) -> Path:
    with aside(path) as place, contextlib.closing(sqlite3.connect(place)) as connection, connection:
        for table, rows in tables.items():
            columns = ", ".join(f'"{column}"' for column in rows.column_names)
            connection.execute(f'CREATE TABLE "{table}" ({columns})')
            places = ", ".join("?" * rows.num_columns)
            values = [tuple(row.values()) for row in rows.to_pylist()]
            connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', values)  # noqa: S608 - our names
    return path

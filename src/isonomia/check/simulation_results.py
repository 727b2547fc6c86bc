"""What `isonomia simulate` found, as its files hold it: for a check and for dossiers. Nothing is simulated here.

A directory written with `--tables DIR` holds `measures.parquet` and `weeks.parquet`; a file written with
`--format json` holds the measures alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from isonomia.errors import UsageError
from isonomia.locale import _
from isonomia.scheme.scheme import Scheme

EVERYONE = "everyone"
METADATA = b"isonomia"  # the key under which measures.parquet says what was run


@dataclass(frozen=True)
class Estimate:
    """A mean over the replicates, with its 95 % interval where there was more than one."""

    mean: float
    low: float | None = None
    high: float | None = None

    def may_equal(self, other: "Estimate") -> bool:
        """Whether chance may explain the difference: the intervals meet, or one is not known."""
        if self.low is None or self.high is None or other.low is None or other.high is None:
            return True
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True)
class SimulationResults:
    """One comparison: what was run, each measure under the scheme, and who was in which band, week by week.

    `values` by measure, item and group; `bands` the people by week and band, None where the file holds no weeks.
    """

    path: Path
    scheme: str
    text_sha256: str
    society: str
    people: int
    weeks: int
    replicates: int
    values: Mapping[tuple[str, str, str], Estimate]
    bands: Mapping[int, Mapping[str, int]] | None = None

    def value(self, measure: str, item: str, group: str = EVERYONE) -> Estimate | None:
        """One number under the scheme, or None where the run had nothing to measure."""
        return self.values.get((measure, item, group))

    def by_group(self, measure: str, item: str) -> dict[str, Estimate]:
        """A number for each group of people for which it is known, without everyone."""
        return {
            group: value
            for (found, own, group), value in self.values.items()
            if (found, own) == (measure, item) and group != EVERYONE
        }

    def is_of(self, scheme: Scheme) -> bool:
        """Whether the scheme is as it was when it was run, to the letter."""
        return self.text_sha256 == text_sha256(scheme.text)


def text_sha256(text: str) -> str:
    """By what the text of a scheme file is known again."""
    return sha256(text.encode("utf-8")).hexdigest()


def read_results(path: Path) -> SimulationResults:
    """The results in a directory of tables or in a JSON file; UsageError where there are none."""
    try:
        run, rows, bands = _of_tables(path) if path.is_dir() else _of_json(path)
        asked = run["asked"]
        return SimulationResults(
            path,
            str(asked["scheme"]),
            str(run["scheme_sha256"]),
            str(asked["society"]),
            int(asked["people"]),
            int(asked["weeks"]),
            int(run["replicates"]),
            dict(_estimates(rows)),
            bands,
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = _("the results '{path}' cannot be read: {reason}").format(path=path, reason=reason)
        raise UsageError(message, remedy=_remedy(path)) from None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        message = _("'{path}' holds no results of a simulation, or only in part").format(path=path)
        raise UsageError(message, remedy=_remedy(path)) from None


def results_of(scheme: Scheme, found: Iterable[SimulationResults]) -> SimulationResults | None:
    """The results of a scheme among those given, by its name."""
    return next((results for results in found if results.scheme == scheme.name), None)


def _remedy(path: Path) -> str:
    if path.suffix.lower() == ".json":
        return _("make them with `isonomia simulate SCHEME -o {path}`").format(path=path)
    return _("make them with `isonomia simulate SCHEME --tables {path}`").format(path=path)


def _of_json(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]], None]:
    content = json.loads(path.read_text(encoding="utf-8"))
    return content, content["measures"], None


def _of_tables(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]], dict[int, dict[str, int]]]:
    from pyarrow import parquet  # a quarter of a second, for those who give results

    if not (folder / "measures.parquet").is_file() or not (folder / "weeks.parquet").is_file():
        raise ValueError(folder)
    measures = parquet.read_table(folder / "measures.parquet")
    run = json.loads((measures.schema.metadata or {})[METADATA])
    bands: dict[int, dict[str, int]] = {}
    for row in parquet.read_table(folder / "weeks.parquet").to_pylist():
        if row["run"] == "scheme":
            bands.setdefault(row["week"], {})[row["band"]] = int(row["people"])
    return run, measures.to_pylist(), bands


def _estimates(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, str, str], Estimate]]:
    for row in rows:
        if row["scheme"] is not None:
            key = (row["measure"], row["item"], row["group"])
            low, high = (None if row[name] is None else float(row[name]) for name in ("scheme_low", "scheme_high"))
            yield key, Estimate(float(row["scheme"]), low, high)

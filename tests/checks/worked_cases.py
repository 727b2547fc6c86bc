"""The worked cases of the checks: reading them, running them, and what is found in full.

`python tests/checks/worked_cases.py [CODE ...]` writes `tests/checks/<family>/in_full.json` again: of each case that finds something,
what the YAML beside it leaves out (remedy, elements, citations, places), so that a change of any word is seen in review.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from case_files import read_document, read_text
from isonomia.check.definition import Check
from isonomia.check.example import family_base
from isonomia.check.finding import Finding
from isonomia.check.registry import checks
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.check.simulation_results import SimulationResults, read_results, text_sha256
from isonomia.scheme.load import Reading, read_scheme_text

FOLDER = Path(__file__).parent
DAY = date(2028, 9, 1)  # every check in the house applies by then
MEASURE = "equal_conduct"
LAYOUT: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10_000}


@dataclass(frozen=True)
class WorkedCase:
    """One case of a check: what is laid over the base, and what is found."""

    check: Check
    written: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.check.code.lower()}: {self.written['case']}"

    @property
    def expected(self) -> list[dict[str, str]]:
        return self.written["findings"]

    @property
    def reading(self) -> Reading:
        over = self.written["over"] or {}
        if "jurisdiction" in over and "country" not in over.get("controller", {}):
            # whose law the operator's seat brings along is a case of its own (tests/unit/check/test_subject.py)
            over = {**over, "controller": {**over.get("controller", {}), "country": None}}
        return _read(yaml.dump(_laid_over(_base(self.check.family), over), Dumper=yaml.CSafeDumper, **LAYOUT))

    def findings(self) -> tuple[Finding, ...]:
        """What the check finds."""
        reading = self.reading
        assert reading.scheme is not None, [item.message for item in reading.errors]
        assert reading.document is not None
        day = self.written.get("as_of", DAY)
        settings = Settings(day, select=(self.check.code,), results=self._results(reading))
        return check_scheme(reading.scheme, reading.document, settings).findings

    def _results(self, reading: Reading) -> tuple[SimulationResults, ...]:
        """Results of a simulation of the case: of the scheme as it is, unless the case is `of_another_text`."""
        if "results" not in self.written:
            return ()
        assert reading.scheme is not None
        run = {
            "asked": {"scheme": reading.scheme.name, "society": "european-town", "people": 20000, "weeks": 104},
            "scheme_sha256": "" if self.written.get("of_another_text") else text_sha256(reading.scheme.text),
            "replicates": 10,
            "measures": [
                {"measure": MEASURE, "item": item, "group": group, "scheme": mean, "scheme_low": low, "scheme_high": up}
                for item, groups in self.written["results"].items()
                for group, (mean, low, up) in groups.items()
            ],
        }
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(run, file)
            file.flush()
            return (read_results(Path(file.name)),)


def worked_cases(check: Check) -> Iterator[WorkedCase]:
    """The cases of a check; AssertionError where it has none."""
    path = FOLDER / check.family / f"{check.code.lower()}.yaml"
    assert path.is_file(), f"{check.code} has no worked cases: write {path.name}"
    for written in read_document(path):
        yield WorkedCase(check, written)


def told(findings: tuple[Finding, ...]) -> list[dict[str, str]]:
    """Findings as the YAML of a case has them."""
    return [
        {"at": finding.place.path, "level": finding.level.value, "message": finding.message}
        | ({"judgement": finding.judgement} if finding.judgement else {})
        for finding in findings
    ]


def in_full(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """The rest of what findings say: each part that is there."""
    return [
        {
            name: part
            for name, part in (
                ("remedy", finding.remedy),
                ("law", "; ".join(citation.text for citation in finding.citations)),
                ("also", [place.path for place in finding.related]),
                ("elements", [_element(item) for item in finding.elements]),
                ("edits", [f"{edit}" for edit in finding.edits]),
            )
            if part
        }
        for finding in findings
    ]


def kept_in_full(family: str) -> dict[str, list[dict[str, Any]]]:
    """By case, what `in_full` gave when the file was last written."""
    found: dict[str, list[dict[str, Any]]] = json.loads((FOLDER / family / "in_full.json").read_text(encoding="utf-8"))
    return found


def _element(item: Any) -> str:
    places = ", ".join(place.path for place in item.places)
    return f"{item.state.value}: {item.name}: {item.facts} ({places})"


@cache  # mutation testing runs a case hundreds of times in one process
def _read(text: str) -> Reading:
    return read_scheme_text(Path("case.yaml"), text)


@cache
def _base(family: str) -> dict[str, Any]:
    base: dict[str, Any] = read_text(family_base(family))
    return base


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """As `lay_over`, of what was read already: no comment counts here, and 1,300 cases are laid over few bases."""
    made = {key: value for key, value in below.items() if above.get(key, value) is not None}
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(made.get(key), dict):
            made[key] = _laid_over(made[key], value)
        elif value is not None:
            made[key] = value
    return made


def main(codes: list[str]) -> None:
    """Write what is found in full, a file a family; of the checks named, or of all."""
    kept: dict[str, dict[str, Any]] = {}
    for check in checks():
        if check.family == "accepts":
            continue
        if check.family not in kept:
            kept[check.family] = kept_in_full(check.family) if codes else {}
        if codes and check.code not in codes:
            continue
        entries = kept[check.family]
        for name in [name for name in entries if name.startswith(f"{check.code.lower()}: ")]:
            del entries[name]
        for case in worked_cases(check):
            if findings := case.findings():
                entries[case.name] = in_full(findings)
    for family, entries in kept.items():
        text = json.dumps(dict(sorted(entries.items())), ensure_ascii=False, indent=0)
        (FOLDER / family / "in_full.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main([code.upper() for code in sys.argv[1:]])

"""How well the checks agree with labels that were written without sight of them (tests/corpus/independent/labels.yaml).

`python tests/corpus/independent.py` prints precision and recall, on the verdict and over all codes, and each difference.
"""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evaluation import Count
from ruamel.yaml import YAML

from isonomia.check.level import Level
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.scheme.load import read_scheme

FOLDER = Path(__file__).parent / "independent"
DAY = date(2026, 11, 27)
COUNTED = (Level.PROHIBITED, Level.RIGHTS, Level.MAY_BE_PROHIBITED, Level.VIOLATION)


@dataclass(frozen=True)
class Independent:
    """One scheme: the verdict and the codes of the label, those of the check, and the codes that are not counted."""

    name: str
    verdict: str
    expected: frozenset[str]
    open: frozenset[str]
    shown_verdict: str
    found: frozenset[str]


def independent_cases() -> tuple[Independent, ...]:
    """Every scheme of the set, checked on the day of the labels."""
    labels = YAML(typ="safe").load((FOLDER / "labels.yaml").read_text(encoding="utf-8"))
    return tuple(_case(name, label) for name, label in labels.items())


def _case(name: str, label: dict) -> Independent:
    reading = read_scheme(FOLDER / f"{name}.yaml")
    assert reading.scheme is not None, f"{name}: {[item.message for item in reading.errors]}"
    report = check_scheme(reading.scheme, reading.document, Settings(DAY))
    return Independent(
        name,
        label["verdict"],
        frozenset(label.get("expect") or {}),
        frozenset([*(label.get("defensible") or []), *(label.get("conceded") or [])]),
        _verdict(report),
        frozenset(finding.code for finding in report.of_level(*COUNTED)),
    )


def _verdict(report) -> str:
    if report.of_level(Level.PROHIBITED):
        return "prohibited"
    return "human" if report.of_level(Level.MAY_BE_PROHIBITED) else "no"


def counts(cases: tuple[Independent, ...]) -> tuple[Count, Count]:
    """Agreement on what is prohibited, and over all codes of the counted levels."""
    prohibited, overall = Count(), Count()
    for case in cases:
        prohibited.add(case.verdict == "prohibited", case.shown_verdict == "prohibited", case.name)
        for code in sorted((case.expected | case.found) - case.open):
            overall.add(code in case.expected, code in case.found, f"{case.name}: {code}")
    return prohibited, overall


def main() -> int:
    """Print the comparison."""
    cases = independent_cases()
    print(f"{len(cases)} schemes; verdicts that agree: {sum(case.verdict == case.shown_verdict for case in cases)}")
    for name, count in zip(("prohibited", "over all"), counts(cases), strict=True):
        print(count.line(name))
        for kind, names in (("false alarm", count.false_alarms), ("missed", count.misses)):
            for item in names:
                print(f"  {kind}: {item}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How well the checks agree with labels that were written down before any check was run.

`python tests/corpus/evaluation.py` prints precision and recall for each check, the levels told apart, and each
disagreement. A label says which codes a careful reader expects for a scheme; every other finding is a false alarm.
Codes that a label calls doubtful are not counted.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from isonomia.check.level import Level
from isonomia.check.run import check_scheme
from isonomia.check.settings import Settings
from isonomia.scheme.load import read_scheme

FOLDER = Path(__file__).parent
SUFFIX = ".labels.yaml"


@dataclass(frozen=True)
class Case:
    """One scheme with its labels and what the check found: the gravest level for each code."""

    name: str
    labels: dict[str, Any]
    expected: dict[str, Level]
    doubtful: frozenset[str]
    found: dict[str, Level]


@dataclass
class Count:
    """Agreements and disagreements on one question."""

    hits: int = 0
    false_alarms: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def add(self, is_due: bool, is_shown: bool, name: str) -> None:
        """Count one question: whether something is due by the label, and whether the check shows it."""
        if is_due and is_shown:
            self.hits += 1
        elif is_due:
            self.misses.append(name)
        elif is_shown:
            self.false_alarms.append(name)

    def line(self, name: str) -> str:
        """The count as a line of the printed table."""
        return (
            f"{name:12} hits {self.hits:4}  false {len(self.false_alarms):3}  missed {len(self.misses):3}  "
            f"precision {share(self.precision)}  recall {share(self.recall)}"
        )

    @property
    def precision(self) -> float | None:
        shown = self.hits + len(self.false_alarms)
        return self.hits / shown if shown else None

    @property
    def recall(self) -> float | None:
        due = self.hits + len(self.misses)
        return self.hits / due if due else None


@dataclass(frozen=True)
class Evaluation:
    """The whole comparison."""

    cases: tuple[Case, ...]
    by_code: dict[str, Count]
    prohibited: Count
    overall: Count
    levels: Counter[tuple[str, str]]


def cases() -> tuple[Case, ...]:
    """Every labelled scheme, checked on the day that its label names."""
    return tuple(_case(path) for path in sorted(FOLDER.glob(f"*/*{SUFFIX}")))


def _case(path: Path) -> Case:
    labels = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    scheme = path.with_name(path.name.removesuffix(SUFFIX) + ".yaml")
    reading = read_scheme(scheme)
    assert reading.scheme is not None, f"{scheme}: {[item.message for item in reading.errors]}"
    assert reading.document is not None
    day = labels["as_of"]
    report = check_scheme(
        reading.scheme, reading.document, Settings(day if isinstance(day, date) else date.fromisoformat(day))
    )
    found: dict[str, Level] = {}
    for finding in report.findings:  # gravest first
        found.setdefault(finding.code, finding.level)
    doubtful = [item if isinstance(item, str) else item["code"] for item in labels.get("doubtful") or []]
    expected = {item["code"]: Level(item["level"]) for item in labels.get("expect") or []}
    return Case(f"{path.parent.name}/{scheme.stem}", labels, expected, frozenset(doubtful), found)


def evaluate(listed: tuple[Case, ...]) -> Evaluation:
    """Count agreements by check, on what is prohibited, and over all."""
    by_code: dict[str, Count] = {}
    prohibited, overall = Count(), Count()
    levels: Counter[tuple[str, str]] = Counter()
    for case in listed:
        for code in sorted((case.expected.keys() | case.found.keys()) - case.doubtful):
            expected, found = case.expected.get(code), case.found.get(code)
            by_code.setdefault(code, Count()).add(expected is not None, found is not None, case.name)
            overall.add(expected is not None, found is not None, f"{case.name}: {code}")
            prohibited.add(expected is Level.PROHIBITED, found is Level.PROHIBITED, f"{case.name}: {code}")
            levels[str(expected or "-"), str(found or "-")] += 1
    return Evaluation(listed, dict(sorted(by_code.items())), prohibited, overall, levels)


def share(value: float | None) -> str:
    """A share with two decimals; a dash where there is nothing to count."""
    return f"{value:.2f}" if value is not None else "-"


def main() -> int:
    """Print the evaluation."""
    made = evaluate(cases())
    print(f"{len(made.cases)} schemes")
    for name, count in (("prohibited", made.prohibited), ("over all", made.overall), *made.by_code.items()):
        print(count.line(name))
    for kind, listed in (("false alarm", made.overall.false_alarms), ("missed", made.overall.misses)):
        for name in listed:
            print(f"{kind}: {name}")
    for name in (*made.prohibited.false_alarms, *made.prohibited.misses):
        print(f"prohibited or not: {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

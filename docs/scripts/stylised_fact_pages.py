"""Stylised facts, ours beside what studies found: docs/simulation/stylised-facts.md.

The figures stand in stylised_facts.json beside this script, because they take some minutes to run:

    python docs/scripts/stylised_fact_pages.py --run
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generation.pages import ROOT, Page, main, table

sys.path.append(str(ROOT / "tests"))

from simulation.stylised_facts import fact as facts
from simulation.stylised_facts.all_facts import FACTS
from simulation.stylised_facts.fact import Fact

RECORD = Path(__file__).with_name("stylised_facts.json")
FOLDER = ROOT / "docs" / "simulation"
INTRO = """
A model is worth something so far as it brings forth what it was not told. This page holds the simulator to what studies
found of points, surveillance, fines, detection and appeals: the published figure, ours, and what becomes of ours where
the assumption that it rests on is nought.

- **Nothing is tuned.** Ours are from the shipped [societies](society.md) with the values that stand in their files,
  chosen before any of this was run. A fact that does not come out is shown as such, with the mechanism that it would
  take, and a test asserts the miss, so that nobody mends it unseen.
- **What was put in is said.** A figure that an assumption holds already is no result.
- **The setting differs from the studies'.** No society has German drivers or readers of Wikipedia in it. The figures
  are not forecasts for anybody.

"""
WORDS = """
*Comes out*: the 95 % interval of ours reaches the published range, or, where a study gives no figure, the effect is
told apart from nought. *The direction, not the size*: it is on the same side of nought. Intervals are over replicates
of the run, with all assumptions held: they say nothing of how far off the assumptions are.
"""


def listed(rows: list[dict[str, str]]) -> str:
    header = ["What", "Published", "Ours", "With the assumption at nought", "Verdict"]
    names = ("quantity", "published", "ours", "at_nought", "verdict")
    return table(header, [tuple(row[name] for name in names) for row in rows])


def section(fact: Fact, rows: list[dict[str, str]]) -> str:
    """One fact: source, setting, figures, what they rest on."""
    parts = [
        f"## {fact.title} {{ #{fact.name} }}\n",
        f"Source: {fact.source}.\n",
        f"What was run: {fact.setting}\n",
        listed(rows),
        f"**What it rests on.** {fact.rests_on}\n",
        f"**What was put in.** {fact.put_in}\n",
    ]
    if fact.missing:
        parts.append(f"**What is missing.** {fact.missing}\n")
    parts.append(f"Tests: `tests/simulation/stylised_facts/{fact.tests}`.\n")
    return "\n".join(parts)


def verdicts(rows: list[dict[str, str]]) -> str:
    counts = Counter(row["verdict"] for row in rows if row["verdict"] != "not compared")
    return ", ".join(f"{verdict} ({count})" for verdict, count in counts.items())


def pages() -> Iterator[Page]:
    found = json.loads(RECORD.read_text(encoding="utf-8"))
    setting, figures = found["setting"], found["figures"]
    last_seed = setting["seed"] + setting["replicates"] - 1
    run = (
        f"{setting['people']:,} people and {setting['weeks']} weeks, unless another number is given; "
        f"{setting['replicates']} replicates, seeds {setting['seed']} to {last_seed}; 95 % intervals in brackets.\n"
    )
    summary = table(
        ["Fact", "Figures"], [(f"[{one.title}](#{one.name})", verdicts(figures[one.name])) for one in FACTS]
    )
    sections = [section(one, figures[one.name]) for one in FACTS]
    yield Page("stylised-facts.md", "Stylised facts", "\n".join([INTRO.strip(), "", run, summary, WORDS, *sections]))


def run_again() -> None:
    """Run every fact, and write its figures down."""
    setting = {"people": facts.PEOPLE, "weeks": facts.WEEKS, "replicates": facts.REPLICATES, "seed": facts.SEED}
    found = {"setting": setting, "figures": {one.name: facts.figures(one) for one in FACTS}}
    RECORD.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--run" in sys.argv[1:]:
        run_again()
    main("stylised_fact_pages.py", "stylised-facts.md", pages(), FOLDER)

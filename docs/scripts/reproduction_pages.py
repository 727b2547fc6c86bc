"""Reproduced results, from what `isonomia reproduce` printed: docs/generated/reproduced.md.

The figures stand in reproduced.json beside this script, because two results need data that do not come with isonomia:

    isonomia reproduce --data DIR --format json > docs/scripts/reproduced.json
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generation.pages import Page, main, table

RECORD = Path(__file__).with_name("reproduced.json")


def shown(row: dict[str, Any], value: float | str | None) -> str:
    """A value with the decimals and the unit of its row."""
    if value is None:
        return "not read" if row["basis"] == "not read" else ""
    return value if isinstance(value, str) else f"{value:,.{row['digits']}f} {row['unit'] or ''}".strip()


def tolerance(row: dict[str, Any]) -> str:
    if row["published"] is None or isinstance(row["published"], str):
        return ""
    return f"± {row['tolerance']:,.{row['digits']}f}" if row["tolerance"] else "exact"


def listed(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items) + "\n"


def section(result: dict[str, Any]) -> str:
    """One result: citations, setting, figures side by side, reasons, remarks."""
    rows = [
        (row["quantity"], row["basis"], shown(row, row["published"]), shown(row, row["ours"]), tolerance(row),
         f"**{row['verdict']}**" if row["verdict"] == "differs" else row["verdict"])
        for row in result["rows"]
    ]  # fmt: skip
    reasons = dict.fromkeys(row["reason"] for row in result["rows"] if row["reason"])
    cited = [f"{item['text']}. <{item['url']}> Read: {item['read']}." for item in result["citations"]]
    setting = [*result["setting"], *([f"seed {result['seed']}"] if result["seed"] is not None else [])]
    return "\n".join([
        f"## {result['title']} {{ #{result['name']} }}\n",
        listed(cited),
        "What was run:\n",
        listed(setting),
        table(["Quantity", "What theirs is", "Theirs", "Ours", "Tolerance", "Verdict"], rows),
        "Reasons of the tolerances:\n",
        listed(list(reasons)),
        "To hold against it:\n",
        listed(result["remarks"]),
    ])  # fmt: skip


def pages() -> Iterator[Page]:
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    intro = (
        "What `isonomia reproduce --data DIR --format json` printed, a whole run and not a quick one. "
        "[What the words mean](../reproduce.md).\n"
    )
    counts = [
        (f"[{item['title']}](#{item['name']})", *(str(count) for count in item["verdicts"].values()))
        for item in record["results"]
    ]
    summary = table(["Result", "Agrees", "Differs", "Not compared"], counts)
    yield Page("reproduced.md", "Reproduced figures", "\n".join([intro, summary, *map(section, record["results"])]))


if __name__ == "__main__":
    main("reproduction_pages.py", "reproduced.md", pages())

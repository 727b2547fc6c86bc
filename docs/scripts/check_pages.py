"""Every check: a page of its own and the table of all, from the checks themselves: docs/generated/checks/."""

from collections.abc import Iterator

from generation.pages import Page, main, table

from isonomia.check.definition import Check
from isonomia.check.registry import FAMILIES, checks
from isonomia.check.rule_page import rule_page
from isonomia.check.ruleset import CHECKED_BY, NOT_ADVICE, VERSION
from isonomia.check.words import force_words, level_words

FAMILY_NAMES = {
    "ai_act": "The AI Act",
    "gdpr": "Data protection",
    "charter": "Fundamental rights",
    "equality": "Equal treatment",
    "consumer_credit": "Credit, insurance, prices",
    "platforms": "Online platforms",
    "work": "Work through platforms",
    "united_kingdom": "United Kingdom",
    "united_states": "United States",
    "china": "China",
    "design": "Good design",
    "accepts": "Comments that accept findings",
}


def pages() -> Iterator[Page]:
    """The table, then a page a check."""
    yield Page("checks/index.md", "All checks", _index())
    for check in checks():
        title, _, body = rule_page(check).removeprefix("# ").partition("\n\n")
        yield Page(f"checks/{check.code.lower()}.md", title, body)


def _index() -> str:
    parts = [
        f"{len(checks())} checks, version {VERSION}, by {CHECKED_BY}. {NOT_ADVICE}",
        "[How the check reads a scheme](../../check/how-it-reads.md) fixes the words; "
        "[the corpus](../corpus.md) says how well the checks agree with labels that were written down before.",
    ]
    for family in FAMILIES:
        listed = [check for check in checks() if check.family == family]
        rows = [_row(check) for check in listed]
        parts.append(f"## {FAMILY_NAMES[family]}\n\n" + table(["Check", "Fault", "Level", "Rests on", "From"], rows))
    return "\n\n".join(parts)


def _row(check: Check) -> list[str]:
    since = check.applies_from.isoformat() if check.applies_from else ""
    link = f"[{check.code}]({check.code.lower()}.md)"
    return [link, check.title, level_words(check.level), force_words(check.force), since]


if __name__ == "__main__":
    main("check_pages.py", "checks/*.md", pages())

"""The page of a check as Markdown: what its module says of it. The docs and `isonomia rule` show the same."""

from isonomia.check.definition import Check
from isonomia.check.ruleset import CHECKED_BY
from isonomia.check.words import extent_words, force_words, law_words, level_words


def rule_page(check: Check) -> str:
    """The whole page."""
    parts = [f"# {check.code}: {check.title}", "\n".join(_facts(check))]
    for name, body in check.page.sections.items():
        parts.append(f"## {name}\n\n{body}")
        if name == "Use instead" and check.family != "accepts":
            parts.append("Change the practice first, then the file: a file that says what is not so helps nobody.")
    if check.readings:
        read = [f"- {item.text}: {extent_words(item.extent)}, {item.on}" for item in check.readings]
        parts.append("## Read for this check\n\n" + "\n".join(read) + f"\n\nBy {CHECKED_BY}.")
    return "\n\n".join(parts) + "\n"


def _facts(check: Check) -> list[str]:
    facts = [
        f"- Name: `{check.slug}`, family `{check.family}`",
        f"- Level: {level_words(check.level)}",
        f"- Rests on: {force_words(check.force)}",
        f"- Applies in: {law_words(check.laws)}",
    ]
    if check.applies_from is not None:
        facts.append(f"- Applies from: {check.applies_from}")
    if check.note:
        facts.append(f"- Note: {check.note}")
    if check.is_conditional:
        facts.append("- Conditional: where people set the points, it says what would apply if an AI system were used")
    if check.is_preview:
        facts.append("- Preview: no second source agrees yet on this reading of the law")
    if check.citations:
        cited = "; ".join(f"[{item.text}]({item.url})" if item.url else item.text for item in check.citations)
        facts.append(f"- Law: {cited}")
    return facts

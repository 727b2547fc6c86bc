"""The schemes that come with isonomia: docs/generated/gallery/."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from generation import presets
from generation.pages import ROOT, Page, fenced, main, table
from ruamel.yaml import YAML

CASES = ROOT / "tests" / "cases"
# Cases cite the semantics by section (2, 3, 4), step of the score, or line of its fine print (6.n): here, as anchors.
CITED = re.compile(
    r"docs/semantics\.md (?P<section>[\d.]*\d)(?:, (?P<rest>(?:6\.\d+(?:, )?)+))?(?:,? step (?P<step>\d))?"
)
STEPS = dict(enumerate("facts match points caps suspension fading total band consequences".split(), 1))
SECTIONS = {"2": "the-ledger", "3": "the-score", "4": "expressions", "6": "semantics"}
FINE_PRINT = {
    "caps": (1, 15),
    "band": (2, 3, 9, 10, 22),
    "the-scheme": (4, 18, 28),
    "match": (5, 14),
    "the-ledger": (6, 7, 8, 24, 25, 26),
    "expressions": (11, 12, 23),
    "suspension": (13,),
    "fading": (16,),
    "total": (17,),
    "times": (19, 20),
    "listed": (21,),
    "steps": (27,),
}


@cache
def cases() -> list[dict[str, Any]]:
    """All worked cases, in the order of their files."""
    return [
        dict(document)
        for path in sorted(CASES.glob("*/*.yaml"))
        if path.parent.name != "procedure"  # stories of another kind
        for document in YAML(typ="safe", pure=True).load_all(path.read_text(encoding="utf-8"))
    ]


def opening_words(text: str) -> str:
    """The comment that a scheme file begins with, as paragraphs; its first line is the title."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").removeprefix(" "))
    return "\n".join(lines).strip()


def provenance_rows(value: Any, where: str = "") -> Iterator[tuple[str, str, str]]:
    """Each item of a scheme that says how well it is supported."""
    if not isinstance(value, dict):
        return
    if isinstance(value.get("provenance"), dict):
        given = value["provenance"]
        sources = "; ".join(_citation(item) for item in given.get("sources", []))
        note = given.get("note", "")
        note = note if isinstance(note, str) else next(iter(note.values()))
        words = ". ".join(part for part in (sources, note) if part)
        yield (f"`{where}`" if where else "the whole file", str(given["status"]), words)
    for key, item in value.items():
        if key != "provenance":
            yield from provenance_rows(item, f"{where}.{key}".lstrip("."))


def _citation(item: Any) -> str:
    if isinstance(item, str):
        return item
    title = f"[{item['title']}]({item['url']})" if item.get("url") else item["title"]
    rest = ", ".join(str(item[key]) for key in ("date", "note") if item.get(key))
    return f"{title} ({rest})" if rest else title


def case_rows(name: str) -> Iterator[tuple[str, str, str, str]]:
    for case in cases():
        if case["scheme"] == name:
            expected = "; ".join(_expectation(member, claims) for member, claims in case["expect"].items())
            yield str(case["case"]), str(case["arithmetic"]), expected, cited(str(case["citation"]))


def cited(citation: str) -> str:
    """A citation with links to the semantics."""
    return CITED.sub(lambda match: "semantics: " + _links(match), citation)


def _links(match: re.Match[str]) -> str:
    anchors = [_anchor(number, match["step"]) for number in re.findall(r"[\d.]*\d", match["section"])]
    anchors += [_anchor(number, None) for number in re.findall(r"6\.\d+", match["rest"] or "")]
    names = dict.fromkeys(anchors)
    return ", ".join(f"[{name.replace('-', ' ')}](../../semantics.md#{name})" for name in names)


def _anchor(number: str, step: str | None) -> str:
    if step is not None:
        return STEPS[int(step)]
    section, _, line = number.partition(".")
    found = [name for name, lines in FINE_PRINT.items() if line and int(line) in lines]
    return found[0] if found else SECTIONS.get(section, "semantics")


def _expectation(member: str, claims: Any) -> str:
    if claims == "absent":
        return f"{member}: no standing"
    shown = (f"{key.replace('_', ' ')} {_plain(value)}" for key, value in claims.items())
    return f"{member}: {', '.join(shown)}"


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else "none" if value is None else str(value)


def scheme_page(name: str) -> Page:
    values, text = presets.values(name), presets.text(name)
    provenance = list(provenance_rows(values))
    body = f"""{values.get("purpose", "")} Use it by its name: `isonomia validate {name}`.

{fenced(opening_words(text), "text")}
## How well each item is supported

`official` is taken from a law or the operator's own text, `secondary` from press or research, `illustrative` was chosen
by the author of the file.

{table(["Item", "Support", "Sources and remarks"], provenance)}
## Worked cases

Each is tested; the expected values come from the published facts and from arithmetic by hand.

{table(["Case", "Arithmetic", "Expected", "Citation"], case_rows(name))}
## The file

{fenced(text, "yaml")}"""
    return Page(f"gallery/{name}.md", str(values.get("title", name)), body)


def index() -> Page:
    rows = []
    for name in presets.names():
        values = presets.values(name)
        count = sum(case["scheme"] == name for case in cases())
        status = values.get("provenance", {}).get("status", "")
        link = f"[{values.get('title', name)}]({name}.md)"
        rows.append((link, f"`{name}`", str(values.get("jurisdiction", "none")), status, str(count)))
    body = f"""Schemes that were or are in force, written from published texts, and invented ones. They come
with isonomia and are used by name: `isonomia explain flensburg ledger.csv --member anna`. None of them is an
endorsement, and each file says at its top what it leaves out.

{table(["Scheme", "Name", "Jurisdiction", "Weakest support", "Worked cases"], rows)}"""
    return Page("gallery/index.md", "Gallery of schemes", body)


def pages() -> Iterator[Page]:
    yield index()
    yield from (scheme_page(name) for name in presets.names())


if __name__ == "__main__":
    main("gallery_pages.py", "gallery/*.md", pages())

"""A check's page: the sections of its module's docstring.

A docstring begins with the fault in a few words, then has the sections of `SECTIONS`, each underlined with hyphens.
*Example* and *Use instead* hold one YAML block each, which is laid over the family's base scheme (`lay_over`). A check
of what a simulation found also has a JSON block in each: the results, as `isonomia simulate --format json` writes them.
"""

import inspect
import re
from dataclasses import dataclass

SECTIONS = ("What it does", "Why", "Example", "Use instead", "References")
BLOCK = re.compile(r"```yaml\n(?P<text>.*?)```", re.DOTALL)
RESULTS = re.compile(r"```json\n(?P<text>.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """The parts of a page as Markdown; `example` and `use_instead` are the YAML inside their sections."""

    title: str
    sections: dict[str, str]

    @property
    def example(self) -> str:
        return _yaml(self.sections["Example"])

    @property
    def use_instead(self) -> str:
        return _yaml(self.sections["Use instead"])

    def results(self, section: str) -> str:
        """The simulation's results that stand in a section, as JSON; empty where there are none."""
        found = RESULTS.search(self.sections[section])
        return found["text"] if found else ""


def page_of(docstring: str) -> Page:
    """The page in a docstring; AssertionError where a section is missing or out of order."""
    lines = inspect.cleandoc(docstring).splitlines()
    heads = [number for number, line in enumerate(lines[1:]) if line and set(line) == {"-"} and len(line) > 2]
    names = tuple(lines[number] for number in heads)
    assert names == SECTIONS, f"sections {names}, expected {SECTIONS}"
    ends = [*heads[1:], len(lines)]
    bodies = ["\n".join(lines[head + 2 : end]).strip() for head, end in zip(heads, ends, strict=True)]
    return Page(lines[0].rstrip("."), dict(zip(names, bodies, strict=True)))


def _yaml(section: str) -> str:
    blocks = BLOCK.findall(section)
    assert len(blocks) == 1, "one YAML block in this section"
    return str(blocks[0])

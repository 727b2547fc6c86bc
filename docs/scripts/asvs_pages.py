"""OWASP ASVS 5.0.0, requirement by requirement: docs/generated/asvs.md."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generation.pages import Page, main, table
from ruamel.yaml import YAML

HERE = Path(__file__).parent
WAYS = ("test", "reason", "open", "awaits")


@dataclass(frozen=True)
class Answer:
    """What stands for one requirement: `way` is how it is answered, `texts` the tests or the sentence."""

    words: str
    way: str
    texts: tuple[str, ...]


def requirements() -> dict[str, int]:
    """The level of each requirement of ASVS 5.0.0, by id."""
    with (HERE / "asvs_5_0_0.csv").open(encoding="ascii") as file:
        return {row["id"]: int(row["level"]) for row in csv.DictReader(file)}


def answers() -> dict[str, Answer]:
    """What the YAML file says, by id of a requirement, a section or a chapter."""
    return {name: _answer(name, said) for name, said in _file()["answers"].items()}


def _file() -> dict[str, dict[str, dict[str, object]]]:
    return dict(YAML(typ="safe", pure=True).load((HERE / "asvs.yaml").read_text(encoding="utf-8")))


def _answer(name: str, said: dict[str, object]) -> Answer:
    ways = [way for way in WAYS if way in said]
    if len(ways) != 1 or set(said) != {"words", ways[0]}:
        raise SystemExit(f"asvs.yaml: {name} has {sorted(said)}; expected words and one of {WAYS}")
    value = said[ways[0]]
    return Answer(str(said["words"]), ways[0], tuple(map(str, value)) if isinstance(value, list) else (str(value),))


def wanted() -> list[str]:
    """The requirements that must be answered: levels 1 and 2, and level 3 of the chapters that matter most here."""
    deep = set(_file()["deep"])
    return [name for name, level in requirements().items() if level <= 2 or name.partition(".")[0] in deep]


def answer_to(name: str, said: dict[str, Answer]) -> Answer | None:
    """The answer to a requirement: its own, else that of its section, else that of its chapter."""
    parts = name.split(".")
    return next((said[key] for n in (3, 2, 1) if (key := ".".join(parts[:n])) in said), None)


def _cell(answer: Answer) -> str:
    if answer.way in ("test", "awaits"):
        named = ", ".join(f"`{text}`" for text in answer.texts)
        return named if answer.way == "test" else f"**open** until the room that is tested by {named} is here"
    return answer.texts[0] if answer.way == "reason" else f"**open:** {answer.texts[0]}"


def pages() -> Iterator[Page]:
    said, levels = answers(), requirements()
    rows, ways = [], []
    for name in wanted():
        answer = answer_to(name, said)
        if answer is None:
            raise SystemExit(f"asvs.yaml: nothing stands for {name}")
        ways.append(answer.way)
        rows.append((name, str(levels[name]), answer.words, _cell(answer)))
    is_open = ways.count("open") + ways.count("awaits")
    body = (
        "What stands for each requirement of the [OWASP Application Security Verification Standard]"
        "(https://github.com/OWASP/ASVS) 5.0.0: all of levels 1 and 2, and level 3 of the chapters on sign-in, "
        "sessions, access, tokens, data and logs. The ids are OWASP's, under CC BY-SA 4.0; the words are ours, and no "
        f"more than a reminder. Of {len(rows)} requirements {ways.count('test')} name a test, "
        f"{ways.count('reason')} a reason, and {is_open} are open. It is our own account, not a certificate.\n\n"
        + table(["Requirement", "Level", "About", "Test (below `tests/`), or reason"], rows)
    )
    yield Page("asvs.md", "ASVS 5.0", body)


if __name__ == "__main__":
    main("asvs_pages.py", "asvs.md", pages())

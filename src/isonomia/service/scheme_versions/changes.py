"""What differs between two versions: a list that a person can read, and the lines of the texts."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from isonomia.locale import _
from isonomia.scheme.scheme import Scheme
from isonomia.score.statement.reason import plain_name


@dataclass(frozen=True)
class TextLine:
    """A line of the texts: `+` new, `-` gone, a space where both have it, `@` where lines are left out."""

    mark: str
    text: str


def text_lines(before: str, after: str) -> list[TextLine]:
    """The lines that differ, with three of their surroundings."""
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=3))[2:]
    return [TextLine(line[:1] or " ", "…" if line.startswith("@") else line[1:]) for line in lines]


def in_words(before: Scheme, after: Scheme) -> list[str]:
    """What is new, gone or different, by name: sources, rules, bands, consequences, then the rest."""
    kinds = (
        (_("Source"), "sources"),
        (_("Rule"), "rules"),
        (_("Pool"), "pools"),
        (_("Band"), "bands"),
        (_("Consequence"), "consequences"),
    )
    old, new = _plain(before), _plain(after)
    found: list[str] = []
    for kind, key in kinds:
        found += _of_kind(kind, old.get(key) or {}, new.get(key) or {})
    for key, name in (("rights", _("Rights")), ("score", _("Score"))):
        found += [f"{name}: {change}" for change in _values(old.get(key) or {}, new.get(key) or {})]
    named = {"sources", "rules", "pools", "bands", "consequences", "rights", "score"}
    others = sorted(key for key in {*old, *new} - named if old.get(key) != new.get(key))
    return [*found, _("Also different: {keys}").format(keys=", ".join(others))] if others else found


def _plain(scheme: Scheme) -> dict[str, Any]:
    found: dict[str, Any] = scheme.file.model_dump(mode="json", exclude_none=True, by_alias=True)
    return found


def _of_kind(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in [*old, *(name for name in new if name not in old)]:
        title = f"{kind} {plain_name(name)}"
        if name not in old:
            yield _("{thing} is new").format(thing=title)
        elif name not in new:
            yield _("{thing} is gone; what it gave stays").format(thing=title)
        elif old[name] != new[name]:
            for change in _values(old[name], new[name]):
                yield f"{title}: {change}"


def _values(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    rest = []
    for key in sorted({*old, *new}):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if isinstance(before, dict | list) or isinstance(after, dict | list):
            rest.append(key)
        else:
            words = _("{key} is now {after}; it was {before}")
            yield words.format(key=key, before=_shown(before), after=_shown(after))
    if rest:
        yield _("{keys} differ").format(keys=", ".join(rest))


def _shown(value: Any) -> str:
    return _("not stated") if value is None else " ".join(str(value).split())

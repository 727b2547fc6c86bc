"""The scheme format, key by key, from its models: docs/generated/format/."""

import inspect
import types
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from generation import presets
from generation.pages import Page, fenced, first_sentence, main, table
from pydantic.fields import FieldInfo
from ruamel.yaml import YAML

from isonomia.scheme.model import base, consequence, law, rule, score, source
from isonomia.scheme.model.base import Model
from isonomia.scheme.model.scheme_file import SchemeFile, SchemeIdentifier
from isonomia.scheme.model.vocabulary import Vocabulary

LONGEST_EXAMPLE = 110
HAND_WRITTEN = Path(__file__).with_name("format_examples.yaml")

# A page, its title, its models in reading order, and where in a scheme each is found (`*`: any name).
SECTIONS: dict[str, tuple[str, dict[type[Model], tuple[str, ...]]]] = {
    "file": ("The file", {SchemeFile: ("",)}),
    "sources": (
        "Sources",
        {source.Source: ("sources.*",), source.FieldDeclaration: ("sources.*.fields.*",)},
    ),
    "rules": (
        "Rules and pools",
        {
            rule.Rule: ("rules.*",),
            rule.Nth: ("rules.*.nth",),
            rule.Cap: ("rules.*.cap", "pools.*.cap"),
            rule.Ceiling: ("rules.*.ceiling",),
            rule.Pool: ("pools.*",),
        },
    ),
    "score-and-bands": (
        "Score, bands and steps",
        {
            score.Score: ("score",),
            score.Band: ("bands.*",),
            score.Step: ("steps.*",),
            score.StepMeasure: ("steps.*.after",),
        },
    ),
    "consequences-and-rights": (
        "Consequences and rights",
        {
            consequence.Consequence: ("consequences.*",),
            consequence.Rights: ("rights",),
            consequence.Appeal: ("rights.appeal",),
        },
    ),
    "law": (
        "Fields for the law check",
        {
            law.Controller: ("controller",),
            law.LegalBasis: ("legal_basis",),
            law.Mandatory: ("participation",),
            law.Statute: ("participation.mandatory",),
            law.People: ("people",),
            law.Recipient: ("recipients.*",),
            law.Transfer: ("transfers.*",),
            law.Information: ("information",),
            law.Oversight: ("oversight",),
            law.Documents: ("documents",),
            law.Relation: ("relations.*",),
            law.Provenance: ("provenance", "rules.*.provenance", "sources.*.provenance"),
            law.Citation: ("provenance.sources.*", "rules.*.provenance.sources.*"),
        },
    ),
}
# Kinds of values, with what the index page says of each.
VALUE_TYPES: list[tuple[Any, str, str, str]] = [
    (base.Identifier, "identifier", "Lower-case letters, digits and `_`, first a letter, at most 63.", "late_payment"),
    (
        SchemeIdentifier,
        "scheme identifier",
        "Lower-case words of letters and digits, joined by `-` or `_`, at most 80.",
        "riverside-time-bank",
    ),
    (base.NonEmptyText, "text", "Any text that is not empty, at most 4,000 characters.", "member board"),
    (
        base.DurationValue,
        "duration",
        "A whole number of days, weeks, months or years; months and years clamp to the month's end.",
        "24 months",
    ),
    (base.IntervalValue, "interval", "`every` and a duration.", "every 12 months"),
    (base.EndValue, "end", "`after` and a duration.", "after 6 months"),
    (
        base.ExpressionText,
        "expression",
        "A condition or a number computed from the names in scope; see [expressions](../../semantics.md#expressions).",
        "LEAST(hours, 8) * 2",
    ),
    (
        base.LanguageTexts,
        "text by language",
        "A text, or one for each language; a missing language falls back to the first.",
        '{en: "Late by {days_late} days", de: "{days_late} Tage zu spät"}',
    ),
    (bool, "boolean", "`true` or `false`; no other spelling.", "true"),
    (int, "whole number", "Digits, with a sign if need be.", "-20"),
    (str, "text", "Any text that is not empty, at most 4,000 characters.", "member board"),
]
WORDS = {"NonNegativeInt": "whole number, 0 or more", "PositiveInt": "whole number, 1 or more"}


def model_anchor(model: type[Model]) -> str:
    return "".join("-" + char.lower() if char.isupper() else char for char in model.__name__).lstrip("-")


def key_of(name: str, field: FieldInfo) -> str:
    return field.alias or name


def page_of(model: type[Model]) -> str:
    return next(page for page, (_, models) in SECTIONS.items() if model in models)


def all_models() -> list[type[Model]]:
    return [model for _, models in SECTIONS.values() for model in models]


def type_words(annotation: Any, page: str) -> str:
    """An annotation in the words of the format."""
    for known, words, _, _ in VALUE_TYPES:
        if annotation is known or annotation == known:
            return f"[{words}](index.md#values)"
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        words = [type_words(part, page) for part in arguments if part is not type(None)]
        if type(None) in arguments and origin is not Union and not words:
            return "null"
        return " or ".join(dict.fromkeys(words))
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin is list:
        return f"list of: {type_words(arguments[0], page)}"
    if origin is dict:
        return f"mapping of names to: {type_words(arguments[1], page)}"
    if origin is tuple:
        return f"two values in brackets, each {type_words(arguments[0], page)} or `null`"
    return _class_words(annotation, page)


def _class_words(annotation: Any, page: str) -> str:
    if inspect.isclass(annotation) and issubclass(annotation, Vocabulary):
        values = list(annotation)
        shown = ", ".join(f"`{value.value}`" for value in values[:6]) + (", ..." if len(values) > 6 else "")
        return f"[{annotation.__name__}](../vocabularies.md#{annotation.__name__.lower()}): {shown}"
    if inspect.isclass(annotation) and issubclass(annotation, Model):
        where = "" if page_of(annotation) == page else f"{page_of(annotation)}.md"
        return f"[{annotation.__name__}]({where}#{model_anchor(annotation)})"
    constraint = str(get_args(annotation)[1:]) if get_args(annotation) else ""
    return "whole number, 1 or more" if "Gt" in constraint else "whole number, 0 or more"


def default_words(field: FieldInfo) -> str:
    if field.is_required():
        return "**required**"
    default = field.get_default(call_default_factory=True)
    if default is None:
        return "optional"
    if isinstance(default, Model) or default in ([], {}):
        return "default: none"
    value = default.value if isinstance(default, Vocabulary) else default
    return f"default: `{presets.in_one_line(value)}`"


def found_at(value: Any, path: str) -> Iterator[Any]:
    """All values at a path such as `rules.*.cap`."""
    if not path:
        yield value
        return
    part, _, rest = path.partition(".")
    if isinstance(value, dict):
        inside = value.values() if part == "*" else [value[part]] if part in value else []
    elif isinstance(value, list) and part == "*":
        inside = value
    else:
        inside = []
    for item in inside:
        yield from found_at(item, rest)


def written(places: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """What the shipped schemes write at these places."""
    for name in presets.names():
        for place in places:
            for value in found_at(presets.values(name), place):
                if isinstance(value, dict):
                    yield value


@cache
def hand_examples() -> dict[str, dict[str, Any]]:
    return dict(YAML(typ="safe", pure=True).load(HAND_WRITTEN.read_text(encoding="utf-8")))


def example(model: type[Model], places: tuple[str, ...], key: str) -> str:
    """A short example of a key: hand-written, else the shortest useful one of the shipped schemes."""
    by_hand = hand_examples().get(model_anchor(model), {})
    if key in by_hand:
        return f"{key}: {presets.in_one_line(by_hand[key])}"
    for value in written(places):
        if key in value and value[key] not in ({}, [], ""):
            text = f"{key}: {presets.in_one_line(_plain(value[key]))}"
            if len(text) <= LONGEST_EXAMPLE:
                return text
    raise SystemExit(f"no example for `{key}` of {model.__name__}: add one to {HAND_WRITTEN.name}")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def is_composite(annotation: Any) -> bool:
    """Whether a key holds a model or a mapping of models, which has a section of its own to show it."""
    parts = [annotation, *get_args(annotation)]
    return any(inspect.isclass(part) and issubclass(part, Model) for part in parts) or get_origin(annotation) is dict


def key_section(model: type[Model], places: tuple[str, ...], name: str, field: FieldInfo, page: str) -> str:
    annotation = get_type_hints(model, include_extras=True)[name]
    key = key_of(name, field)
    words = type_words(annotation, page)
    parts = [
        f"#### `{key}` {{ #{model_anchor(model)}-{key} }}",
        str(field.description),
        f"{default_words(field)} · {words}",
    ]
    if not is_composite(annotation):
        parts.append(fenced(example(model, places, key), "yaml"))
    return "\n\n".join(parts) + "\n"


def whole_example(model: type[Model], places: tuple[str, ...]) -> str:
    """The model as a shipped scheme writes it; of the long ones, the first lines."""
    value = hand_examples().get(model_anchor(model), {}).get("whole") or next(written(places), None)
    if value is None or model is SchemeFile:
        return ""
    lines = presets.in_block(value).splitlines()
    shown = lines if len(lines) <= 16 else [*lines[:16], "# ..."]
    return fenced("\n".join(shown), "yaml")


def model_section(model: type[Model], places: tuple[str, ...], page: str) -> str:
    where = " and ".join(f"`{place.replace('*', '<name>')}`" for place in places if place)
    if model in (law.Recipient, law.Transfer, score.Step):
        where = f"each item of `{places[0].removesuffix('.*')}`"
    parts = [
        f"## {model.__name__} {{ #{model_anchor(model)} }}",
        first_sentence(model.__doc__) + (f" Stands at {where}." if where else ""),
        whole_example(model, places),
        *(key_section(model, places, name, field, page) for name, field in model.model_fields.items()),
    ]
    return "\n\n".join(part for part in parts if part)


def index() -> Page:
    pages = [
        (f"[{title}]({page}.md)", ", ".join(f"`{key}`" for key in _keys_of_page(models)))
        for page, (title, models) in SECTIONS.items()
    ]
    value_rows = {words: (words, meaning, f"`{shown}`") for _, words, meaning, shown in VALUE_TYPES}
    body = f"""
A scheme is one YAML 1.2 file. Unknown keys are errors, with a suggestion where one is near. There are no includes, no
templates, no anchors and no code: what the file says is all there is. `isonomia new DIR` writes a commented example,
`isonomia validate FILE` lists everything that is wrong in one pass, and `isonomia schema` prints a JSON Schema for
editors. What the keys mean together is told in [the semantics](../../semantics.md).

## Pages

{table(["Page", "Keys"], pages)}
Words that a key chooses among are explained in [the vocabularies](../vocabularies.md).

## Kinds of values {{ #values }}

{table(["Kind", "What it is", "Example"], value_rows.values())}"""
    return Page("format/index.md", "The scheme format", body)


def _keys_of_page(models: dict[type[Model], tuple[str, ...]]) -> list[str]:
    first = next(iter(models))
    if first is SchemeFile:
        return [key_of(name, field) for name, field in SchemeFile.model_fields.items()]
    heads = [place.split(".")[0] for places in models.values() for place in places if place]
    return list(dict.fromkeys(heads))


def pages() -> Iterator[Page]:
    yield index()
    for page, (title, models) in SECTIONS.items():
        body = "\n\n".join(model_section(model, places, page) for model, places in models.items())
        yield Page(f"format/{page}.md", title, body)


if __name__ == "__main__":
    main("format_pages.py", "format/*.md", pages())

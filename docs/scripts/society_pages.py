"""The society file, key by key, and every number of the shipped societies: docs/generated/society*.md."""

import types
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from gallery_pages import opening_words
from generation.pages import Page, fenced, first_sentence, main, table
from pydantic.fields import FieldInfo

from isonomia.presets import society_names, society_path
from isonomia.scheme.model.base import Identifier, LanguageTexts, Model, NonEmptyText
from isonomia.scheme.model.vocabulary import Area, Severity, Vocabulary
from isonomia.society.load import load_society
from isonomia.society.model import activity, quantity, response, society_file
from isonomia.society.model.activity import Moral
from isonomia.society.quantities import quantities
from isonomia.society.society import Society

# The models in the order of a file, and where each stands (`<name>`: any name).
MODELS: dict[type[Model], str] = {
    society_file.SocietyFile: "",
    quantity.Quantity: "each number's place",
    society_file.Group: "`groups.<name>`",
    activity.Ties: "`ties`",
    activity.Activity: "`activities.<name>`",
    activity.Event: "each item of `activities.<name>.events`",
    activity.FalseRecord: "`false_records.<name>`",
    activity.Reporting: "`reporting.<name>`",
    response.Response: "`response`",
    response.Effects: "`effects`",
    response.Effect: "`effects.adverse.<severity>`, `effects.benefit.<severity>` and `effects.by_area.<area>`",
    response.Feelings: "`feelings`",
    response.Membership: "`membership`",
    response.Contest: "`contest`",
    response.Costs: "`costs`",
}
# Kinds of quantities, with their bounds, and what they are.
KINDS: list[tuple[Any, str, str, str]] = [
    (quantity.Share, "share", "0 to 1", "A share of people, or a probability."),
    (
        quantity.LogOdds,
        "log-odds",
        "-8 to 8",
        "An effect on the log-odds of an act: +0.69 doubles the odds, -0.69 halves them. Income, trust and strain use "
        "it for a change that may be negative, in shares of their scale.",
    ),
    (quantity.Weight, "weight", "0 to 8", "A strength without sign: a spread, a factor, log-odds that are taken away."),
    (quantity.Amount, "amount", "0 to 1,000,000", "Money, points, decisions."),
    (quantity.Count, "count", "0 to 1,000,000,000", "A whole number of people."),
    (quantity.Inhabitants, "inhabitants", "1 to 1,000,000,000", "A whole number of people, at least one."),
    (quantity.NearTies, "near ties", "0 to 8", "A whole number of ties, as many as a run has room for."),
    (quantity.FarTies, "far ties", "0 to 7", "The same."),
]
PLAIN: list[tuple[Any, str]] = [
    (NonEmptyText, "text"),
    (LanguageTexts, "text by language"),
    (Identifier, "name"),
    (quantity.Number, "number"),
    (quantity.Bounds, "two numbers in brackets"),
    (activity.FieldValue, "true, false, a number or a text"),
]


def anchor(model: type[Model]) -> str:
    return "".join("-" + char.lower() if char.isupper() else char for char in model.__name__).lstrip("-")


def type_words(annotation: Any) -> str:
    """An annotation in the words of the format."""
    for known, words in [*((kind, f"[{words}](#kinds)") for kind, words, _, _ in KINDS), *PLAIN]:
        if annotation == known:
            return words
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return " or ".join(type_words(part) for part in arguments if part is not type(None))
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin is list:
        return f"list of: {type_words(arguments[0])}"
    if origin is Mapping:
        names = "names" if arguments[0] == Identifier else type_words(arguments[0])
        return f"{names}, each with: {type_words(arguments[1])}"
    return _class_words(annotation)


def _class_words(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return f"[{annotation.__name__}](#{anchor(annotation)})"
    if annotation in (Severity, Area):
        return f"[{annotation.__name__.lower()}](vocabularies.md#{annotation.__name__.lower()})"
    if isinstance(annotation, type) and issubclass(annotation, Vocabulary):
        return ", ".join(f"`{word.value}`" for word in annotation)
    raise SystemExit(f"society_pages.py has no words for {annotation}")


def _need(field: FieldInfo) -> str:
    return "yes" if field.is_required() else "no"


def key_row(model: type[Model], name: str, field: FieldInfo) -> tuple[str, str, str, str]:
    annotation = get_type_hints(model, include_extras=True)[name]
    return f"`{name}`", type_words(annotation), _need(field), str(field.description)


def _section(model: type[Model], place: str) -> str:
    rows = [key_row(model, name, field) for name, field in model.model_fields.items()]
    where = f" Stands at {place}." if place else ""
    heading = f"## {model.__name__} {{ #{anchor(model)} }}"
    parts = [
        heading,
        first_sentence(model.__doc__) + where,
        table(["Key", "What it holds", "Required", "Meaning"], rows),
    ]
    if model is activity.Activity:
        parts.append(table(["`moral`", "What it means"], [(f"`{word.value}`", word.explanation) for word in Moral]))
    return "\n\n".join(parts)


def keys_page() -> Page:
    kinds = table(["Kind", "Bounds of value and range", "What it is"], [(words, *rest) for _, words, *rest in KINDS])
    example = fenced(
        "weekly: {value: 0.02, range: [0.005, 0.1], source: assumption, note: Nobody has counted them.}", "yaml"
    )
    sections = "\n\n".join(_section(model, place) for model, place in MODELS.items())
    body = f"""
A society is one YAML 1.2 file, told from a scheme by its first key. How to read and to write one is told in
[societies](../simulation/society.md). Unknown keys are errors, with a suggestion where one is near;
`isonomia validate FILE` lists everything that is wrong in one pass, and `isonomia schema --society` prints a JSON
Schema for editors.

## Kinds of numbers {{ #kinds }}

Every number is a mapping of its value, its range and its source; there are no defaults.

{example}
{kinds}
{sections}"""
    return Page("society.md", "The society file", body)


def value_row(path: str, given: quantity.Quantity) -> tuple[str, str, str, str, str]:
    source = "*assumption*" if given.is_assumption else given.source
    low, high = given.range
    return f"`{path}`", f"{given.value:f}", f"{low:f} to {high:f}", source, given.note or ""


def _society_section(name: str, society: Society) -> str:
    found = list(quantities(society.file))
    rows = [value_row(path, given) for path, given in found]
    measured = [(path, given) for path, given in found if not given.is_assumption]
    return f"""## {society.file.title} {{ #{name} }}

{fenced(opening_words(society.text), "text")}
{len(found)} numbers. {len(measured)} have a source; {len(found) - len(measured)} are assumptions.

{table(["Key", "Value", "Range", "Source", "Remark"], rows)}"""


def values_page() -> Page:
    societies = {name: load_society(society_path(name)) for name in society_names()}
    overview = [
        (f"[{one.file.title}](#{name})", f"`{name}`", f"{one.file.people.value:,}", str(len(one.file.activities)))
        for name, one in societies.items()
    ]
    sections = "\n".join(_society_section(name, one) for name, one in societies.items())
    body = f"""
The societies that come with isonomia, number by number: what a run uses, how far it may be off, and where it comes
from. An *assumption* was measured by nobody; a source that was measured elsewhere says so under the remarks.

{table(["Society", "Name", "People", "Activities"], overview)}
{sections}"""
    return Page("society-values.md", "The numbers of the shipped societies", body)


def pages() -> Iterator[Page]:
    yield keys_page()
    yield values_page()


if __name__ == "__main__":
    main("society_pages.py", "society*.md", pages())

"""Every word that the format chooses among, with its explanation: docs/generated/vocabularies.md."""

import inspect
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import format_pages
from babel import Locale
from generation.pages import Page, first_sentence, main, table

from isonomia.scheme.checks.header import BEYOND_ISO
from isonomia.scheme.contexts import ContextRelation, context_relations, context_terms
from isonomia.scheme.model import vocabulary
from isonomia.scheme.model.vocabulary import Vocabulary

BEYOND_ISO_WORDS = {
    "eu": "The law of the European Union, without that of one member state.",
    "uk": "The United Kingdom (not `gb`, though that is read as well).",
    "none": "No law is to be looked at. This is the default.",
}


def vocabularies() -> list[type[Vocabulary]]:
    """In the order of the file."""
    found = [
        item
        for _, item in inspect.getmembers(vocabulary, inspect.isclass)
        if issubclass(item, Vocabulary) and item is not Vocabulary
    ]
    return sorted(found, key=lambda item: inspect.getsourcelines(item)[1])


def _mentions(annotation: Any, words: type[Vocabulary]) -> bool:
    return annotation is words or any(_mentions(part, words) for part in get_args(annotation))


def keys_with(words: type[Vocabulary]) -> Iterator[str]:
    """Links to the keys that take these words."""
    for model in format_pages.all_models():
        hints = get_type_hints(model, include_extras=True)
        for name, field in model.model_fields.items():
            if _mentions(hints[name], words):
                key = format_pages.key_of(name, field)
                anchor = f"{format_pages.model_anchor(model)}-{key}"
                yield f"[`{key}` of {model.__name__}](format/{format_pages.page_of(model)}.md#{anchor})"


def _vocabulary_section(words: type[Vocabulary]) -> str:
    rows = [(f"`{word.value}`", word.explanation) for word in words]
    return (
        f"## {words.__name__} {{ #{words.__name__.lower()} }}\n\n{first_sentence(words.__doc__)} "
        f"Taken by {', '.join(keys_with(words))}.\n\n{table(['Word', 'What it means'], rows)}"
    )


def _contexts() -> str:
    rows = [(f"`{term}`", meaning) for term, meaning in context_terms().items()]
    return f"""## Contexts {{ #contexts }}

The areas of life that facts come from and that consequences touch: `context` of a source and of a consequence. A
consequence in another area than its facts is what the law looks at first (AI Act, article 5(1)(c)(i)), so a term names
an area that an ordinary person would keep apart from its neighbours. A term outside this list is a warning.

{table(["Term", "What belongs to it"], rows)}"""


def _reach(relation: ContextRelation) -> str:
    """For which facts a relation stands, in each direction."""
    if relation.covers is None:
        return "all"
    directions = [
        f"from {context}: {', '.join(f'`{kind}`' for kind in sorted(kinds)) or 'none'}"
        for context, kinds in relation.covers.items()
    ]
    return "; ".join(directions) + ("; only what people have, earn or owe" if relation.is_of_means else "")


def _relations() -> str:
    rows = [
        (", ".join(f"`{context}`" for context in sorted(relation.between)), relation.reason, _reach(relation))
        for relation in context_relations()
    ]
    return f"""## Related contexts {{ #related-contexts }}

The pairs that an ordinary person would expect to belong together, and for which kinds of facts when these count in the
other context. What a pair does not reach is for a human to judge. A pair says nothing about a third context.

{table(["Pair", "Why", "For which facts"], rows)}"""


def _jurisdictions() -> str:
    names = Locale("en").territories
    countries = sorted((code.lower(), name) for code, name in names.items() if len(code) == 2 and code.isalpha())
    special = [(f"`{code}`", BEYOND_ISO_WORDS[code]) for code in BEYOND_ISO]
    listed = ", ".join(f"`{code}` {name}" for code, name in countries if code not in BEYOND_ISO)
    return f"""## Jurisdictions {{ #jurisdictions }}

Whose law applies: `jurisdiction` of the file. It is `none`, `eu`, `uk` or a country's two-letter code in lower case.
The score does not depend on it.

{table(["Value", "What it means"], special)}
The codes of countries and territories: {listed}.
"""


def pages() -> Iterator[Page]:
    found = vocabularies()
    links = ", ".join(f"[{words.__name__}](#{words.__name__.lower()})" for words in found)
    intro = (
        "A key that chooses among words takes only the words listed here. Each section names the keys that take it. "
        f"{links}, [contexts](#contexts), [jurisdictions](#jurisdictions)."
    )
    body = "\n\n".join(
        [intro, *(_vocabulary_section(words) for words in found), _contexts(), _relations(), _jurisdictions()]
    )
    yield Page("vocabularies.md", "Vocabularies", body)


if __name__ == "__main__":
    main("vocabulary_pages.py", "vocabularies.md", pages())

"""What the editor shows for the place under the mouse: what a key means, the page of each check that speaks there."""

from collections.abc import Iterator

from lsprotocol import types as lsp

from isonomia.check.accept import Accept, accepts_in
from isonomia.check.finding import Keys
from isonomia.check.registry import by_code
from isonomia.check.rule_page import rule_page
from isonomia.diagnostics.span import Position, Span
from isonomia.diagnostics.yaml_document import Document, Mapping, Scalar, Value
from isonomia.editor.documents import Version
from isonomia.editor.format_keys import field_at, model_inside, words_at
from isonomia.editor.places import holds
from isonomia.scheme.contexts import context_terms

RULE = "\n\n---\n\n"


def hover(version: Version, position: Position) -> lsp.Hover | None:
    """The hover at a position; None where there is nothing to say."""
    parts: list[str] = []
    span: Span | None = None
    if version.is_foreign:
        return None
    if at := _keys_at(version.document.root, position):
        keys, span, is_key = at
        parts = [_about_key(keys)] if is_key else [_about_word(version.document, keys)]
    codes = dict.fromkeys(_codes_at(version, position))
    known = by_code()
    parts += [rule_page(known[code]).strip() for code in codes]
    text = RULE.join(part for part in parts if part)
    if not text:
        return None
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
    return lsp.Hover(content, version.places.range_of(span) if span is not None else None)


def _codes_at(version: Version, position: Position) -> Iterator[str]:
    """The codes of the findings at a position, and of a comment there that accepts one."""
    for finding in version.report.findings if version.report else ():
        if holds(finding.place.span, position):
            yield finding.code
    for accept in _accepts(version):
        if accept.start <= position <= accept.end and accept.code in by_code():
            yield accept.code


def _accepts(version: Version) -> tuple[Accept, ...]:
    document = version.reading.document if version.reading else None
    return accepts_in(version.text, document.root) if document is not None else ()


def _keys_at(value: Value | None, position: Position, keys: Keys = ()) -> tuple[Keys, Span, bool] | None:
    """The path of the key or the scalar under a position, its span, and whether it is a key."""
    if isinstance(value, Scalar):
        return (keys, value.span, False) if holds(value.span, position) else None
    if isinstance(value, Mapping):
        for name, span in value.keys.items():
            if holds(span, position):
                return (*keys, name), span, True
        for name, inner in value.values.items():
            if found := _keys_at(inner, position, (*keys, name)):
                return found
    elif value is not None:
        for index, item in enumerate(value.items):
            if found := _keys_at(item, position, (*keys, index)):
                return found
    return None


def _about_key(keys: Keys) -> str:
    """A key of the format: its description, its default, its words. A name of the file: what it names."""
    if field := field_at(keys):
        lines = [f"**{keys[-1]}**: {field.description or ''}"]
        if not field.is_required() and isinstance(field.default, str | int) and not isinstance(field.default, bool):
            lines.append(f"Default: `{field.default}`.")
        words = {word: told for word, told in words_at(keys).items() if told}
        lines += ["\n".join(f"- `{word}`: {told}" for word, told in words.items())] if words else []
        return "\n\n".join(lines)
    model = model_inside(keys)
    first = (model.__doc__ or "").split("\n\n")[0] if model is not None else ""
    return f"**{keys[-1]}**: {first}" if first else ""


def _about_word(document: Document, keys: Keys) -> str:
    """A word of a vocabulary, or a context: the sentence that explains it."""
    value = document.value_at(keys)
    if not isinstance(value, Scalar):
        return ""
    is_context = any(key in ("context", "between") for key in keys[-2:])
    told = (context_terms() if is_context else words_at(keys)).get(value.text, "")
    return f"**{value.text}**: {told}" if told else ""

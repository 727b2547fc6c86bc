"""Sources: field names that expressions can use, contexts of the vocabulary."""

from isonomia.diagnostics.suggest import did_you_mean
from isonomia.expression.scope import RESERVED_NAMES
from isonomia.scheme.checks import Examination, Keys
from isonomia.scheme.contexts import context_terms


def check_sources(examination: Examination) -> None:
    """A field may have no reserved name; a context outside the vocabulary is a doubt, not a fault."""
    for name, source in examination.file.sources.items():
        for field in source.fields:
            if field in RESERVED_NAMES:
                examination.error_at_key(
                    "scheme-reserved-name",
                    ("sources", name, "fields", field),
                    f"the field name '{field}'",
                    "a name that is not a word of the expression language",
                    f"call it '{field}_value', say",
                )
        if source.context is not None:
            check_context(examination, ("sources", name, "context"), source.context)


def check_context(examination: Examination, keys: Keys, context: str) -> None:
    """Warn of a context that the law check will not be able to relate to others."""
    terms = context_terms()
    if context not in terms:
        examination.warn(
            "scheme-unknown-context",
            keys,
            f"the context '{context}', which is not in the vocabulary",
            "",
            did_you_mean(context, terms) or "the law check cannot relate it to other areas of life",
        )

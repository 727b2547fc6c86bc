"""Whether a pair of the shipped list of contexts is about the facts of a source, or only about others from its area."""

from typing import TYPE_CHECKING

from isonomia.check.subject.connection import term_of
from isonomia.scheme.contexts import ContextRelation
from isonomia.scheme.model.vocabulary import FieldType, Gravity
from isonomia.scheme.scheme import CompiledRule

if TYPE_CHECKING:
    from isonomia.check.subject.subject import Subject


def is_covered(subject: "Subject", name: str, relation: ContextRelation) -> bool:
    """Whether the reason of the pair reaches this kind of source, and facts of means where it speaks of means."""
    source = subject.file.sources[name]
    own = term_of(source.context)
    if relation.covers is None or own is None:
        return True
    is_named = source.kind is not None and source.kind.value in relation.covers[own]
    return is_named and (not relation.is_of_means or _tells_means(subject, name))


def _tells_means(subject: "Subject", name: str) -> bool:
    """Whether all that the rules make of a source is of amounts, or of what they call no wrong."""
    rules = [rule for rule in subject.living_rules if name in subject.sources_of(rule)]
    return all(rule.written.gravity is Gravity.NONE or _reads_amounts(subject, name, rule) for rule in rules)


def _reads_amounts(subject: "Subject", name: str, rule: CompiledRule) -> bool:
    """Whether a rule reads fields of the source, and each holds an amount; a period rule counts what others read."""
    fields = [field for (source, _field), field in subject.fields_read(rule).items() if source == name]
    return rule.is_period or (bool(fields) and all(field.type is FieldType.DECIMAL for field in fields))

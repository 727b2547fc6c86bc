"""Whether a scheme organises platform work (Directive (EU) 2024/2831, article 2(1)(a) and (b))."""

from isonomia.check.subject.subject import Subject
from isonomia.scheme.model.vocabulary import ControllerKind

OPERATORS = frozenset({ControllerKind.PLATFORM, ControllerKind.EMPLOYER})
CONTEXT = "platform work"


def is_platform_work(subject: Subject) -> bool:
    """Whether a platform or an employer runs it, and a source or consequence lies in platform work."""
    contexts = [source.context for source in subject.file.sources.values()]
    contexts += [consequence.context for consequence in subject.file.consequences.values()]
    return subject.controller.kind in OPERATORS and CONTEXT in contexts

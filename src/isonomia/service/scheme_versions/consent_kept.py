"""What members agreed to stays what they agreed to: a source may not come to record more under their old consent.

Consent is given for a purpose and to what was said then (GDPR 4(11), 5(1)(b), 7). Whoever wants more declares a new
source, and each member is asked for it on its own.
"""

from collections.abc import Iterator

from isonomia.locale import _
from isonomia.periods import Duration
from isonomia.scheme.model.source import Source
from isonomia.scheme.scheme import Scheme
from isonomia.service.refusal import Objection


def beyond_consent(now: Scheme, new: Scheme) -> Iterator[Objection]:
    """Each source that would record more, or for something else, than the members who agreed to it were told."""
    for name, source in new.file.sources.items():
        before = now.file.sources.get(name)
        if before is not None:
            for message in _more(name, before, source):
                yield Objection(
                    "consent",
                    f"sources.{name}",
                    message,
                    _("declare it as a source of its own, under a new name: each member is then asked for it"),
                )


def _more(name: str, before: Source, after: Source) -> Iterator[str]:
    fields = sorted(set(after.fields) - set(before.fields))
    if fields:
        yield _("'{source}' records more than members agreed to: {fields}").format(
            source=name, fields=", ".join(fields)
        )
    if before.purpose is not None and after.purpose != before.purpose:
        yield _("'{source}' is recorded for another purpose than members agreed to").format(source=name)
    if _is_longer(before.retention, after.retention):
        yield _("'{source}' is kept longer than members agreed to").format(source=name)


def _is_longer(before: Duration | None, after: Duration | None) -> bool:
    if before is None:
        return False
    return after is None or after.longest_days() > before.longest_days()

"""What members agreed to stays what they agreed to: a source may not come to record more under their old consent.

Consent is given for a purpose and to what was said then (GDPR 4(11), 5(1)(b), 7). Whoever wants more declares a new
source, and each member is asked for it on its own.
"""

from collections.abc import Iterator

from isonomia.locale import _
from isonomia.periods import Duration
from isonomia.scheme.keeping import Keeping, keeping_of
from isonomia.scheme.model.source import Source
from isonomia.scheme.scheme import Scheme
from isonomia.service.refusal import Objection
from isonomia.service.scheme_versions.in_force import Version


def beyond_consent(now: Scheme, new: Scheme) -> Iterator[Objection]:
    """Each source that would record more, or for something else, than the members who agreed to it were told."""
    for name, source in new.file.sources.items():
        before = now.file.sources.get(name)
        if before is not None:
            for message in _more(name, before, source):
                yield _objection(name, message)


def kept_beyond_consent(now: Version, merged: Scheme) -> Iterator[Objection]:
    """Each source whose facts would be kept longer than members were told, as other facts hang on them.

    `merged` is what would be scored: the new version with what older ones still count.
    """
    told, so_far, then = keeping_of(now.written), keeping_of(now.scheme), keeping_of(merged)
    for name in now.written.file.sources:
        if name in told and name in merged.file.sources:
            agreed = max(told[name].most_days, _most_days(so_far.get(name)))
            if name not in then:
                yield _objection(
                    name, _("'{source}' would be kept for ever; members agreed to less").format(source=name)
                )
            elif then[name].most_days > agreed:
                words = _(
                    "'{source}' would be kept up to {after} days, as points of other facts hang on it; members agreed "
                    "to {before}"
                )
                text = words.format(source=name, after=then[name].most_days, before=agreed)
                yield _objection(name, text)


def _most_days(keeping: Keeping | None) -> int:
    return keeping.most_days if keeping is not None else 0


def _objection(source: str, message: str) -> Objection:
    remedy = _("declare it as a source of its own, under a new name: each member is then asked for it")
    return Objection("consent", f"sources.{source}", message, remedy)


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

"""What cannot follow what: changes that would reprice the past, and names that mean two things."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.diagnostics.yaml_document import read_document
from isonomia.errors import SchemeError, UsageError
from isonomia.locale import _
from isonomia.scheme.scheme import Scheme
from isonomia.scheme.succession.courses import Course
from isonomia.scheme.succession.pools import MergedPool
from isonomia.scheme.succession.version import Version


def check_versions(versions: Sequence[Version]) -> None:
    """UsageError unless the versions have labels of their own and begin one after the other."""
    for before, after in pairwise(versions):
        if after.begins is None or (before.begins is not None and after.begins <= before.begins):
            raise UsageError(
                _("version {label} takes effect on {day}, and version {before} on {earlier}").format(
                    label=after.label, day=after.begins, before=before.label, earlier=before.begins
                ),
                remedy=_("each version needs a day that is later than that of the version before"),
            )
    for mark, count in Counter(version.mark for version in versions).items():
        if count > 1 or mark == "v":
            raise UsageError(
                _("several versions with the label '{label}'").format(label=mark.removeprefix("v"))
                if count > 1
                else _("a version without a label"),
                remedy=_("give each version a label of its own, of letters and digits"),
            )


def check_changes(versions: Sequence[Version]) -> None:
    """SchemeError with every change between two versions that would reprice the past."""
    found: list[Diagnostic] = []
    for before, after in pairwise(versions):
        found += _of_header(before, after)
    for index, version in enumerate(versions):
        for earlier in versions[:index]:
            found += _of_sources(earlier, version)
            found += _of_kinds(earlier, version)
    if found:
        raise SchemeError(list(dict.fromkeys(found)))


def check_names(courses: Sequence[Course], pools: Sequence[MergedPool], versions: Sequence[Version]) -> None:
    """SchemeError where a name made for the past is taken, or a band that a ceiling of the past names is gone."""
    found: list[Diagnostic] = []
    newest = versions[-1].scheme
    names = {name for version in versions for name in (*version.scheme.file.rules, *version.scheme.file.sources)}
    made = Counter(course.name for course in courses)
    for course in courses:
        if course.is_live:
            continue
        if course.name in names or made[course.name] > 1:
            found.append(_taken(newest, course.rule, course.name))
        ceiling = course.newest.ceiling
        if ceiling is not None and ceiling.band not in newest.file.bands:
            remedy = _("keep a band of that name (its title and its `from` may change) until that ceiling has ended")
            text = _("no band '{band}', which a ceiling of the rule '{rule}' in version {label} names").format(
                band=ceiling.band, rule=course.rule, label=versions[course.last].label
            )
            found.append(_fault(newest, "succession-band", ("bands",), text, "", remedy))
    for name, count in Counter(pool.name for pool in pools).items():
        if count > 1:
            found.append(_taken(newest, name, name))
    if found:
        raise SchemeError(found)


def _of_header(before: Version, after: Version) -> Iterator[Diagnostic]:
    """What must stay as it was: who is scored in what, the clock, the direction, where everybody starts."""
    old, new = before.scheme.file, after.scheme.file
    kept = (
        (("scheme",), old.scheme, new.scheme, _("another identifier is another scheme: keep it, and change the title")),
        (("time_zone",), old.time_zone, new.time_zone, _("another zone moves past events to other days")),
        (
            ("score", "better"),
            old.score.better.value,
            new.score.better.value,
            _("the same points would turn from praise to blame"),
        ),
        (
            ("score", "base"),
            str(old.score.base),
            str(new.score.base),
            _("another base changes every score at once: keep it, and move the bands instead"),
        ),
    )
    for keys, was, now, remedy in kept:
        if was != now:
            found = _("`{key}: {value}`").format(key=keys[-1], value=now)
            expected = _("{value}, as in version {label}").format(value=was, label=before.label)
            yield _fault(after.scheme, "succession-header", keys, found, expected, remedy)


def _of_sources(before: Version, after: Version) -> Iterator[Diagnostic]:
    for name, fields in after.scheme.fields.items():
        for field, type_ in before.scheme.fields.get(name, {}).items():
            if field in fields and fields[field] is not type_:
                yield _fault(
                    after.scheme,
                    "succession-field",
                    ("sources", name, "fields", field),
                    _("the type {type} of the field '{field}'").format(type=fields[field], field=field),
                    _("{type}, as in version {label}").format(type=type_, label=before.label),
                    _("facts on record have the old type: give the new field, or the source, a name of its own"),
                )


def _of_kinds(before: Version, after: Version) -> Iterator[Diagnostic]:
    for kind, names, others in (
        ("rules", after.scheme.file.rules, before.scheme.file.sources),
        ("sources", after.scheme.file.sources, before.scheme.file.rules),
    ):
        for name in names:
            if name in others:
                text = _("the name '{name}', which meant something else in version {label}").format(
                    name=name, label=before.label
                )
                remedy = _("rules and sources share their names over all versions: choose another")
                yield _fault(after.scheme, "succession-name", (kind, name), text, "", remedy)


def _taken(scheme: Scheme, rule: str, name: str) -> Diagnostic:
    text = _("the name '{name}', which is needed for '{rule}' of the past").format(name=name, rule=rule)
    remedy = _("give the rule or pool that has this name another one, or the versions other labels")
    return _fault(scheme, "succession-name", ("rules", name), text, "", remedy)


def _fault(
    scheme: Scheme, code: str, keys: tuple[str | int, ...], found: str, expected: str, remedy: str
) -> Diagnostic:
    document = read_document(scheme.path, scheme.text)
    return Diagnostic(code, document.locate(keys), found, expected, remedy)

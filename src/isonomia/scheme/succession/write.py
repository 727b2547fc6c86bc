"""The merged scheme as a file: the newest version's text, with what the past still needs put into it."""

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from isonomia.locale import _
from isonomia.periods import Duration
from isonomia.scheme.measures import measures_of, measures_on_record
from isonomia.scheme.succession.courses import Course, origins_of
from isonomia.scheme.succession.order import in_order
from isonomia.scheme.succession.pools import MergedPool
from isonomia.scheme.succession.sources import all_sources, holders, retention_of
from isonomia.scheme.succession.version import Version
from isonomia.scheme.succession.wording import Wording, wording_of


def written(
    courses: Sequence[Course], pools: Sequence[MergedPool], versions: Sequence[Version], without: frozenset[str]
) -> str:
    """The text of the merged scheme; `without` are sources of the past that are left out."""
    files = [_yaml().load(version.scheme.text) for version in versions]
    data = files[-1]
    _put_header(data, files[0])
    _put_sources(data, files, courses, versions, without)
    _put_rules(data, files, courses, versions)
    _put_pools(data, pools)
    _put_former_measures(data, versions)
    stream = StringIO()
    _yaml().dump(data, stream)
    return _heading(courses, versions) + stream.getvalue()


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 118
    yaml.preserve_quotes = True
    return yaml


def _put_header(data: CommentedMap, first: CommentedMap) -> None:
    """The scheme is in force since its first version was."""
    if "in_force_from" in first:
        data["in_force_from"] = first["in_force_from"]
    else:
        data.pop("in_force_from", None)


def _put_sources(
    data: CommentedMap,
    files: Sequence[Any],
    courses: Sequence[Course],
    versions: Sequence[Version],
    without: frozenset[str],
) -> None:
    for name in all_sources(versions):
        if name in without:
            continue
        having = holders(versions, name)
        newest = versions[having[-1]].scheme.file.sources[name]
        if name not in data["sources"]:
            data["sources"][name] = _plain(files[having[-1]]["sources"][name])
        source = data["sources"][name]
        assert source is not None  # `fields` has a default, but a source is a mapping
        known = set(newest.fields)
        for index in reversed(having[:-1]):
            for field, declared in (files[index]["sources"][name] or {}).get("fields", {}).items():
                if field not in known:
                    known.add(field)
                    source.setdefault("fields", CommentedMap())[field] = _plain(declared)
        retention = retention_of(name, courses, versions)
        if retention != newest.retention:
            _set_retention(source, retention)


def _set_retention(source: CommentedMap, retention: Duration | None) -> None:
    if retention is None:
        del source["retention"]
    else:
        source["retention"] = str(retention)


def _put_rules(
    data: CommentedMap, files: Sequence[Any], courses: Sequence[Course], versions: Sequence[Version]
) -> None:
    rules = data["rules"]
    for place, course in enumerate(in_order(courses, versions)):
        if not course.is_live:
            rules.insert(place, course.name, _plain(files[course.last]["rules"][course.rule]))
        _put_wording(rules[course.name], course, wording_of(course, courses, versions))


def _put_wording(rule: CommentedMap, course: Course, wording: Wording) -> None:
    """Set the expressions that differ from those written; the others stay as they look."""
    written = course.newest.written
    if wording.when != written.when:
        if "when" in rule:
            rule["when"] = wording.when
        else:
            rule.insert(1, "when", wording.when)
    if wording.points != written.points:
        rule["points"] = wording.points
    if written.ceiling is not None and wording.ceiling_when != written.ceiling.when:
        rule["ceiling"]["when"] = wording.ceiling_when


def _put_pools(data: CommentedMap, pools: Sequence[MergedPool]) -> None:
    for pool in pools:
        members = [course.name for course in pool.courses]
        known = data.setdefault("pools", CommentedMap())
        if pool.live is not None:
            listed = known[pool.name]["rules"]
            listed.extend(name for name in members if name not in listed)
        else:
            cap = _flow({"points": pool.cap.points, "per": pool.cap.per.value})
            known[pool.name] = CommentedMap({"rules": _flow(members), "cap": cap})


def _put_former_measures(data: CommentedMap, versions: Sequence[Version]) -> None:
    """Measures that only older versions name: what is on record of them must still be read."""
    known = [name for version in versions for name in measures_on_record(version.scheme)]
    former = [name for name in dict.fromkeys(known) if name not in measures_of(versions[-1].scheme)]
    if former:
        data["former_measures"] = _flow(former)


def _plain(value: Any) -> Any:
    """A part of another file, without the comments around it."""
    if isinstance(value, Mapping):
        return _with_look(CommentedMap({key: _plain(item) for key, item in value.items()}), value)
    if isinstance(value, list):
        return _with_look(CommentedSeq([_plain(item) for item in value]), value)
    return value


def _with_look(copy: Any, value: Any) -> Any:
    if value.fa.flow_style():
        copy.fa.set_flow_style()
    return copy


def _flow(value: Any) -> Any:
    copy = CommentedMap(value) if isinstance(value, dict) else CommentedSeq(value)
    copy.fa.set_flow_style()
    return copy


def _heading(courses: Sequence[Course], versions: Sequence[Version]) -> str:
    """What the file is, in comments on top."""
    lines = [
        _("Several versions of one scheme in one file: what happened on a day counts by the version of that day."),
        _("It is written by a program. To change anything, change the newest version and write this file again."),
        "",
    ]
    for version, after in zip(versions, [*versions[1:], None], strict=True):
        since = _("from {day}").format(day=version.begins) if version.begins else _("from the beginning")
        until = _(", until the day before {day}").format(day=after.begins) if after else ""
        lines.append(_("Version {label}: {since}{until}").format(label=version.label, since=since, until=until))
    past = [(course, origin) for course in courses for origin in origins_of(course, versions)[: _past(course)]]
    if past:
        lines += ["", _("Rules and wordings that count for the past only:")]
    for course, origin in past:
        text = _("{name}: '{rule}' of version {label}, until the day before {day}")
        lines.append(text.format(name=course.name, rule=origin.rule, label=origin.version, day=origin.until))
    label = versions[-1].label
    lines += ["", _("Range, bands, steps, consequences and rights are those of version {label}.").format(label=label)]
    return "".join(f"# {' '.join(line.split())}".rstrip() + "\n" for line in lines) + "\n"


def _past(course: Course) -> int:
    """How many of a course's wordings are of the past."""
    return len(course.parts) - (1 if course.is_live else 0)

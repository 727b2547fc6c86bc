"""What the service never runs, whatever law applies. No option turns this off; there is none to be found here.

Two readings. The check, under the scheme's own law and under the law of the Union too: a scheme is not better for being
run from elsewhere. And the line that this product holds by itself: what it simulates and never does to people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from isonomia.check.finding import Finding
from isonomia.check.run import check_text
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.check.subject.subject import Subject
from isonomia.errors import IsonomiaError
from isonomia.locale import _
from isonomia.scheme.model.vocabulary import Conduct, Evidence, Participation, SourceKind
from isonomia.scheme.scheme import Scheme

WATCHING = frozenset({SourceKind.SENSOR, SourceKind.LOCATION, SourceKind.DEVICE, SourceKind.POST, SourceKind.MESSAGE})
UNPROVEN = frozenset({None, Evidence.ALLEGATION, Evidence.REPORT, Evidence.INFERRED})
WATCHED_CONDUCT = frozenset({Conduct.SPEECH, Conduct.PRESS, Conduct.MOVEMENT, Conduct.PRIVATE_LIFE, Conduct.PROTEST})


@dataclass(frozen=True)
class Objection:
    """One reason why a scheme is not run: where it stands, what it is, what would put it right."""

    code: str
    place: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}"


class SchemeRefused(IsonomiaError):
    """The service does not run this scheme."""

    def __init__(self, name: str, objections: tuple[Objection, ...]) -> None:
        instead = _("instead")
        lines = "\n".join(f"  {item}\n    {instead}: {item.remedy}" for item in objections)
        heading = _("the service does not run '{name}':").format(name=name)
        super().__init__(
            f"{heading}\n{lines}", remedy=_("change what is named; `isonomia adapt` writes a lawful variant")
        )
        self.objections = objections


def refuse_unlawful(scheme: Scheme, day: date) -> None:
    """Raise SchemeRefused if the scheme has what the service never runs, by the law of the day."""
    found = tuple(objections(scheme, day))
    if found:
        raise SchemeRefused(scheme.name, found)


def objections(scheme: Scheme, day: date) -> Iterator[Objection]:
    """Every reason, gravest first: findings of the check, then of the line."""
    own = check_text(scheme.path, scheme.text, Settings(as_of=day))
    here = own.subject.jurisdiction
    union = Jurisdiction("eu", here.code)
    abroad = check_text(scheme.path, scheme.text, Settings(as_of=day, jurisdiction=union))
    seen: set[str] = set()
    for report in (own, abroad):
        # what a comment accepts is read again: no comment opens the service to it
        for finding in (*report.findings, *(finding for finding, _accept in report.accepted)):
            mark = finding.fingerprint(scheme.name)
            if finding.level.is_refused and mark not in seen:
                seen.add(mark)
                yield _as_objection(scheme.path, finding)
    yield from beyond_the_line(own.subject)


def _as_objection(path: Path, finding: Finding) -> Objection:
    start = finding.place.span.start
    return Objection(finding.code, f"{path.name}:{start.line}:{start.column}", finding.message, finding.remedy)


def beyond_the_line(subject: Subject) -> Iterator[Objection]:
    """What is simulated and never run: README, "The line we hold"."""
    file = subject.file
    if file.participation is not Participation.VOLUNTARY:
        yield _line(
            subject,
            ("participation",),
            _("people are enrolled without having chosen it"),
            _("write `participation: voluntary`, and let each member join"),
        )
    for name, source in file.sources.items():
        is_watching = source.kind in WATCHING or source.generalised_surveillance
        if is_watching or WATCHED_CONDUCT.intersection(source.conduct):
            yield _line(
                subject,
                ("sources", name),
                _("'{source}' watches what people say, where they are or how they live").format(source=name),
                _("take it out; count what people choose to do for the purpose of the scheme"),
            )
    for rule in subject.adverse_rules:
        for name in subject.sources_of(rule):
            if file.sources[name].evidence in UNPROVEN:
                yield _line(
                    subject,
                    ("rules", rule.name),
                    _("'{rule}' takes points on facts of '{source}' that nobody has established").format(
                        rule=rule.name, source=name
                    ),
                    _("let a person confirm each fact first, and write `evidence: confirmed`"),
                )
    for consequence in subject.consequences:
        if consequence.is_unfavourable and consequence.written.essential_service:
            yield _line(
                subject,
                consequence.keys,
                _("'{name}' restricts what people need to live").format(name=consequence.name),
                _("take it out"),
            )
        if consequence.is_unfavourable and consequence.is_decided_by_system:
            yield _line(
                subject,
                consequence.keys,
                _("'{name}' takes effect without a person deciding").format(name=consequence.name),
                _("write `decided_by: person` and who that is in `decider`"),
            )


def _line(subject: Subject, keys: tuple[str, ...], message: str, remedy: str) -> Objection:
    start = subject.at(*keys).span.start
    return Objection("line", f"{subject.scheme.path.name}:{start.line}:{start.column}", message, remedy)

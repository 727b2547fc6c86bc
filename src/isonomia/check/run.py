"""Running the checks over one scheme."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from isonomia.check.accept import Accept, accepted_by, accepts_in
from isonomia.check.definition import Check
from isonomia.check.finding import Finding
from isonomia.check.level import Level
from isonomia.check.registry import by_code, checks
from isonomia.check.settings import Settings
from isonomia.check.simulation_results import results_of
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.check.subject.subject import Subject
from isonomia.check.united_kingdom.citations import in_the_united_kingdom
from isonomia.diagnostics.yaml_document import Document
from isonomia.errors import SchemeError
from isonomia.locale import _
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme


@dataclass(frozen=True)
class Report:
    """What the checks found in one scheme. Findings are in the order of their levels, then of the file.

    `not_yet` are the checks that do not apply yet on the day, and would find something; `made` how many checks of the
    jurisdiction's law were run, and `left_out` those that the settings left out.
    """

    subject: Subject
    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Accept], ...] = ()
    not_yet: tuple[Check, ...] = ()
    known: tuple[Finding, ...] = ()
    has_baseline: bool = False
    made: int = 0
    left_out: tuple[Check, ...] = ()

    @property
    def scheme(self) -> Scheme:
        return self.subject.scheme

    def of_level(self, *levels: Level) -> tuple[Finding, ...]:
        """The findings of some levels."""
        return tuple(finding for finding in self.findings if finding.level in levels)

    @cached_property
    def is_refused(self) -> bool:
        """Whether the live service would refuse the scheme."""
        return any(finding.level.is_refused for finding in self.findings)

    @cached_property
    def reads_prohibitions(self) -> bool:
        """Whether any check of the jurisdiction's law looks for what is prohibited or breaches a right."""
        laws = self.subject.jurisdiction.laws
        return any(check.level in (Level.PROHIBITED, Level.RIGHTS) and check.laws & laws for check in checks())

    def is_conditional(self, finding: Finding) -> bool:
        """Whether the finding holds only if an AI system is used, which this scheme does not settle."""
        return finding.check.is_conditional and not self.subject.is_ai_for_certain


def check_scheme(scheme: Scheme, document: Document, settings: Settings) -> Report:
    """Every finding of the selected checks that apply on the day and in the jurisdiction."""
    controller = scheme.file.controller
    established = (controller.country or "") if controller is not None else ""
    jurisdiction = settings.jurisdiction or Jurisdiction(scheme.file.jurisdiction, established)
    subject = Subject(scheme, document, settings.as_of, jurisdiction, results_of(scheme, settings.results))
    laws = jurisdiction.laws
    applicable = [check for check in checks() if check.laws & laws]
    wanted = [check for check in applicable if settings.wants(check)]
    found: list[Finding] = []
    not_yet: list[Check] = []
    for check in wanted:
        is_future = check.applies_from is not None and check.applies_from > settings.as_of
        made = tuple(_as_read(subject, finding) for finding in check.examine(subject))
        if is_future and made:
            not_yet.append(check)
        elif not is_future:
            found.extend(made)
    accepts = accepts_in(document.text, document.root)
    pairs = [(finding, accepted_by(finding, accepts)) for finding in found]
    accepted = tuple((finding, accept) for finding, accept in pairs if accept is not None)
    left = [finding for finding, accept in pairs if accept is None]
    left += _about_accepts(subject, accepts, [finding for finding, _accept in pairs], settings)
    return Report(
        subject,
        tuple(sorted(left, key=order)),
        accepted,
        tuple(not_yet),
        made=len(wanted),
        left_out=tuple(check for check in applicable if check not in wanted),
    )


def _as_read(subject: Subject, finding: Finding) -> Finding:
    """A finding with its law as one cites it in the jurisdiction, and with what is open about the law that applies."""
    if subject.is_law_enforcement and finding.check.family == "gdpr":
        question = _(
            "whether Directive (EU) 2016/680 on data in law enforcement, which was not read, applies in place of the "
            "GDPR (GDPR 2(2)(d))"
        )
        judgement = f"{finding.judgement}; {question}" if finding.judgement else question
        finding = replace(finding, judgement=judgement)
    if subject.jurisdiction.is_uk and not subject.jurisdiction.is_union:
        finding = replace(finding, citations=in_the_united_kingdom(finding.citations))
    return finding


def check_text(path: Path, text: str, settings: Settings) -> Report:
    """The report on a scheme's text; SchemeError if that is not in order."""
    reading = read_scheme_text(path, text)
    if reading.scheme is None or reading.document is None:
        raise SchemeError(reading.errors)
    return check_scheme(reading.scheme, reading.document, settings)


def order(finding: Finding) -> tuple[int, int, int, str]:
    """Gravest first, then as they stand in the file."""
    start = finding.place.span.start
    return finding.level.rank, start.line, start.column, finding.code


def _about_accepts(
    subject: Subject, accepts: tuple[Accept, ...], found: list[Finding], settings: Settings
) -> list[Finding]:
    """Findings on the comments themselves."""
    codes = by_code()
    faults: list[Finding] = []
    for accept in accepts:
        if accept.code in codes and not settings.wants(codes[accept.code]):
            continue  # a check that was not run says nothing of its comments
        for code in ("ACC001", "ACC002", "ACC003"):
            if settings.wants(codes[code]):
                faults += codes[code].examine_accept(subject, accept, found)
    return faults


def today() -> date:
    """The day on which law is read when none is given."""
    return date.today()

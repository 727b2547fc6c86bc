"""The check's report in plain words: what was found, what a person must judge, what would put it right."""

from dataclasses import dataclass
from datetime import date

from isonomia.check.run import Report, check_text
from isonomia.check.settings import Settings
from isonomia.check.words import citation_words, condition_words, finding_level_words, judgement_words, verdict
from isonomia.scheme.scheme import Scheme


@dataclass(frozen=True)
class FindingInWords:
    """One finding; `judgement` is empty where the text settles the matter."""

    code: str
    level: str
    line: int
    message: str
    condition: str
    judgement: str
    remedy: str
    law: str


@dataclass(frozen=True)
class CheckInWords:
    """The verdict in a sentence, and each finding, gravest first."""

    verdict: str
    findings: tuple[FindingInWords, ...]

    @property
    def to_judge(self) -> int:
        """How many findings a person must judge."""
        return sum(bool(item.judgement) for item in self.findings)


def check_in_words(scheme: Scheme, day: date) -> CheckInWords:
    """The check of a scheme by the law of a day, in the language now spoken."""
    report = check_text(scheme.path, scheme.text, Settings(as_of=day))
    return CheckInWords(verdict(report), tuple(_findings(report)))


def _findings(report: Report) -> list[FindingInWords]:
    return [
        FindingInWords(
            finding.code,
            finding_level_words(report, finding),
            finding.place.span.start.line,
            finding.message,
            condition_words(report, finding),
            judgement_words(finding),
            finding.remedy,
            citation_words(finding),
        )
        for finding in report.findings
    ]

"""The demo's last part: a coercive scheme read under the law of the Union, its rights-first variant, the difference."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from isonomia.check.adapt.adapt import Adapted, adapt
from isonomia.check.finding import Finding
from isonomia.check.level import Level
from isonomia.check.run import Report, check_text
from isonomia.check.settings import Settings
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.check.words import summary, verdict
from isonomia.presets import preset_path

SCHEME = "rongcheng"
# a fixed day, so that the demo is the same on every run; `isonomia check` reads the law of today
SETTINGS = Settings(date(2026, 11, 27), Jurisdiction("eu"))
FORBIDDEN = (Level.PROHIBITED, Level.RIGHTS)


@dataclass(frozen=True)
class Coercion:
    """The scheme as it is and as it could be, each with its report."""

    before: Report
    adapted: Adapted

    @property
    def after(self) -> Report:
        return self.adapted.report

    @property
    def forbidden(self) -> tuple[Finding, ...]:
        """What is, or would be, prohibited, and what breaches a right."""
        return self.before.of_level(*FORBIDDEN)

    @property
    def verdicts(self) -> tuple[tuple[str, str, str], ...]:
        """A row for each of the two: name, verdict, how many findings of each level."""
        return tuple(
            (name, verdict(report), summary(report))
            for name, report in (("as it is", self.before), ("rights first", self.after))
        )

    @property
    def cut(self) -> int:
        """How many links from facts to consequences were cut."""
        return sum(not link.is_kept for link in self.adapted.links)

    @property
    def kept(self) -> tuple[str, ...]:
        """The links that are left."""
        return tuple(f"{link.source} → {link.consequence}" for link in self.adapted.links if link.is_kept)

    @property
    def sizes(self) -> tuple[tuple[str, int, int], ...]:
        """How much of each part is left: name, before, after."""
        before, after = self.before.scheme.file, self.after.scheme.file
        return (
            ("sources", len(before.sources), len(after.sources)),
            ("rules", len(before.rules), len(after.rules)),
            ("bands", len(before.bands), len(after.bands)),
            ("consequences", len(before.consequences), len(after.consequences)),
        )


def read_coercion() -> Coercion:
    """Check the shipped scheme under the law of the Union, and adapt it."""
    text = preset_path(SCHEME).read_text(encoding="utf-8")
    path = Path(f"{SCHEME}.yaml")
    return Coercion(check_text(path, text, SETTINGS), adapt(Path(f"{SCHEME}-adapted.yaml"), text, SETTINGS))

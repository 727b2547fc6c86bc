"""What every dossier says of itself: that it is a draft, what it was read from, and by whom."""

from isonomia import __version__
from isonomia.check.ruleset import CHECKED_BY, NOT_ADVICE, VERSION
from isonomia.check.run import Report
from isonomia.diagnostics.visible import visible
from isonomia.locale import _
from isonomia.report.dossier.model import Dossier, Part


def draft(report: Report, title: str, parts: tuple[Part, ...]) -> Dossier:
    """The parts under a title that says draft, with what a reader must know first."""
    subject = report.subject
    notices = (
        _(
            "This is a draft, written by a program from the scheme file. It is no legal advice and no finished "
            "assessment. It holds what the file says; what the file does not say is marked as an open question, and "
            "only people who know the scheme in practice can answer it."
        ),
        _(NOT_ADVICE),
    )
    return Dossier(
        _("{title} (draft): {scheme}").format(title=title, scheme=report.scheme.title),
        _("From {file}, read for the jurisdiction '{jurisdiction}', with the law as of {day}.").format(
            file=visible(report.scheme.path.name), jurisdiction=subject.jurisdiction.code, day=subject.as_of
        ),
        notices,
        parts,
        _("Draft, no legal advice · isonomia {version} · checks {ruleset}, by {authors}").format(
            version=__version__, ruleset=VERSION, authors=CHECKED_BY
        ),
        subject.as_of,
    )

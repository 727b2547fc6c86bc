"""A dossier as one self-contained page."""

from isonomia.locale import spoken_language, translated
from isonomia.report.dossier.model import Dossier, asked_words, question_words
from isonomia.report.environment import page


def as_html(dossier: Dossier) -> str:
    """The page as one HTML text."""
    return page(
        "dossier.html.j2",
        language=translated(spoken_language()),
        title=dossier.title,
        dossier=dossier,
        asked_words=asked_words,
        question_words=question_words,
        footer=dossier.footer,
    )

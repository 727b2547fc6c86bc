"""The place for figures: what a simulation of the scheme would tell, and a file alone cannot."""

from isonomia.check.subject.subject import Subject
from isonomia.locale import _
from isonomia.report.dossier.model import Part, Table
from isonomia.report.dossier.risks_of_facts import adverse_sources
from isonomia.report.dossier.stated import quoted


def simulation_part(subject: Subject) -> Part:
    """The figures that 'isonomia simulate' would fill, each still empty."""
    empty = _("not simulated yet")
    return Part(
        _("Figures of a simulation"),
        paragraphs=(
            _(
                "No simulation was run for this draft. These are the figures that 'isonomia simulate' would fill; they "
                "say how likely a risk is under stated assumptions, not what will happen to anybody."
            ),
        ),
        tables=(
            Table(
                _("Figures to be filled"),
                (_("Figure"), _("What it bears on"), _("Value")),
                tuple((figure, bears_on, empty) for figure, bears_on in _figures(subject)),
            ),
        ),
    )


def _figures(subject: Subject) -> list[tuple[str, str]]:
    figures = []
    bands = [band.title for band in sorted(subject.scheme.bands, key=lambda band: band.goodness)]
    if bands:
        figures.append(
            (_("Share of people in {bands} after one, two and five years").format(bands=quoted(bands)), _("all risks"))
        )
    if subject.unfavourable:
        names = quoted(item.name for item in subject.unfavourable)
        figures.append((_("Share of people whom {consequences} reach").format(consequences=names), _("exclusion")))
    if bands and subject.adverse_rules:
        figures.append(
            (_("Share of those in '{band}' who are still there a year later").format(band=bands[0]), _("lock-in"))
        )
        figures.append((_("Time from a loss back to the score before it, by rule"), _("lock-in, proportion")))
    if wrong := adverse_sources(subject):
        figures.append(
            (
                _("People who fall a band if one record in a hundred of {sources} is wrong").format(
                    sources=quoted(wrong)
                ),
                _("wrong facts"),
            )
        )
    figures.append((_("Difference between groups with the same conduct, by group"), _("discrimination")))
    return figures

"""The page of a simulation: one HTML file, no script, nothing from the network, the same bytes on every run."""

from collections.abc import Iterator

from isonomia import __version__
from isonomia.experiment.kept import Asked
from isonomia.experiment.paired import Findings
from isonomia.locale import _, ngettext, spoken_language, translated
from isonomia.report.environment import page
from isonomia.report.measure_words import direction_words
from isonomia.report.simulation.conduct import conduct_figure, lawful_figure
from isonomia.report.simulation.drawing import drawn
from isonomia.report.simulation.figure import Figure
from isonomia.report.simulation.foot import assumed_table, assumed_words, facts, method
from isonomia.report.simulation.lives import cost_figure, lives_figure
from isonomia.report.simulation.measures import measured
from isonomia.report.simulation.standing import bands_figure, moves_figure
from isonomia.report.simulation.subject import Subject, typeset
from isonomia.report.simulation.traps import trap_figure
from isonomia.report.simulation.treatment import equal_conduct_figure, error_figure
from isonomia.report.simulation_findings import key_findings


def figures(subject: Subject) -> Iterator[Figure]:
    """All questions, in the order in which a reader asks them."""
    for make in (
        conduct_figure,
        lawful_figure,
        bands_figure,
        moves_figure,
        trap_figure,
        error_figure,
        equal_conduct_figure,
        lives_figure,
        cost_figure,
    ):
        yield make(subject)


def simulation_page(findings: Findings, asked: Asked) -> str:
    """The page as one HTML text."""
    subject = Subject(findings, asked)
    people = ngettext("{count} synthetic person", "{count} synthetic people", asked.people)
    return page(
        "simulation.html.j2",
        language=translated(spoken_language()),
        title=_("Simulation: {scheme}").format(scheme=asked.scheme.title),
        subtitle=_("{people} in '{society}', {weeks}, against the same people under {baseline}").format(
            people=people.replace(str(asked.people), f"{asked.people:,}"),
            society=asked.society.file.title,
            weeks=ngettext("{count} week", "{count} weeks", asked.weeks),
            baseline=subject.names[1],
        ),
        findings=key_findings(findings),
        assumed_words=assumed_words(subject),
        figures=list(figures(subject)),
        measures=list(measured(subject)),
        method=list(method(subject)),
        facts=facts(subject),
        assumed=assumed_table(subject),
        drawn=drawn,
        typeset=typeset,
        direction_words=direction_words,
        footer=f"isonomia {__version__}",
    )

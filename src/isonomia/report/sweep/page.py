"""A sweep as one self-contained page: no script, nothing from the network, a table beneath each figure."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from isonomia import __version__
from isonomia.locale import _, ngettext, spoken_language
from isonomia.measures.measure import Measure
from isonomia.measures.registry import MEASURES
from isonomia.report.environment import page
from isonomia.report.measure_words import direction_words
from isonomia.report.sweep import words
from isonomia.report.sweep.figures import driver_bars, sign_strips
from isonomia.simulate.compiled import kernel_digest
from isonomia.sweep.result import Finding, Sweep
from isonomia.sweep.signs import Verdict

LEADING_SHOWN = 20


@dataclass(frozen=True)
class Section:
    """One measure on the page: its strips, its findings, and those of them that something drives."""

    measure: Measure
    findings: tuple[Finding, ...]
    strips: Markup
    driven: tuple[tuple[Finding, Markup], ...]


def sweep_page(sweep: Sweep) -> str:
    """The page as one HTML text."""
    title, run, design = words.head(sweep)
    asked = sweep.plan.asked
    return page(
        "sweep.html.j2",
        language=spoken_language(),
        title=title,
        run=run,
        design=design,
        counts=words.counts(sweep),
        rests_on=words.rests_on(sweep),
        cautions=words.cautions(sweep),
        sections=list(_sections(sweep)),
        leading=sweep.leading[:LEADING_SHOWN],
        varied=sweep.plan.varied,
        varied_title=ngettext(
            "The {count} number that was varied", "The {count} numbers that were varied", len(sweep.plan.varied)
        ),
        stayed=words.stayed(sweep.plan),
        heads=words.driver_heads(sweep),
        words=words,
        sweep=sweep,
        Verdict=Verdict,
        direction_words=direction_words,
        footer=_("isonomia {version} · kernel {kernel} · seed {seed}").format(
            version=__version__, kernel=kernel_digest(), seed=asked.seed
        ),
    )


def _sections(sweep: Sweep) -> Iterator[Section]:
    for measure in MEASURES:
        own = tuple(item for item in sweep.findings if item.subject.measure.name == measure.name)
        driven = [item for item in own if item.driven and item.signs.verdict is not Verdict.NONE]
        if own:
            figures = tuple((item, driver_bars(sweep, item)) for item in driven)
            yield Section(measure, own, sign_strips(sweep, own), figures)

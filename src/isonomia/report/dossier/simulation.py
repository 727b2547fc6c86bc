"""The place for figures: what a simulation of the scheme tells, and a file alone cannot."""

from collections.abc import Iterator
from dataclasses import dataclass

from isonomia.check.simulation_results import Estimate, SimulationResults
from isonomia.check.subject.subject import Subject
from isonomia.locale import _, ngettext
from isonomia.report.dossier.model import Part, Table
from isonomia.report.dossier.risks_of_facts import adverse_sources
from isonomia.report.dossier.stated import quoted
from isonomia.scheme.scheme import CompiledBand

WEEKS_A_YEAR = 52
YEARS = (1, 2, 5)


@dataclass(frozen=True)
class Figure:
    """What is asked, the risk that it bears on, and what the results say; empty where they say nothing."""

    title: str
    bears_on: str
    value: str = ""


def simulation_part(subject: Subject) -> Part:
    """The figures that `isonomia simulate` gives, each empty where no results were given or they hold none."""
    results = subject.results
    empty = _("not simulated yet") if results is None else _("the results do not tell")
    return Part(
        _("Figures of a simulation"),
        paragraphs=_paragraphs(subject, results),
        tables=(
            Table(
                _("Figures to be filled") if results is None else _("Figures"),
                (_("Figure"), _("What it bears on"), _("Value")),
                tuple((figure.title, figure.bears_on, figure.value or empty) for figure in _figures(subject)),
            ),
        ),
        questions=(
            (
                _("which of the society's assumptions fit the people of this scheme, and which do not?"),
                _("what do the figures say about each risk above, and which measure do they call for?"),
            )
            if results is not None
            else ()
        ),
    )


def _paragraphs(subject: Subject, results: SimulationResults | None) -> tuple[str, ...]:
    if results is None:
        return (
            _(
                "No simulation was given for this draft. These are the figures that 'isonomia simulate' would fill; "
                "they say how likely a risk is under stated assumptions, not what will happen to anybody. With "
                "'--tables DIR' it writes them, and with '--results DIR' this draft takes them in."
            ),
        )
    run = _(
        "The scheme was run on the synthetic society '{society}': {people:,} people, {weeks} weeks, {replicates}. The "
        "figures say what follows from the society's numbers, of which many are assumptions, not what will happen to "
        "anybody."
    ).format(
        society=results.society,
        people=results.people,
        weeks=results.weeks,
        replicates=ngettext("{count} replicate", "{count} replicates", results.replicates),
    )
    if results.is_of(subject.scheme):
        return (run,)
    return (
        run,
        _("The scheme file has changed since it was simulated; the figures are of the file as it was. Run it again."),
    )


def _figures(subject: Subject) -> Iterator[Figure]:
    results = subject.results
    bands = sorted(subject.scheme.bands, key=lambda band: band.goodness)
    if bands:
        title = _("Share of people in {bands} after one, two and five years").format(
            bands=quoted(band.title for band in bands)
        )
        yield Figure(title, _("all risks"), _in_bands(results, bands))
    if subject.unfavourable:
        names = quoted(item.name for item in subject.unfavourable)
        title = _("Share of people whom {consequences} reach").format(consequences=names)
        yield Figure(title, _("exclusion"), _reached(results))
    if bands and subject.adverse_rules:
        title = _("Share of those in '{band}' who are still there a year later").format(band=bands[0].title)
        yield Figure(title, _("lock-in"), _still_there(results))
        yield Figure(_("Time from a loss back to the score before it, by rule"), _("lock-in, proportion"))
    if wrong := adverse_sources(subject):
        title = _("People whom wrong records of {sources} bring under a consequence").format(sources=quoted(wrong))
        yield Figure(title, _("wrong facts"), _by_error(results))
    yield Figure(
        _("Difference between groups with the same conduct, by group"), _("discrimination"), _by_group(results)
    )


def _in_bands(results: SimulationResults | None, bands: list[CompiledBand]) -> str:
    if results is None or not results.bands:
        return ""
    told = []
    for years in YEARS:
        people = results.bands.get(years * WEEKS_A_YEAR - 1)
        whole = sum(people.values()) if people is not None else 0
        if people is None or not whole:
            continue
        shares = ", ".join(f"'{band.title}' {_share(people.get(band.name, 0) / whole)}" for band in bands)
        told.append(ngettext("after {count} year", "after {count} years", years) + f": {shares}")
    if len(told) < len(YEARS):
        told.append(_("the run ended after {weeks} weeks").format(weeks=results.weeks))
    return "\n".join(told)


def _reached(results: SimulationResults | None) -> str:
    found = results.value("harm_by_error", "under restriction") if results is not None else None
    return _("on average over the run {share}").format(share=_estimated(found, 1000)) if found is not None else ""


def _still_there(results: SimulationResults | None) -> str:
    """From the chance to leave in a week, as if it were the same in every week."""
    if results is None:
        return ""
    leaves = results.value("traps", "chance to leave in a week")
    if leaves is None:
        inside = results.value("traps", "in the lowest band")
        return _("nobody was in it") if inside is not None and not inside.mean else ""
    stays = (1 - leaves.mean) ** WEEKS_A_YEAR
    return _("{share}, if the chance to leave in a week ({chance}) stays the same").format(
        share=_share(stays), chance=_estimated(leaves)
    )


def _by_error(results: SimulationResults | None) -> str:
    if results is None:
        return ""
    wrong = results.value("harm_by_error", "under restriction by error")
    share = results.value("harm_by_error", "share of restriction that is error")
    if wrong is None:
        return ""
    told = _("on average over the run {share} only because a record was wrong").format(share=_estimated(wrong, 1000))
    if share is not None:
        told += "; " + _("that is {share} of all who are under a consequence").format(share=_estimated(share))
    return told


def _by_group(results: SimulationResults | None) -> str:
    """Who is in a band with adverse consequences, group by group, among those of the same conduct."""
    if results is None:
        return ""
    told = []
    for item, sentence in (
        ("without harm, adverse band", _("in a band with adverse consequences, of those who did no harm: {groups}")),
        ("with harm, adverse band", _("of those who did harm: {groups}")),
    ):
        groups = results.by_group("equal_conduct", item)
        if groups:
            listed = ", ".join(f"{group} {_estimated(value)}" for group, value in groups.items())
            told.append(sentence.format(groups=listed))
    ratio = results.value("equal_conduct", "selection ratio")
    if ratio is not None:
        told.append(
            _("whatever they did: one group is in such a band {ratio:.2f} times as often as another").format(
                ratio=ratio.mean
            )
        )
    return "\n".join(told)


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"


def _estimated(value: Estimate, whole: int = 1) -> str:
    """A share of a whole with its interval, which cannot be negative."""
    mean = _share(value.mean / whole)
    if value.low is None or value.high is None:
        return mean
    return _("{share} ({low} to {high})").format(
        share=mean, low=_share(max(0.0, value.low) / whole), high=_share(value.high / whole)
    )

"""From the words of `isonomia check` and its kin to settings, reports and texts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from isonomia.check.baseline import against, fingerprints_in
from isonomia.check.formats.interface import Persona
from isonomia.check.level import Level
from isonomia.check.registry import FAMILIES
from isonomia.check.run import Report, check_scheme, today
from isonomia.check.settings import Settings, unknown_names
from isonomia.check.subject.jurisdiction import Jurisdiction
from isonomia.cli.failure import unknown_choice
from isonomia.cli.inputs import scheme_path
from isonomia.cli.progress import working
from isonomia.diagnostics.diagnostic import Diagnostic
from isonomia.errors import SchemeError, UsageError
from isonomia.locale import _
from isonomia.scheme.checks.header import jurisdiction_fault
from isonomia.scheme.load import Reading, read_scheme


def paths_of(arguments: Sequence[str]) -> list[Path]:
    """The files that the arguments name; one given twice is read once."""
    return list(dict.fromkeys(scheme_path(argument) for argument in arguments))


def refuse_shipped(argument: str, path: Path) -> None:
    """UsageError for a shipped scheme, which is nobody's to change in place."""
    if str(path) != argument:
        raise UsageError(
            _("'{name}' comes with isonomia and is not changed in place").format(name=argument),
            remedy=_("copy it first: cp {path} .").format(path=path),
        )


def settings(as_of: str | None, jurisdiction: str | None, select: Sequence[str], ignore: Sequence[str]) -> Settings:
    """The settings of a run; UsageError for a word that means nothing."""
    names = {"--select": _split(select), "--ignore": _split(ignore)}
    if select and not names["--select"]:
        raise UsageError(
            _("--select names no check"),
            remedy=_("name codes, beginnings of codes or families, or leave --select out to make all checks"),
        )
    for option, given in names.items():
        if unknown := unknown_names(given):
            raise UsageError(
                _("{option} is '{name}', which is no code, no beginning of one and no family").format(
                    option=option, name=unknown[0]
                ),
                remedy=unknown_choice(_("families"), unknown[0], FAMILIES),
            )
    return Settings(
        day_named(as_of) if as_of is not None else today(),
        jurisdiction_named(jurisdiction) if jurisdiction is not None else None,
        tuple(names["--select"]),
        tuple(names["--ignore"]),
    )


def with_results(chosen: Settings, places: Sequence[Path]) -> Settings:
    """The settings with the results of simulations; UsageError for a file that holds none."""
    from isonomia.check.simulation_results import read_results

    return replace(chosen, results=tuple(read_results(place) for place in places))


def _refuse_results_of_others(chosen: Settings, readings: Sequence[Reading]) -> None:
    names = [reading.scheme.name for reading in readings if reading.scheme is not None]
    for results in chosen.results:
        if results.scheme not in names:
            raise UsageError(
                _("'{path}' holds results of the scheme '{name}', which is not among those given: {names}").format(
                    path=results.path, name=results.scheme, names=", ".join(names)
                ),
                remedy=_("simulate the scheme given, or name the scheme that was simulated"),
            )


def _split(words: Sequence[str]) -> list[str]:
    """Names given one by one or joined by commas."""
    return [name.strip() for word in words for name in word.split(",") if name.strip()]


def day_named(text: str) -> date:
    """The day of --as-of."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            _("--as-of is '{text}'; expected a date").format(text=text), remedy=_("write it as 2026-08-02")
        ) from None


def jurisdiction_named(code: str) -> Jurisdiction:
    """The jurisdiction of --jurisdiction."""
    if fault := jurisdiction_fault(code):
        expected, remedy = fault
        message = _("--jurisdiction is '{code}'; expected {expected}").format(code=code, expected=expected)
        raise UsageError(message, remedy=remedy)
    return Jurisdiction(code)


def level_named(word: str) -> Level:
    """The level of --fail-on; spaces and hyphens are as good as underscores."""
    try:
        return Level(word.strip().lower().replace(" ", "_").replace("-", "_"))
    except ValueError:
        raise UsageError(
            _("--fail-on is '{word}', which is no level").format(word=word),
            remedy=unknown_choice(_("levels"), word, list(Level)),
        ) from None


def read_all(paths: Sequence[Path]) -> list[Reading]:
    """The schemes; SchemeError lists what is wrong in all of them."""
    readings, faults = [], list[Diagnostic]()
    with working(_("Reading schemes")):
        for path in paths:
            reading = read_scheme(path)
            readings.append(reading)
            faults += reading.errors
    if faults:
        raise SchemeError(faults)
    return readings


def reports(paths: Sequence[Path], chosen: Settings, baseline: Path | None = None) -> list[Report]:
    """A report for each scheme."""
    known = fingerprints_in(baseline) if baseline is not None else None
    made = []
    readings = read_all(paths)
    _refuse_results_of_others(chosen, readings)
    for reading in readings:
        assert reading.scheme is not None
        assert reading.document is not None
        report = check_scheme(reading.scheme, reading.document, chosen)
        made.append(against(report, known) if known is not None else report)
    return made


def written(made: Sequence[Report], form: str, persona: Persona) -> str:
    """The reports in one of the formats."""
    return _writer(form)(made, persona)


def _writer(form: str) -> Callable[[Sequence[Report], Persona], str]:
    """The function of a format; only its own module is imported."""
    match form:
        case "json":
            from isonomia.check.formats.as_json import as_json

            return as_json
        case "sarif":
            from isonomia.check.formats.sarif import sarif

            return sarif
        case "github":
            from isonomia.check.formats.github import github

            return github
        case "lines":
            from isonomia.check.formats.lines import lines

            return lines
        case "html":
            from isonomia.report.check_page import check_page

            return check_page
        case _:
            from isonomia.check.formats.text import text

            return text

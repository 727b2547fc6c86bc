"""What a page rests on: the method, the seeds and digests that make it again, and what was assumed."""

import shlex
from collections.abc import Iterator

from isonomia import __version__
from isonomia.locale import _
from isonomia.report.simulation.figure import Table
from isonomia.report.simulation.subject import Subject
from isonomia.report.simulation_findings import assumptions, unanswered
from isonomia.simulate.compiled import kernel_digest
from isonomia.society.quantities import quantities


def method(subject: Subject) -> Iterator[str]:
    """How the figures came about, in a few sentences."""
    yield _(
        "The people are synthetic: drawn by chance from the society file, which says how they act, what is recorded of "
        "it and what follows. Each week they act, are observed, recorded, scored, and live with the consequences. The "
        "scheme's rules are applied as `isonomia score` applies them."
    )
    yield _(
        "Both runs have the same people with the same luck, so that their difference is the scheme's doing. The "
        "documentation describes the model under 'The model, part by part' (`docs/simulation/odd.md`), and why a run "
        "can be repeated to the byte under 'Why a run is exact' (`docs/simulation/exactness.md`)."
    )
    if remark := unanswered(subject.asked):
        yield remark
    count = subject.findings.replicates
    if count > 1:
        yield _(
            "There are {count} pairs of runs, each with a seed of its own. An interval is the 95 % interval of "
            "Student's t over the pairs: it holds what chance among people does, and not what the assumptions do. "
            "Where a figure cannot be negative, it is cut off at 0."
        ).format(count=count)
    else:
        yield _("There is one pair of runs, and so no interval: `--replicates 10` adds them.")


def facts(subject: Subject) -> list[tuple[str, str]]:
    """What anyone needs to make the same again."""
    import numba

    asked, first = subject.asked, subject.findings.first
    seeds = subject.findings.seeds
    written = (
        ", ".join(map(str, seeds)) if len(seeds) <= 5 else _("{first} to {last}").format(first=seeds[0], last=seeds[-1])
    )
    return [
        (_("scheme"), f"{asked.scheme.name} ({asked.scheme.path.name})"),
        (
            _("baseline"),
            _("no scheme") if asked.baseline is None else f"{asked.baseline.name} ({asked.baseline.path.name})",
        ),
        (_("society"), f"{asked.society.file.society} ({asked.society.path.name})"),
        (_("people"), f"{asked.people:,}"),
        (_("weeks"), _("{weeks}, from {day}").format(weeks=asked.weeks, day=subject.society.begins)),
        (_("pairs of runs"), str(subject.findings.replicates)),
        (_("seeds"), written),
        (_("digest, first run"), first.scheme.digest),
        (_("digest, its baseline"), first.baseline.digest),
        (_("digest of the simulator"), kernel_digest()),
        (_("versions"), f"isonomia {__version__}, numba {numba.__version__}"),
        (_("command"), _command(subject)),
    ]


def _command(subject: Subject) -> str:
    """The call that makes the page again, with the files by their names alone."""
    asked = subject.asked
    words = ["isonomia", "simulate", asked.scheme.path.name, "--society", asked.society.path.name]
    if asked.baseline is not None:
        words += ["--baseline", asked.baseline.path.name]
    words += ["--people", str(asked.people), "--weeks", str(asked.weeks), "--seed", str(asked.seed)]
    words += ["--replicates", str(subject.findings.replicates), "--format", "html"]
    return shlex.join(words)


def assumed_words(subject: Subject) -> str:
    """How much is assumed, in a sentence."""
    assumed, every = assumptions(subject.scheme)
    sentence = _("{count} of the society's {every} numbers are assumptions, which nobody has measured.")
    return (
        sentence.format(count=assumed, every=every)
        + " "
        + _("The findings show what follows from them, not what will happen.")
    )


def assumed_table(subject: Subject) -> Table:
    """Every number of the society with its range and its source; assumptions first."""
    every = sorted(quantities(subject.society), key=lambda pair: not pair[1].is_assumption)
    cells = [[path, item.source, f"{item.value}", f"{item.range[0]} … {item.range[1]}"] for path, item in every]
    header = [_("number"), _("source"), _("value"), _("range")]
    return Table(_("All numbers of the society, assumptions first."), header, cells, names=2)

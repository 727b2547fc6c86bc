"""What the demo prints while it works: short lines of at most 100 columns."""

import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from isonomia.report.demo import words
from isonomia.report.demo.coercion import Coercion
from isonomia.report.demo.findings import Explained, Recomputed
from isonomia.report.demo.simulated import SIMULATIONS, Simulated
from isonomia.score.comparison import Comparison

WIDTH = 100
INDENT = "   "
LABEL_WIDTH = 56
COMMAND: dict[str, Any] = {
    "initial_indent": INDENT,
    "subsequent_indent": f"{INDENT}  ",
    "break_on_hyphens": False,
    "break_long_words": False,
}


def opening() -> str:
    """What this is."""
    return "\n".join(["A real community's events, recomputed from one scheme file", words.SOURCE, ""])


def recomputed_text(found: Recomputed) -> str:
    """Part 1: how many agree."""
    lines = [
        _title(1, "Every standing, recomputed and compared with the published reputation"),
        f"{INDENT}{words.thousands(found.events)} events of {found.fit.people} people; scheme stack-overflow",
        "",
        f"{INDENT}{f'people who agree, of {found.fit.people}':<{LABEL_WIDTH}}"
        f"{'equal':>9}{'within 2':>11}{'within 10':>12}",
        INDENT + "─" * (WIDTH - 2 * len(INDENT)),
    ]
    lines += [
        f"{INDENT}{row.label:<{LABEL_WIDTH}}{row.exact:>9}{row.within_2:>11}{row.within_10:>12}" for row in found.rows
    ]
    sentences = [
        words.fit_words(found),
        words.versions_words(found),
        words.engines_words(found),
        *words.site_words(found),
    ]
    lines += ["", *_wrapped(sentences[:3]), "", *_wrapped([" ".join(sentences[3:])])]
    lines += ["", f"{INDENT}What the data cannot show", *_listed(words.unseen(found))]
    return "\n".join([*lines, ""])


def explained_text(explained: Explained, found: Recomputed) -> str:
    """Part 2: one standing, rule by rule."""
    made = explained.made
    lines = [_title(2, "One standing, explained"), *_wrapped([words.chosen_words(explained)]), ""]
    rows = [("start of every score", "", made.base)]
    rows += [(kind.rule, f"{kind.entries} x", kind.counting) for kind in words.kinds(made)]
    lines += [f"{INDENT}{name:<34}{times:>8}{points:>+12,}" for name, times, points in rows]
    lines.append(INDENT + "─" * 54)
    lines.append(f"{INDENT}{'score':<42}{made.score:>12,}")
    lines.append(f"{INDENT}{'published':<42}{explained.person.published:>12,}")
    if made.band is not None:
        lines += ["", f"{INDENT}Level: {made.band.name} ({made.band.title})"]
    return "\n".join([*lines, *_wrapped([words.capped_words(found.capped)]), ""])


def compared_text(comparison: Comparison) -> str:
    """Part 3: what the change of the rules would do."""
    lines = [_title(3, "The change of November 2019: 10 points for a question voted up instead of 5")]
    lines += _wrapped([words.change_words(comparison)])
    most = sorted(comparison.differences, key=lambda item: (-abs(item.gain), int(item.member)))[:3]
    lines += ["", f"{INDENT}Biggest differences"]
    lines += [
        f"{INDENT}{'member ' + item.member:<16}{item.old_score:>8,} -> {item.new_score:>7,}{item.gain:>+8,}   "
        f"{item.old_band} -> {item.new_band}"
        for item in most
    ]
    return "\n".join([*lines, "", *_wrapped([words.NOTHING_REPRICED]), ""])


def checked_text(coercion: Coercion) -> str:
    """Part 4: a coercive scheme, its rights-first variant, the difference."""
    lines = [_title(4, "A coercive scheme under the law of the Union: Rongcheng, a city of Shandong, 2016 to 2018")]
    for name, sentence, counts in coercion.verdicts:
        lines += _wrapped([f"{name.capitalize()}: {sentence} ({counts})"])
    lines += ["", f"{INDENT}What is left when it puts rights first"]
    lines += [f"{INDENT}{name:<16}{before:>8} -> {after:>3}" for name, before, after in coercion.sizes]
    lines += ["", *_wrapped([words.coercion_words(coercion)])]
    return "\n".join([*lines, ""])


def simulated_text(simulated: Simulated) -> str:
    """Part 5: what both do to the same people."""
    lines = [_title(5, "The same scheme on synthetic people: a county of Shandong, 2015")]
    lines += [*_wrapped([words.simulation_words(simulated)]), ""]
    header = ("", "no scheme", "as it is", "rights first")
    rows = [(line.title, line.none, line.before, line.after) for line in simulated.lines]
    lines += [f"{INDENT}{row[0]:<50}{row[1]:>12}{row[2]:>12}{row[3]:>14}".rstrip() for row in (header, *rows)]
    for variant in simulated.variants:
        lines += ["", f"{INDENT}Rongcheng {variant.name}"]
        lines += _listed([words.certainty_words(finding) for finding in variant.key])
    return "\n".join([*lines, ""])


def compiling() -> str:
    """Why the next part takes long, once."""
    return f"{INDENT}Compiling the simulator for this machine, once: this takes up to a minute\n"


def closing(directory: Path, explained: Explained, day: str) -> str:
    """Where it lies, and what to try next."""
    lines = ["Try next"]
    lines += [
        " \\\n".join(textwrap.wrap(command, WIDTH - 2, **COMMAND))
        for command in words.commands(words.shown_path(directory), explained.person.member, day)
    ]
    lines += ["", *textwrap.wrap(words.attribution(), WIDTH), ""]
    lines += [f"A simulation, with its pictures: {directory / name}" for name in SIMULATIONS]
    lines.append(f"The page: {directory / 'index.html'}")
    return "\n".join(lines)


def _title(number: int, text: str) -> str:
    return f"{number}  {text}\n"


def _wrapped(sentences: Iterable[str]) -> list[str]:
    return [
        line
        for sentence in sentences
        if sentence
        for line in textwrap.wrap(sentence, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
    ]


def _listed(sentences: Iterable[str]) -> list[str]:
    return [
        line
        for sentence in sentences
        for line in textwrap.wrap(sentence, WIDTH, initial_indent=f"{INDENT}- ", subsequent_indent=f"{INDENT}  ")
    ]

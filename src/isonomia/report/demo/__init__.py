"""`isonomia demo`: a real community's real events, recomputed, explained, and put under a changed rule.

reproduce     (another room) the shipped data, read as a ledger, and how agreement is counted
findings     what is computed
words, text  what is said of it, on the page and in the terminal
figures, flow, page  the page
coercion     a coercive scheme under the check, and what is left of it
simulated    the same scheme and what is left of it, on synthetic people
folder       written aside and renamed into place

Pages, figures and texts are English, as the data and its scheme are, and the same bytes on every run.
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from isonomia.locale import speaking

PEOPLE = 3000


def run_demo(
    directory: Path,
    say: Callable[[str], object],
    working: Callable[[str], AbstractContextManager[object]] = nullcontext,
    *,
    people: int = PEOPLE,
) -> Path:
    """Make the demo in a directory and return its page; UsageError if the directory holds something else.

    `people` is how many synthetic people are simulated. `say` is called with each part of the text as soon as it is
    known, `working` around each part of the work.
    """
    from isonomia.check.formats.interface import Persona
    from isonomia.report.check_page import check_page
    from isonomia.report.comparison_page import comparison_page
    from isonomia.report.demo import text, words
    from isonomia.report.demo.coercion import read_coercion
    from isonomia.report.demo.figures import agreement_bars, standalone
    from isonomia.report.demo.findings import compare_rules, explain, recompute
    from isonomia.report.demo.folder import check_free, replacing
    from isonomia.report.demo.page import demo_page, versions
    from isonomia.report.demo.simulated import simulate_both
    from isonomia.report.simulation.page import simulation_page
    from isonomia.report.statement_page import statement_page
    from isonomia.reproduce.community import community_in
    from isonomia.simulate.compiled import is_compiled

    check_free(directory)
    with speaking("en"), replacing(directory) as aside:
        say(text.opening())
        with working("Recomputing every standing, twice"):
            community = community_in(aside / "data")
            found = recompute(community)
        say(text.recomputed_text(found))
        with working("Explaining one standing"):
            explained = explain(community, found)
        say(text.explained_text(explained, found))
        comparison = compare_rules(community, found)
        say(text.compared_text(comparison))
        with working("Reading a coercive scheme as a lawyer would"):
            coercion = read_coercion()
        say(text.checked_text(coercion))
        if not is_compiled():
            say(text.compiling())
        with working("Simulating a county under both"):
            simulated = simulate_both(coercion, people, os.cpu_count() or 1)
        say(text.simulated_text(simulated))
        with working("Writing the pages"):
            day = found.instants.as_of.date().isoformat()
            line = " · ".join([f"as of {day}", *(f"{name} {version}" for name, version in versions().items())])
            shown = words.shown_path(directory)
            pages = {
                "index.html": demo_page(community, found, explained, comparison, coercion, simulated, shown),
                "statement.html": statement_page(explained.accounts, explained.made),
                "comparison.html": comparison_page(comparison, (community.old, community.new), line),
                "check.html": check_page([coercion.before, coercion.after], Persona.REGULAR),
                "rongcheng-adapted.yaml": coercion.adapted.text,
                "agreement.svg": standalone(agreement_bars(found.rows)),
                **{variant.page: simulation_page(variant.findings, variant.asked) for variant in simulated.variants},
            }
            for name, content in pages.items():
                (aside / name).write_text(content, encoding="utf-8", newline="\n")
    say(text.closing(directory, explained, day))
    return directory / "index.html"

"""What the demo says, in sentences; the page and the terminal share them. English, as the data and the scheme are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from isonomia.report.demo.coercion import Coercion
from isonomia.report.demo.findings import CappedDay, Explained, Recomputed
from isonomia.report.demo.simulated import Simulated
from isonomia.report.simulation_findings import Finding
from isonomia.report.simulation_findings import assumptions as assumptions_of
from isonomia.reproduce.agreement import START_WITH_BONUS, remainders
from isonomia.score.comparison import Comparison
from isonomia.score.statement.model import Statement

# The site's own order of steps, computed once apart from this scheme; tests/unit/report/test_demo.py does it again.
SITE_EXACT, SITE_WITHIN_2 = 253, 290
BY_FLOOR, BY_ROOM = 6, 1
SOURCE = "quantumcomputing, a site of Stack Exchange, March to September 2018"


@dataclass(frozen=True, slots=True)
class Kind:
    """The entries of one rule in a statement, added up."""

    rule: str
    entries: int
    raw: int
    cut: int
    counting: int


def thousands(number: int) -> str:
    """A count as people read it: 11,145."""
    return f"{number:,}"


def share(part: int, whole: int) -> str:
    """A part in whole per cent, rounded half up."""
    return f"{(200 * part + whole) // (2 * whole)} %"


def headline(found: Recomputed) -> str:
    """The main figure in one sentence."""
    fit = found.fit
    return f"{fit.exact} of {fit.people} people get exactly the reputation that was published for them."


def fit_words(found: Recomputed) -> str:
    """What was fitted, so that nobody takes the figure for more than it is."""
    with_bonus = sum(person.start == START_WITH_BONUS for person in found.people)
    return (
        f"Whether a person began at 1 or, with the bonus of a sister site, at 101 is not in the data. It is fitted: "
        f"the start nearer to the published figure, one bit per person. {with_bonus} begin at 101, "
        f"{len(found.people) - with_bonus} at 1."
    )


def versions_words(found: Recomputed) -> str:
    """That the data tells the versions of the rules apart."""
    return (
        f"With 10 points for a question voted up, the rule since November 2019, {found.rows[3].exact} agree instead of "
        f"{found.fit.exact}, with the start fitted anew: the data tells the versions of the rules apart."
    )


def engines_words(found: Recomputed) -> str:
    """That two independent computations give the same."""
    return (
        f"DuckDB and the reference scorer give the same score and level to {found.same} of {len(found.people)} people."
    )


def unseen(found: Recomputed) -> list[str]:
    """What the data cannot show, with how many people it may concern."""
    counts = remainders(found.people)
    return [
        f"Suggested edits that were approved (+2 each). {counts[2]} people are published exactly 2 higher than "
        "recomputed, which fits; it is not proved.",
        f"Downvotes that someone cast on answers (-1 each). {counts[-1]} people are published exactly 1 lower, which "
        "fits too.",
        "Posts deleted since, with the votes on them, and votes that the site took back.",
        f"The amount of {found.without_amount} bounties that were won; they count 0 here.",
        "The hour of a vote: only its day is known.",
    ]


def site_words(found: Recomputed) -> list[str]:
    """Why the site's own arithmetic agrees for a few people more."""
    more = SITE_EXACT - found.fit.exact
    return [
        f"The site itself works a little differently, and done its way {SITE_EXACT} agree exactly and {SITE_WITHIN_2} "
        f"within 2: {more} people more.",
        f"It applies its floor of 1 after every single vote, so what is lost below 1 is forgotten ({BY_FLOOR} people). "
        "Here the floor applies to the sum, and the statement shows both numbers.",
        f"It lets a downvote give room back under the limit of 200 a day ({BY_ROOM} person). Here gains and losses are "
        "capped apart, so that every line of a statement can be checked by itself.",
    ]


def capped_words(capped: Sequence[CappedDay]) -> str:
    """Where the daily limit bit."""
    if not capped:
        return "Nobody reached the limit of 200 points a day from upvotes."
    days = " and ".join(f"{item.day} ({item.cut} points cut)" for item in capped)
    people = sorted({item.member for item in capped}, key=int)
    return f"The limit of 200 points a day from upvotes took points from member {', '.join(people)}: on {days}."


def chosen_words(explained: Explained) -> str:
    """Who is explained, and why this one."""
    return (
        f"Member {explained.person.member}, chosen by rule: of those who agree exactly and have an accepted answer and "
        "a downvote, the one with most kinds of entries, then with fewest entries."
    )


def kinds(made: Statement) -> list[Kind]:
    """The lines of a statement, added up by rule, in the order in which the rules first appear."""
    order = list(dict.fromkeys(line.rule for line in made.lines))
    return [
        Kind(
            rule.replace("_", " "),
            len(own := [line for line in made.lines if line.rule == rule]),
            sum(line.raw for line in own),
            sum(line.cut for line in own),
            sum(line.counting for line in own),
        )
        for rule in order
    ]


def change_words(comparison: Comparison) -> str:
    """What the change of the rules would do, in a sentence."""
    total = comparison.total
    return (
        f"{total.gains} of {total.members} people would gain, {total.loses} lose, and {total.unchanged} keep their "
        f"score. {total.rises} would rise a privilege level or more, {total.falls} fall."
    )


NOTHING_REPRICED = "Nothing is repriced by this comparison: it only shows what the change would do."


def attribution() -> str:
    """Whose work the data is."""
    return (
        "Data: Stack Exchange and its contributors, Stack Exchange data dump of September 2018, CC BY-SA 3.0. Names, "
        "profiles and texts were dropped; what remains are numbers of votes, people and posts, days, and kinds of "
        "events."
    )


def assumptions() -> list[str]:
    """What is assumed beyond the data."""
    return [
        "The start of each person (1 or 101) is fitted from the answer.",
        "The privilege levels are those of a site with its final design; this one was young, and its own may have "
        "asked for less.",
        "The figures of the rules are from memory and secondary sources, borne out by the data; each carries its "
        "provenance in the scheme file.",
        "Comparing the rules assumes that people would have voted the same.",
    ]


def commands(directory: str, member: str, day: str) -> list[str]:
    """What to run next."""
    ledger = f"{directory}/data/connect.yaml {directory}/data/bonus.csv"
    return [
        f"isonomia score stack-overflow {ledger} --as-of {day}",
        f"isonomia explain stack-overflow {ledger} --member {member} --as-of {day}",
        f"isonomia compare stack-overflow stack-overflow-2019 {ledger} --as-of {day}",
        "isonomia check rongcheng --jurisdiction eu",
        "isonomia adapt rongcheng --jurisdiction eu -o adapted.yaml",
        "isonomia simulate rongcheng --society chinese-county-2015 -o rongcheng.html",
    ]


def levels(comparison: Comparison) -> Mapping[str, tuple[int, int]]:
    """How many people have each level before and after, best level first, empty ones left out."""
    before = dict.fromkeys(comparison.old_bands, 0)
    after = dict.fromkeys(comparison.new_bands, 0)
    for (old, new), count in comparison.moves.items():
        before[old] += count
        after[new] += count
    both = {name: (before[name], after.get(name, 0)) for name in reversed(comparison.old_bands)}
    return {name: pair for name, pair in both.items() if any(pair)}


def shown_path(directory: Path) -> str:
    """A directory as a person would type it."""
    return directory.as_posix()


def coercion_words(coercion: Coercion) -> str:
    """What the variant keeps, in a sentence or two."""
    links = len(coercion.adapted.links)
    return (
        f"Of {links} links from a fact to a consequence {coercion.cut} are cut; what is left: "
        f"{', '.join(coercion.kept)}. "
        "People would join by choice, see each point, contest it before an independent board, and lose nothing that "
        "they had. Whether rewards from another area of life are in order is for a human to judge."
    )


def simulation_words(simulated: Simulated) -> str:
    """What was run, in a sentence or two."""
    asked, seeds = simulated.before.asked, simulated.before.findings.seeds
    assumed, every = assumptions_of(simulated.before.findings.first.scheme)
    return (
        f"The same {thousands(asked.people)} synthetic people, with the same luck, for {asked.weeks} weeks: under "
        f"Rongcheng, under its rights-first variant, and under no scheme; {len(seeds)} times, with seeds {seeds[0]} to "
        f"{seeds[-1]}. {assumed} of the {every} numbers that describe the county are assumptions, which nobody has "
        "measured: this shows what follows from them, not what will happen."
    )


def certainty_words(finding: Finding) -> str:
    """A finding with its certainty."""
    return finding.sentence + (f" ({finding.certainty})" if finding.certainty else "")

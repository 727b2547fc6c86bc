"""What the demo finds out: standings on two engines, the agreement, one statement, one comparison."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

from isonomia.ledger.ledger import Ledger
from isonomia.ledger.store import LedgerStore
from isonomia.reproduce.agreement import (
    START,
    START_WITH_BONUS,
    Agreement,
    Person,
    agreement,
    beside,
    fitted,
)
from isonomia.reproduce.community import Community
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, accounts
from isonomia.score.comparison import Comparison, Standing, compare
from isonomia.score.engines.duckdb import DuckDBEngine
from isonomia.score.history import histories
from isonomia.score.next_change import next_change
from isonomia.score.over_time import AccountsOverTime
from isonomia.score.statement.build import statement
from isonomia.score.statement.model import Instants, Statement

POOLED = ("question_upvoted", "answer_upvoted")  # under the limit of 200 a day
WANTED = ("answer_accepted", "post_downvoted")


@dataclass(frozen=True, slots=True)
class CappedDay:
    """A day on which the limit took points from a member."""

    member: str
    day: date
    kept: int
    cut: int


@dataclass(frozen=True)
class Recomputed:
    """The standings under both versions of the rules. `same` counts those on which both engines agree."""

    people: tuple[Person, ...]
    rows: tuple[Agreement, ...]
    ledger: Ledger
    instants: Instants
    events: int
    accounts: Mapping[str, Account]
    old_standings: tuple[Standing, ...]
    new_standings: tuple[Standing, ...]
    same: int
    digest: str

    @property
    def fit(self) -> Agreement:
        """The agreement under the rules of the time with the start fitted: the demo's main figure."""
        return self.rows[1]

    @property
    def without_amount(self) -> int:
        """How many bounties were won whose amount is not in the data."""
        events = (event.data for event in self.ledger.events.values() if event.source == "reputation")
        return sum(data["event"] == "bounty_won" and data["amount"] is None for data in events)

    @property
    def capped(self) -> tuple[CappedDay, ...]:
        """The days on which the limit of 200 took points."""
        return tuple(
            CappedDay(member, day, sum(entry.left for entry in own if entry.rule.name in POOLED), cut)
            for member, account in self.accounts.items()
            for day in sorted({entry.date for entry in account.entries if entry.cut})
            if (own := [entry for entry in account.entries if entry.date == day])
            and (cut := sum(entry.cut for entry in own))
        )


@dataclass(frozen=True)
class Explained:
    """One member's statement, and what it was made from."""

    person: Person
    accounts: AccountsOverTime
    made: Statement


def recompute(community: Community) -> Recomputed:
    """Score everyone from the scheme file, fit the start, and score again with it, on both engines."""
    bare = community.ledger()
    as_of = community.end(bare)
    members = sorted({event.member for event in bare.events.values()})
    community.give_bonus(members)
    everyone = community.with_bonus(bare)
    rows = []
    fits = []
    for scheme, rules in ((community.old, "rules of the time"), (community.new, "rules of November 2019")):
        plain = beside(_scores(scheme, bare, as_of), community.published, START)
        bonus = beside(_scores(scheme, everyone, as_of), community.published, START_WITH_BONUS)
        fits.append(fitted(plain, bonus))
        rows.append(agreement(f"{rules}, everyone starts at {START}", plain))
        rows.append(agreement(f"{rules}, start fitted per person", fits[-1]))
    people = fits[0]
    community.give_bonus(person.member for person in people if person.start == START_WITH_BONUS)
    ledger = community.with_bonus(bare)
    old, new = (_standings(scheme, ledger, as_of) for scheme in (community.old, community.new))
    found = accounts(community.old, ledger, as_of, as_of)
    same = sum(
        (row["score"], row["band"], row["next_fade"]) == (own.score, own.band_name, own.next_fade)
        for row, own in zip(old.to_pylist(), found.values(), strict=True)
    )
    return Recomputed(
        tuple(people),
        tuple(rows),
        ledger,
        Instants(as_of, as_of),
        len(bare.events),
        found,
        _plain(old),
        _plain(new),
        same,
        hashlib.sha256((community.folder / "events.csv").read_bytes()).hexdigest(),
    )


def _standings(scheme: Scheme, ledger: Ledger, as_of: datetime) -> pa.Table:
    return DuckDBEngine().standings(scheme, LedgerStore.from_ledger(scheme, ledger), as_of, as_of)


def _scores(scheme: Scheme, ledger: Ledger, as_of: datetime) -> dict[str, int]:
    return {row["member"]: row["score"] for row in _standings(scheme, ledger, as_of).to_pylist()}


def _plain(table: pa.Table) -> tuple[Standing, ...]:
    return tuple(Standing(row["member"], row["score"], row["band"]) for row in table.to_pylist())


def explain(community: Community, recomputed: Recomputed) -> Explained:
    """The statement of one member, chosen by rule and not by taste.

    Of those whose score equals the published one and who have an accepted answer and a downvote: the one with most
    kinds of entries, then with fewest entries, then the lowest number.
    """

    def rank(person: Person) -> tuple[int, int, int]:
        kinds = _kinds(recomputed.accounts[person.member])
        return -len(kinds), sum(kinds.values()), int(person.member)

    exact = [person for person in recomputed.people if person.remainder == 0]
    wanted = [person for person in exact if set(WANTED) <= set(_kinds(recomputed.accounts[person.member]))]
    person = min(wanted, key=rank)
    instants = recomputed.instants
    history = histories(recomputed.ledger, instants.known_at, [person.member])[person.member]
    accounts = AccountsOverTime(community.old, history)
    change = next_change(accounts, instants.as_of)
    made = statement(community.old, recomputed.accounts[person.member], "en", instants, change)
    return Explained(person, accounts, made)


def _kinds(account: Account) -> Counter[str]:
    return Counter(entry.rule.name for entry in account.entries)


def compare_rules(community: Community, recomputed: Recomputed) -> Comparison:
    """The change of November 2019 on the same people, each with the start that was fitted under the old rules."""
    return compare((community.old, community.new), recomputed.old_standings, recomputed.new_standings)

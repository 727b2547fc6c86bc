"""One member's accounts at several instants, each computed once.

A page shows a member's standing now, as it was, and when it next changes by itself: each asks for accounts, and many
of these are the same. An account depends on `as_of` by its local date and by what has happened until then alone.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime

from isonomia.periods import local_date
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, account
from isonomia.score.history import History
from isonomia.score.steps.total import changes_of


class AccountsOverTime:
    """The accounts of one history under one scheme."""

    def __init__(self, scheme: Scheme, history: History) -> None:
        self.scheme = scheme
        self.history = history
        self._happened = sorted(
            [
                *[fact.event.occurred_at for fact in history.facts],
                *[instant for _name, instant, _day in history.measures],
                *[item.event.occurred_at for item in history.gone],
            ]
        )
        self._known: dict[tuple[date, int], Account] = {}
        self._changes: dict[int, Mapping[date, int]] = {}  # by the account's id: those above live as long

    def at(self, as_of: datetime) -> Account:
        """The account at `as_of`, as `isonomia.score.account.account` gives it."""
        key = local_date(as_of, self.scheme.zone), bisect_right(self._happened, as_of)
        if key not in self._known:
            self._known[key] = account(self.scheme, self.history, as_of)
        return self._known[key]

    def changes(self, of: Account) -> Mapping[date, int]:
        """By how much the sum of what counts changes on each day, in one of these accounts."""
        if id(of) not in self._changes:
            self._changes[id(of)] = changes_of(self.scheme, of.entries)
        return self._changes[id(of)]

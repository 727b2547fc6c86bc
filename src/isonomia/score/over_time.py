"""One member's accounts at several instants, each computed once.

A page shows a member's standing now, as it was, and when it next changes by itself: each asks for accounts, and many
of these are the same. An account depends on `as_of` by its local date and by what has happened until then alone.
"""

from bisect import bisect_right
from datetime import date, datetime

from isonomia.periods import local_date
from isonomia.scheme.scheme import Scheme
from isonomia.score.account import Account, account
from isonomia.score.history import History


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

    def at(self, as_of: datetime) -> Account:
        """The account at `as_of`, as `isonomia.score.account.account` gives it."""
        key = local_date(as_of, self.scheme.zone), bisect_right(self._happened, as_of)
        if key not in self._known:
            self._known[key] = account(self.scheme, self.history, as_of)
        return self._known[key]

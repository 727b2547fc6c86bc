"""What an expression may name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isonomia.expression.tree import Type

RESERVED_NAMES = frozenset(
    """abs all and any as asc between boolean by case cast coalesce count cross current_date current_time
    current_timestamp date day decimal desc distinct div else end escape except exists extract false filter from full
    greatest group having ilike in inner integer intersect interval is isnull join lateral least left like limit max
    member min mod month not notnull nth null offset on or order outer over partition quarter right round select
    similar some sum table text then timestamp true union unique unknown using values week weekday when where window
    with year""".split()
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The names an expression may use; all empty for a constant.

    `fields` of an event rule's source; `nth` where the rule has that key; `matches` and `sources` are the rules
    and the sources (with their fields) that a period rule may COUNT, SUM, MIN or MAX.
    """

    fields: Mapping[str, Type] = field(default_factory=dict)
    has_date: bool = False
    has_nth: bool = False
    nth_remedy: str = "add `nth: {within: 12 months}` to the rule"
    is_period: bool = False
    matches: frozenset[str] = frozenset()
    sources: Mapping[str, Mapping[str, Type]] = field(default_factory=dict)
    # names whose own definition is faulty: naming them is no further fault
    faulty: frozenset[str] = frozenset()

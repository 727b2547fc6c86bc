"""What the entries so far mean for those to come: what caps have let through, and which matches `nth` still counts."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Given:
    """What a cap has let through in each calendar period, by its first day: points above 0, and below."""

    gains: dict[date, int] = field(default_factory=dict)
    losses: dict[date, int] = field(default_factory=dict)


@dataclass(slots=True)
class SoFar:
    """`of_rules` and `of_pools`: by name. `windows`: when the windows of a rule's matches end, in the total order."""

    of_rules: dict[str, Given] = field(default_factory=dict)
    of_pools: dict[str, Given] = field(default_factory=dict)
    windows: dict[str, list[date]] = field(default_factory=dict)

"""What all parts of the query share: the scheme, the instants as constants, the dialect, the CTEs so far."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from isonomia.expression.dialects.base import Dialect
from isonomia.expression.tree import aggregates_in, names_in
from isonomia.ledger.tables import EVERYTHING, LedgerShape
from isonomia.periods import local_date
from isonomia.scheme.scheme import CompiledRule, Scheme

# Points of entries up to here are summed in 64 bits: a thousand million entries of them still fit.
NARROW_POINTS = 10**9


@dataclass
class Builder:
    """Collects CTEs in order; everything that depends on time is a constant computed in Python."""

    scheme: Scheme
    as_of: datetime
    known_at: datetime
    dialect: Dialect
    shape: LedgerShape = EVERYTHING
    members: Collection[str] | None = None
    ctes: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.as_of = self.as_of.astimezone(UTC)
        self.known_at = self.known_at.astimezone(UTC)

    def add(self, name: str, sql: str) -> str:
        """Add a CTE and return its name."""
        self.ctes.append((name, sql))
        return name

    @property
    def today(self) -> date:
        return local_date(self.as_of, self.scheme.zone)

    @property
    def known(self) -> str:
        """The condition of all records: recorded by known_at."""
        return f"recorded_at <= {self.dialect.instant(self.known_at)}"

    @property
    def is_wide(self) -> bool:
        """Whether any rule can give points that are too large for sums in 64 bits, even after its cap."""
        return any(kept_points(rule) > NARROW_POINTS for rule in self.scheme.rules)

    def points(self, sql: str) -> str:
        """Cast points to the width that all entries of this scheme have once they are capped."""
        return self._as(sql, is_wide=self.is_wide)

    def raw_points(self, sql: str, rule: CompiledRule) -> str:
        """Cast points to the width that a rule's entries have before its cap."""
        return self._as(sql, is_wide=self.is_wide or largest_points(rule) > NARROW_POINTS)

    def _as(self, sql: str, *, is_wide: bool) -> str:
        return self.dialect.wide(sql) if is_wide else self.dialect.narrow(sql)

    @property
    def suspends(self) -> bool:
        """Whether open disputes can matter to the query at all."""
        return self.scheme.appeal_suspends and self.shape.disputes

    @property
    def has_ceilings(self) -> bool:
        return any(rule.ceiling is not None for rule in self.scheme.rules) and bool(self.scheme.bands)

    def fields_read(self, source: str) -> list[str]:
        """The fields of a source that any rule reads; the others stay on disk."""
        used: set[str] = set()
        for rule in self.scheme.rules:
            ceiling_when = rule.ceiling.when if rule.ceiling else None
            for node in (rule.when, rule.points, ceiling_when):
                if rule.source == source:
                    used |= names_in(node)
                used |= {item.field for item in aggregates_in(node) if item.target == source and item.field}
        return [name for name in self.scheme.fields[source] if name in used]

    def sources_read(self) -> list[str]:
        """All sources: also one that no rule reads names its members."""
        return list(self.scheme.fields)

    def union(self, parts: list[str]) -> str:
        return "\nUNION ALL\n".join(parts)


def largest_points(rule: CompiledRule) -> int:
    """The most points, in magnitude, that one entry of a rule can have after rounding."""
    return int(rule.points_given.magnitude) + 1


def kept_points(rule: CompiledRule) -> int:
    """The most points that are left of an entry after the rule's own cap."""
    return min(largest_points(rule), rule.cap.points) if rule.cap is not None else largest_points(rule)

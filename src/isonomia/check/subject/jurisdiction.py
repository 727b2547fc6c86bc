"""Whose law applies."""

from dataclasses import dataclass
from functools import cached_property

from isonomia.check.level import Law

MEMBER_STATES = frozenset("at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se".split())
EEA_STATES = frozenset({"is", "li", "no"})
PARTS = {"us-co": Law.COLORADO, "us-il": Law.ILLINOIS, "us-ny": Law.NEW_YORK}


@dataclass(frozen=True)
class Jurisdiction:
    """A jurisdiction as the scheme file names it, such as `eu`, `at`, `uk` or `us-co`."""

    code: str

    @cached_property
    def country(self) -> str:
        country = self.code.split("-")[0]
        return "uk" if country == "gb" else country

    @property
    def is_union(self) -> bool:
        return self.code == "eu" or self.country in MEMBER_STATES

    @property
    def is_eea(self) -> bool:
        """A state of the European Economic Area outside the Union."""
        return self.country in EEA_STATES

    @property
    def is_uk(self) -> bool:
        return self.country == "uk"

    @cached_property
    def laws(self) -> frozenset[Law]:
        """The bodies of law that are read for it."""
        found = {Law.EVERYWHERE}
        if self.is_union:
            found.add(Law.UNION)
        if self.is_eea:
            found.add(Law.EEA)
        for country, law in (("uk", Law.UK), ("us", Law.US), ("cn", Law.CHINA)):
            if self.country == country:
                found.add(law)
        if self.code in PARTS:
            found.add(PARTS[self.code])
        return frozenset(found)

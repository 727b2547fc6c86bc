"""Whose law applies."""

from dataclasses import dataclass
from functools import cached_property

from isonomia.check.level import Law

MEMBER_STATES = frozenset("at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se".split())
OUTERMOST = frozenset("ax gf gp mf mq re yt".split())  # parts of Finland and France with codes of their own
EEA_STATES = frozenset({"is", "li", "no"})
EEA_NAMES = frozenset(
    "austria belgium bulgaria croatia cyprus czechia denmark estonia finland france germany greece hungary iceland "
    "ireland italy latvia liechtenstein lithuania luxembourg malta netherlands norway poland portugal romania slovakia "
    "slovenia spain sweden".split()
)
PARTS = {"us-co": Law.COLORADO, "us-il": Law.ILLINOIS, "us-ny": Law.NEW_YORK}


@dataclass(frozen=True)
class Jurisdiction:
    """A jurisdiction as the scheme file names it, such as `eu`, `at`, `uk` or `us-co`.

    `established` is the state in which the operator is established: the law of the Union follows it (GDPR 3(1)).
    """

    code: str
    established: str = ""

    @cached_property
    def country(self) -> str:
        country = self.code.split("-")[0]
        return "uk" if country == "gb" else country

    @property
    def is_union(self) -> bool:
        return "eu" in self._states or not self._states.isdisjoint(MEMBER_STATES | OUTERMOST)

    @property
    def is_eea(self) -> bool:
        """A state of the European Economic Area outside the Union."""
        return not self._states.isdisjoint(EEA_STATES)

    @cached_property
    def _states(self) -> frozenset[str]:
        return frozenset({self.country, self.established.lower().split("-")[0]})

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


def is_within_eea(place: str) -> bool:
    """Whether a country, by code or English name, is in the Union or the European Economic Area."""
    code = place.strip().lower()
    return code in ("eu", "eea") or code in MEMBER_STATES | OUTERMOST | EEA_STATES or code in EEA_NAMES

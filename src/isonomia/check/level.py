"""How grave a finding is, and on what it rests."""

from enum import StrEnum


class Level(StrEnum):
    """The level of a finding, gravest first. The values are part of the JSON output and never change."""

    PROHIBITED = "prohibited"
    RIGHTS = "rights"
    MAY_BE_PROHIBITED = "may_be_prohibited"
    HIGH_RISK_DUTY = "high_risk_duty"
    VIOLATION = "violation"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 is the gravest."""
        return list(Level).index(self)

    @property
    def is_refused(self) -> bool:
        """Whether the live service refuses a scheme with such a finding, and no comment can accept it."""
        return self in (Level.PROHIBITED, Level.RIGHTS)


class Force(StrEnum):
    """What a check rests on."""

    BINDING = "binding"  # a text of law in force
    CASE_LAW = "case_law"  # a court's reading of one
    GUIDANCE = "guidance"  # an authority's reading of one
    HEURISTIC = "heuristic"  # good practice, or a threshold that no law sets
    UNVERIFIED = "unverified"  # a text that could not be read in full


class Extent(StrEnum):
    """How much of a text was read when its check was written."""

    FULL = "full"  # the provision itself, in full
    EXCERPT = "excerpt"  # parts of it, or a copy of unknown standing
    SECONDARY = "secondary"  # what others write about it
    MEMORY = "memory"  # not read again


class Law(StrEnum):
    """A body of law that a check belongs to; a jurisdiction has one or several."""

    UNION = "union"
    EEA = "eea"
    UK = "uk"
    US = "us"
    COLORADO = "us-co"
    ILLINOIS = "us-il"
    NEW_YORK = "us-ny"
    CHINA = "cn"
    EVERYWHERE = "everywhere"


UNION = frozenset({Law.UNION})
UNION_AND_EEA = frozenset({Law.UNION, Law.EEA})
UNION_EEA_UK = frozenset({Law.UNION, Law.EEA, Law.UK})
UNION_AND_UK = frozenset({Law.UNION, Law.UK})
UK = frozenset({Law.UK})
US = frozenset({Law.US})
CHINA = frozenset({Law.CHINA})
EVERYWHERE = frozenset({Law.EVERYWHERE})

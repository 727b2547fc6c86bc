"""What all formats know: for whom a report is written."""

from enum import StrEnum


class Persona(StrEnum):
    """Who reads. An auditor also sees what was accepted, every element, and what was read for each check."""

    REGULAR = "regular"
    AUDITOR = "auditor"

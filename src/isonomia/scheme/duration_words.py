"""A duration in a sentence, in the language now spoken."""

from isonomia.locale import ngettext
from isonomia.periods import Duration


def duration_in_words(duration: Duration) -> str:
    """A duration: 30 days."""
    match duration.unit:
        case "days":
            return ngettext("{count} day", "{count} days", duration.count)
        case "weeks":
            return ngettext("{count} week", "{count} weeks", duration.count)
        case "months":
            return ngettext("{count} month", "{count} months", duration.count)
        case "years":
            return ngettext("{count} year", "{count} years", duration.count)

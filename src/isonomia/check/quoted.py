"""Names of a scheme in a sentence, between the quotation marks of the language now spoken."""

from collections.abc import Iterable

from isonomia.locale import _


def quoted(names: Iterable[str]) -> str:
    """`'one', 'two'`."""
    mark = _("'{name}'")
    return ", ".join(mark.format(name=name) for name in names)

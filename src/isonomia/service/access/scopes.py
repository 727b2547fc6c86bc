"""What a machine's key can be for."""

from isonomia.locale import _
from isonomia.scheme.scheme import Scheme


def scopes(scheme: Scheme) -> dict[str, str]:
    """Each scope with what it lets a machine do, in the language now spoken."""
    writing = {
        f"records:write:{name}": _("write facts of the source '{name}'").format(name=name)
        for name in scheme.file.sources
    }
    return writing | {"standings:read": _("read the standings of members")}

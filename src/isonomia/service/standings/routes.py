"""Standings for programs: score, band and next fade, computed from the ledger when asked."""

from typing import Any

from isonomia.service.access.declared import READS_STANDINGS, Here, Routes
from isonomia.service.problems import not_found
from isonomia.service.standings.refresh import account_of

routes = Routes(prefix="/api/v1", tags=["standings"])


@routes.api("GET", "/standings/{member}", READS_STANDINGS)
def standing_of(member: str, here: Here) -> dict[str, Any]:
    """A member's standing now."""
    with here.database.reading() as connection:
        version = here.version(connection)
        made = account_of(connection, here, version, member)
    if made is None:
        raise not_found()
    return {
        "member": member,
        "score": made.score,
        "band": made.band_name,
        "next_fade": made.next_fade,
        "scheme": version.scheme.name,
        "version": version.number,
    }

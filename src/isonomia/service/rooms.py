"""Which rooms have routes. A room that is not named here cannot be called."""

from isonomia.service.access.declared import Routes
from isonomia.service.access.pages import routes as access
from isonomia.service.appeals.pages import routes as appeals
from isonomia.service.claims.pages import routes as claims
from isonomia.service.consequences.pages import routes as consequences
from isonomia.service.desk.late import routes as late
from isonomia.service.desk.pages import routes as desk
from isonomia.service.disputes.pages import routes as disputes
from isonomia.service.erasures.pages import routes as erasures
from isonomia.service.exports.pages import routes as exports
from isonomia.service.log.routes import routes as log
from isonomia.service.members.pages import routes as members
from isonomia.service.operation.routes import routes as operation
from isonomia.service.records.pages import routes as record_pages
from isonomia.service.records.routes import routes as records
from isonomia.service.scheme_versions.pages import routes as scheme_versions
from isonomia.service.standings.routes import routes as standings
from isonomia.service.statements.pages import routes as statements


def rooms() -> tuple[Routes, ...]:
    """The routes of each room."""
    return (
        access,
        appeals,
        claims,
        consequences,
        desk,
        disputes,
        erasures,
        exports,
        late,
        log,
        members,
        operation,
        record_pages,
        records,
        scheme_versions,
        standings,
        statements,
    )

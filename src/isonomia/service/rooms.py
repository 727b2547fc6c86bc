"""Which rooms have routes. A room that is not named here cannot be called."""

from isonomia.service.access.declared import Routes
from isonomia.service.access.pages import routes as access
from isonomia.service.erasures.pages import routes as erasures
from isonomia.service.exports.pages import routes as exports
from isonomia.service.members.pages import routes as members
from isonomia.service.records.pages import routes as record_pages
from isonomia.service.records.routes import routes as records
from isonomia.service.scheme_versions.member_pages import routes as member_changes
from isonomia.service.scheme_versions.pages import routes as scheme_versions
from isonomia.service.scheme_versions.steward_pages import routes as steward_pages
from isonomia.service.standings.routes import routes as standings
from isonomia.service.statements.pages import routes as statements
from isonomia.service.statistics.pages import routes as statistics


def rooms() -> tuple[Routes, ...]:
    """The routes of each room."""
    return (
        access,
        erasures,
        exports,
        member_changes,
        members,
        record_pages,
        records,
        scheme_versions,
        standings,
        statements,
        statistics,
        steward_pages,
    )

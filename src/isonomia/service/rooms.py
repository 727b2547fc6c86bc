"""Which rooms have routes. A room that is not named here cannot be called."""

from isonomia.service.access.declared import Routes
from isonomia.service.access.key_pages import routes as machine_keys
from isonomia.service.access.pages import routes as access
from isonomia.service.account.pages import routes as account
from isonomia.service.appeals.pages import routes as appeals
from isonomia.service.audit.pages import routes as audit
from isonomia.service.badges.pages import routes as badges
from isonomia.service.claims.pages import routes as claims
from isonomia.service.consequences.pages import routes as consequences
from isonomia.service.credentials.pages import routes as credentials
from isonomia.service.desk.late import routes as late
from isonomia.service.desk.pages import routes as desk
from isonomia.service.disputes.pages import routes as disputes
from isonomia.service.erasures.pages import routes as erasures
from isonomia.service.exports.pages import routes as exports
from isonomia.service.log.routes import routes as log
from isonomia.service.members.pages import routes as members
from isonomia.service.oidc.pages import routes as oidc
from isonomia.service.operation.routes import routes as operation
from isonomia.service.passkeys.routes import routes as passkeys
from isonomia.service.people.arrival import routes as arrival
from isonomia.service.people.pages import routes as people
from isonomia.service.records.pages import routes as record_pages
from isonomia.service.records.routes import routes as records
from isonomia.service.recovery.pages import routes as recovery
from isonomia.service.scheme_versions.member_pages import routes as member_changes
from isonomia.service.scheme_versions.pages import routes as scheme_versions
from isonomia.service.scheme_versions.steward_pages import routes as steward_pages
from isonomia.service.standings.routes import routes as standings
from isonomia.service.statements.pages import routes as statements
from isonomia.service.statistics.pages import routes as statistics
from isonomia.service.webhooks.pages import routes as webhooks


def rooms() -> tuple[Routes, ...]:
    """The routes of each room; those first that are asked most, since a request is matched with one after another."""
    return (
        statements,
        records,
        standings,
        access,
        account,
        appeals,
        arrival,
        audit,
        badges,
        claims,
        consequences,
        credentials,
        desk,
        disputes,
        erasures,
        exports,
        late,
        log,
        machine_keys,
        member_changes,
        members,
        oidc,
        operation,
        passkeys,
        people,
        record_pages,
        recovery,
        scheme_versions,
        statistics,
        steward_pages,
        webhooks,
    )

"""Every table, so that migrations and tests see the whole database."""

from isonomia.service.access import tables as _access
from isonomia.service.audit import tables as _audit
from isonomia.service.badges import tables as _badges
from isonomia.service.claims import tables as _claims
from isonomia.service.consequences import tables as _consequences
from isonomia.service.credentials import tables as _credentials
from isonomia.service.database.metadata import metadata
from isonomia.service.demonstration import tables as _demonstration
from isonomia.service.disputes import tables as _disputes
from isonomia.service.erasures import tables as _erasures
from isonomia.service.instance import tables as _instance
from isonomia.service.log import tables as _log
from isonomia.service.matters import tables as _matters
from isonomia.service.members import tables as _members
from isonomia.service.notices import tables as _notices
from isonomia.service.oidc import tables as _oidc
from isonomia.service.passkeys import tables as _passkeys
from isonomia.service.people import tables as _people
from isonomia.service.records import tables as _records
from isonomia.service.recovery import tables as _recovery
from isonomia.service.retention import tables as _retention
from isonomia.service.scheme_versions import tables as _scheme_versions
from isonomia.service.standings import tables as _standings
from isonomia.service.statistics import tables as _statistics
from isonomia.service.webhooks import tables as _webhooks

__all__ = ["metadata"]
_ROOMS = (
    _access,
    _audit,
    _badges,
    _claims,
    _consequences,
    _credentials,
    _demonstration,
    _disputes,
    _erasures,
    _instance,
    _log,
    _matters,
    _members,
    _notices,
    _oidc,
    _passkeys,
    _people,
    _records,
    _recovery,
    _retention,
    _scheme_versions,
    _standings,
    _statistics,
    _webhooks,
)

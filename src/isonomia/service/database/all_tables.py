"""Every table, so that migrations and tests see the whole database."""

from isonomia.service.access import tables as _access
from isonomia.service.database.metadata import metadata
from isonomia.service.demonstration import tables as _demonstration
from isonomia.service.erasures import tables as _erasures
from isonomia.service.instance import tables as _instance
from isonomia.service.log import tables as _log
from isonomia.service.members import tables as _members
from isonomia.service.notices import tables as _notices
from isonomia.service.outbox import tables as _outbox
from isonomia.service.records import tables as _records
from isonomia.service.scheme_versions import tables as _scheme_versions
from isonomia.service.standings import tables as _standings

__all__ = ["metadata"]
_ROOMS = (
    _access,
    _demonstration,
    _erasures,
    _instance,
    _log,
    _members,
    _notices,
    _outbox,
    _records,
    _scheme_versions,
    _standings,
)

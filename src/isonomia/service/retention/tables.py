"""From when on a member's standings can be recomputed: older facts are gone."""

from sqlalchemy import Column, Date, Table, Text

from isonomia.service.database.metadata import metadata
from isonomia.service.database.personal import MEMBER

expiry = Table(
    "expiry",
    metadata,
    Column("member", Text, primary_key=True, info=MEMBER),
    Column("known_from", Date, nullable=False),  # the first local day whose standing misses no fact
)

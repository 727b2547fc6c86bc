"""Who takes part is found without reading all of a member's records."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

JOINS_AND_LEAVES = sa.text("kind IN ('join', 'leave')")


def upgrade() -> None:
    """Take the step."""
    op.create_index(
        "ix_record_memberships",
        "record",
        ["member"],
        postgresql_where=JOINS_AND_LEAVES,
        sqlite_where=JOINS_AND_LEAVES,
    )

"""Which standings are due is found by indexes: all of them were read for it, several times a second."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    is_stale = sa.text("is_stale")
    with op.batch_alter_table("standing") as batch_op:
        batch_op.drop_index(batch_op.f("ix_standing_is_stale"))
        batch_op.create_index(batch_op.f("ix_standing_version"), ["version"])
        batch_op.create_index(
            "ix_standing_stale", ["computed_at", "member"], postgresql_where=is_stale, sqlite_where=is_stale
        )

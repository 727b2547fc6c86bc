"""Badges that members show."""

import sqlalchemy as sa
from alembic import op

from isonomia.service.database.instants import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "badge",
        sa.Column("badge_id", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("badge_id", name=op.f("pk_badge")),
        sa.UniqueConstraint("member", name=op.f("uq_badge_member")),
    )

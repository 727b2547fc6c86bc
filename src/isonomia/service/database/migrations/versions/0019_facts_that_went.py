"""From when on a member's standings can be recomputed, where facts have gone."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "expiry",
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("member", name=op.f("pk_expiry")),
    )

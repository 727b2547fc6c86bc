"""That somebody was erased."""

import sqlalchemy as sa
from alembic import op

from isonomia.service.database.instants import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "erasure",
        sa.Column("mac", sa.Text(), nullable=False),
        sa.Column("erased_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("mac", name=op.f("pk_erasure")),
    )

"""Old facts are found without reading the ledger: on PostgreSQL by an index of blocks, which costs next to nothing."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_index("ix_record_occurred_at", "record", ["occurred_at"], postgresql_using="brin")

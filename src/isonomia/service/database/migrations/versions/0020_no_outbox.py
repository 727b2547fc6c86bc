"""The outbox goes: deliveries have a table of their own, and nothing else was left in it."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.drop_table("outbox")

"""A standing remembers what a later one needs of it: a new fact does not ask for a member's whole ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column("standing", sa.Column("remembered", sa.Text))

"""Keys that follow others: successions of the log's key, and which key of credentials leaked and signed what."""

import sqlalchemy as sa
from alembic import op

from isonomia.service.database.instants import Instant

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step. No key of credentials was followed by another before it, so that one has signed them all."""
    op.create_table(
        "log_succession",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("begins_at", Instant(), nullable=False),
        sa.Column("both_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_succession")),
    )
    op.add_column("signing_key", sa.Column("leaked_at", Instant(), nullable=True))
    op.add_column("credential", sa.Column("key_id", sa.Text(), nullable=True))
    op.execute("UPDATE credential SET key_id = (SELECT key_id FROM signing_key ORDER BY created_at DESC LIMIT 1)")

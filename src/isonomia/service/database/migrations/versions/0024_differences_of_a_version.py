"""What a proposed version does to each member is computed behind the pages, and kept until members are told."""

import sqlalchemy as sa
from alembic import op

from isonomia.service.database.metadata import ROW_NUMBER

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column("scheme_version", sa.Column("compared_on", sa.Date()))
    op.create_table(
        "version_difference",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("records", ROW_NUMBER, nullable=False),
        sa.Column("record_numbers", ROW_NUMBER, nullable=False),
        sa.Column("own", sa.Text()),
        sa.PrimaryKeyConstraint("version", "member", name=op.f("pk_version_difference")),
    )

"""Who announced and withdrew a version, and statistics with their budget."""

import sqlalchemy as sa
from alembic import op

from isonomia.service.database.instants import Instant

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    with op.batch_alter_table("scheme_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("announced_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("announced_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_on", sa.Date(), nullable=True))

    op.create_table(
        "privacy_budget",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("spent_milli", sa.Integer(), nullable=False),
        sa.CheckConstraint("spent_milli >= 0", name=op.f("ck_privacy_budget_spent")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_privacy_budget")),
    )
    op.create_table(
        "statistic",
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("epsilon_milli", sa.Integer(), nullable=False),
        sa.Column("sensitivity", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("question", "asked_on", name=op.f("pk_statistic")),
    )

"""Acts of a steward about powerful roles wait for a second steward."""

import sqlalchemy as sa
from alembic import op

from isonomia.service.database.instants import Instant

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "waiting_act",
        sa.Column("act_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.person_id"], name=op.f("fk_waiting_act_asked_by_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.person_id"], name=op.f("fk_waiting_act_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_waiting_act")),
        sa.UniqueConstraint("person_id", "act", "role", name=op.f("uq_waiting_act_person_id_act_role")),
    )

"""Consequences, and what followed from each step."""

import sqlalchemy as sa
from alembic import op

from isonomia.service.database.instants import Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "consequence_case",
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("consequence", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("waits_for", sa.Text(), nullable=True),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("passed_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_consequence_case")),
    )
    with op.batch_alter_table("consequence_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consequence_case_decide_by"), ["decide_by"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_consequence_case_is_closed_passed_on"), ["is_closed", "passed_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_consequence_case_member_consequence"), ["member", "consequence"], unique=False
        )

    op.create_table(
        "effect",
        sa.Column(
            "effect_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("consequence", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("written_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("effect_id", name=op.f("pk_effect")),
    )
    with op.batch_alter_table("effect", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_effect_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_effect_member"), ["member"], unique=False)

    op.create_table(
        "escalation",
        sa.Column(
            "escalation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("passed_to", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("written_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("escalation_id", name=op.f("pk_escalation")),
    )
    with op.batch_alter_table("escalation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_on_day"), ["on_day"], unique=False)

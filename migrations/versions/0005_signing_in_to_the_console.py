"""signing in to the console.

Revision: 0005, after: 0004
"""

import sqlalchemy as sa
from alembic import op

import models

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "console_sessions",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("began", models.base.Moment(timezone=True), nullable=False),
        sa.Column("seen", models.base.Moment(timezone=True), nullable=False),
        sa.Column("ends", models.base.Moment(timezone=True), nullable=False),
        sa.Column("strong", sa.Boolean(), nullable=False),
        sa.Column("notice", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_console_sessions_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_console_sessions")),
    )
    with op.batch_alter_table("console_sessions") as table:
        table.create_index(table.f("ix_console_sessions_member_id"), ["member_id"])


def downgrade() -> None:
    op.drop_table("console_sessions")

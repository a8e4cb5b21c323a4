"""letting another machine in to the console.

Revision: 0007, after: 0006
"""

import sqlalchemy as sa
from alembic import op

import models

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "console_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("machine", sa.String(), nullable=False),
        sa.Column("asked", models.base.Moment(timezone=True), nullable=False),
        sa.Column("expires", models.base.Moment(timezone=True), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("confirmed", models.base.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_console_entries_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_console_entries")),
        sa.UniqueConstraint("browser", name=op.f("uq_console_entries_browser")),
        sa.UniqueConstraint("code", name=op.f("uq_console_entries_code")),
    )
    with op.batch_alter_table("console_entries") as table:
        table.create_index(table.f("ix_console_entries_expires"), ["expires"])
        table.create_index(table.f("ix_console_entries_member_id"), ["member_id"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_attempts_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    with op.batch_alter_table("attempts") as table:
        table.create_index("ix_attempts_purpose_at", ["purpose", "at"])
        table.create_index(table.f("ix_attempts_member_id"), ["member_id"])
    with op.batch_alter_table("console_sessions") as table:
        table.add_column(sa.Column("machine", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("console_sessions") as table:
        table.drop_column("machine")
    op.drop_table("attempts")
    op.drop_table("console_entries")

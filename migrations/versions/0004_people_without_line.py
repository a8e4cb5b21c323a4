"""people without LINE, and those who were counted only.

Revision: 0004, after: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("events") as table:
        table.add_column(sa.Column("others", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("members") as table:
        table.add_column(
            sa.Column("unmatched", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.create_index(
            "ix_members_unmatched",
            ["id"],
            sqlite_where=sa.text("unmatched"),
            postgresql_where=sa.text("unmatched"),
        )


def downgrade() -> None:
    with op.batch_alter_table("members") as table:
        table.drop_index("ix_members_unmatched")
        table.drop_column("unmatched")
    with op.batch_alter_table("events") as table:
        table.drop_column("others")

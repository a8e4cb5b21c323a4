"""what is said for free.

Revision: 0002, after: 0001
"""

import sqlalchemy as sa
from alembic import op

import models

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("members") as table:
        table.add_column(sa.Column("owed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("promises") as table:
        table.add_column(sa.Column("event_id", sa.String()))
        table.create_foreign_key(
            table.f("fk_promises_event_id_seen_events"),
            "seen_events",
            ["event_id"],
            ["id"],
            ondelete="SET NULL",
        )
        table.create_index(table.f("ix_promises_event_id"), ["event_id"])
    with op.batch_alter_table("announcements") as table:
        table.add_column(sa.Column("told", models.base.Moment(timezone=True)))
        table.create_index(
            "ix_announcements_untold",
            ["id"],
            sqlite_where=sa.text("told IS NULL"),
            postgresql_where=sa.text("told IS NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("announcements") as table:
        table.drop_index("ix_announcements_untold")
        table.drop_column("told")
    with op.batch_alter_table("promises") as table:
        table.drop_constraint(table.f("fk_promises_event_id_seen_events"), type_="foreignkey")
        table.drop_index(table.f("ix_promises_event_id"))
        table.drop_column("event_id")
    with op.batch_alter_table("members") as table:
        table.drop_column("owed")

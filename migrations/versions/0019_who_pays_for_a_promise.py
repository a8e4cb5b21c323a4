"""who pays for a promise, and that reminders give way to what is urgent.

Revision: 0019, after: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

URGENT, REMINDER = 1, 2


def upgrade() -> None:
    with op.batch_alter_table("promises") as table:
        table.add_column(sa.Column("club_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_promises_club_id_clubs"), "clubs", ["club_id"], ["id"])
    _reminders(URGENT, REMINDER)


def downgrade() -> None:
    _reminders(REMINDER, URGENT)
    with op.batch_alter_table("promises") as table:
        table.drop_constraint(op.f("fk_promises_club_id_clubs"), type_="foreignkey")
        table.drop_column("club_id")


def _reminders(was: int, is_: int) -> None:
    """Those that are still to leave."""
    promises = sa.table("promises", sa.column("key"), sa.column("state"), sa.column("priority"))
    waiting = promises.c.key.like("event:%:reminder:%") & (promises.c.state == "waiting")
    op.execute(promises.update().where(waiting, promises.c.priority == was).values(priority=is_))

"""how many are reached at once.

Revision: 0020, after: 0019
"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = models.base.Moment(timezone=True)
OF_MEMBERS = sa.text("first_member IS NOT NULL")


def upgrade() -> None:
    op.add_column("account", sa.Column("friends", sa.Integer(), nullable=True))
    op.add_column("account", sa.Column("friends_on", sa.Date(), nullable=True))
    op.add_column("account", sa.Column("friends_asked", MOMENT, nullable=True))
    op.add_column("groups", sa.Column("name", sa.String(), nullable=True))
    op.add_column("groups", sa.Column("people", sa.Integer(), nullable=True))
    op.add_column("groups", sa.Column("people_asked", MOMENT, nullable=True))
    op.create_index(
        "ix_outgoing_members",
        "outgoing",
        ["announcement_id", "first_member"],
        sqlite_where=OF_MEMBERS,
        postgresql_where=OF_MEMBERS,
    )


def downgrade() -> None:
    op.drop_index("ix_outgoing_members", table_name="outgoing")
    for column in ("people_asked", "people", "name"):
        op.drop_column("groups", column)
    for column in ("friends_asked", "friends_on", "friends"):
        op.drop_column("account", column)

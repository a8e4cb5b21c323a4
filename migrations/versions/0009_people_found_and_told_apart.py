"""people found by name, and told apart.

Revision: 0009, after: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "apart",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_apart_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["name_id"], ["members.id"], name=op.f("fk_apart_name_id_members"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "name_id", name=op.f("pk_apart")),
    )
    with op.batch_alter_table("apart") as table:
        table.create_index(table.f("ix_apart_name_id"), ["name_id"])
    op.create_index(
        "ix_members_name", "members", ["name"], postgresql_ops={"name": "text_pattern_ops"}
    )
    op.create_index("ix_members_roster", "members", ["club_id", "name", "id"])


def downgrade() -> None:
    op.drop_index("ix_members_roster", "members")
    op.drop_index("ix_members_name", "members")
    op.drop_table("apart")

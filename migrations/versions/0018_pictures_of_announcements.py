"""pictures of announcements.

Revision: 0018, after: 0017
"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLE = "announcement_files"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("at", models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["files.digest"], name=op.f("fk_announcement_files_digest_files")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_announcement_files_member_id_members"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("file", name=op.f("pk_announcement_files")),
    )
    for column in ("member_id", "digest", "at"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])


def downgrade() -> None:
    op.drop_table(TABLE)

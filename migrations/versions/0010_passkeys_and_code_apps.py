"""passkeys and code apps.

Revision: 0010, after: 0009
"""

import sqlalchemy as sa
from alembic import op

import models

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("machine", sa.String(), nullable=True),
        sa.Column("added", models.base.Moment(timezone=True), nullable=False),
        sa.Column("used", models.base.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_passkeys_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
    )
    with op.batch_alter_table("passkeys") as table:
        table.create_index(table.f("ix_passkeys_member_id"), ["member_id"])
    op.create_table(
        "code_apps",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("added", models.base.Moment(timezone=True), nullable=False),
        sa.Column("confirmed", models.base.Moment(timezone=True), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_code_apps_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_code_apps")),
    )
    with op.batch_alter_table("console_sessions") as table:
        table.add_column(sa.Column("challenge", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("console_sessions") as table:
        table.drop_column("challenge")
    op.drop_table("code_apps")
    op.drop_table("passkeys")

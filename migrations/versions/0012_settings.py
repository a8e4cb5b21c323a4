"""settings.

Revision: 0012, after: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
    )
    op.create_table(
        "club_settings",
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.Column("reminder", sa.String(24), nullable=True),
        sa.Column("welcome", sa.String(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["club_id"], ["clubs.id"], name=op.f("fk_club_settings_club_id_clubs")
        ),
        sa.PrimaryKeyConstraint("club_id", name=op.f("pk_club_settings")),
    )


def downgrade() -> None:
    op.drop_table("club_settings")
    op.drop_table("settings")

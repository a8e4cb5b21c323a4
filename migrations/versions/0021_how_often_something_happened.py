"""how often something happened.

Revision: 0021, after: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WHAT = sa.Enum(*("sent", "failed", "waits", "waited"), name="counted", native_enum=False, length=24)


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("what", WHAT, nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("what", "endpoint", name=op.f("pk_tallies")),
    )


def downgrade() -> None:
    op.drop_table("tallies")

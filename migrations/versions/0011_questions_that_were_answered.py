"""Questions that were answered.

Revision: 0011, after: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_inquiries_answered", "inquiries", ["club_id", "answered"])


def downgrade() -> None:
    op.drop_index("ix_inquiries_answered", "inquiries")

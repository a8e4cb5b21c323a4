"""what is unsent at events.

Revision: 0016, after: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SAID = ("speaker_questions", "feedbacks")


def upgrade() -> None:
    for table in SAID:
        op.add_column(table, sa.Column("message_id", sa.String(), nullable=True))
        op.create_index(op.f(f"ix_{table}_message_id"), table, ["message_id"])


def downgrade() -> None:
    for table in SAID:
        op.drop_index(op.f(f"ix_{table}_message_id"), table_name=table)
        op.drop_column(table, "message_id")

"""waiting lists.

Revision: 0013, after: 0012
"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COUNTED = sa.text("answer IN ('coming', 'offered', 'waiting')")
COMING = sa.text("answer = 'coming'")


def _only(answer: str) -> dict[str, sa.TextClause]:
    where = sa.text(f"answer = '{answer}'")
    return {"sqlite_where": where, "postgresql_where": where}


def upgrade() -> None:
    _widen_events()
    _widen_registrations()
    op.create_table(
        "event_clubs",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_clubs_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["club_id"],
            ["clubs.id"],
            name=op.f("fk_event_clubs_club_id_clubs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "club_id", name=op.f("pk_event_clubs")),
    )
    op.create_index(op.f("ix_event_clubs_club_id"), "event_clubs", ["club_id"])


def _widen_events() -> None:
    op.add_column("events", sa.Column("deadline", models.base.Moment(timezone=True), nullable=True))
    op.add_column(
        "events", sa.Column("state", sa.String(24), nullable=False, server_default="published")
    )
    op.add_column("events", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column(
        "events",
        sa.Column("has_room", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    room = sa.text("has_room")
    op.create_index("ix_events_room", "events", ["id"], sqlite_where=room, postgresql_where=room)


def _widen_registrations() -> None:
    with op.batch_alter_table("registrations") as registrations:
        registrations.add_column(
            sa.Column("queued", models.base.Moment(timezone=True), nullable=True)
        )
        registrations.add_column(
            sa.Column("held_until", models.base.Moment(timezone=True), nullable=True)
        )
        registrations.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
        registrations.create_foreign_key(
            op.f("fk_registrations_by_id_members"),
            "members",
            ["by_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index(op.f("ix_registrations_by_id"), "registrations", ["by_id"])
    op.drop_index("ix_registrations_coming", table_name="registrations")
    op.create_index(
        "ix_registrations_counted",
        "registrations",
        ["event_id", "answer"],
        sqlite_where=COUNTED,
        postgresql_where=COUNTED,
    )
    op.create_index(
        "ix_registrations_waiting",
        "registrations",
        ["event_id", "queued", "member_id"],
        **_only("waiting"),
    )
    op.create_index("ix_registrations_held", "registrations", ["held_until"], **_only("offered"))


def downgrade() -> None:
    for name in ("held", "waiting", "counted"):
        op.drop_index(f"ix_registrations_{name}", table_name="registrations")
    op.create_index(
        "ix_registrations_coming",
        "registrations",
        ["event_id"],
        sqlite_where=COMING,
        postgresql_where=COMING,
    )
    op.drop_index(op.f("ix_registrations_by_id"), table_name="registrations")
    with op.batch_alter_table("registrations") as registrations:
        registrations.drop_constraint(op.f("fk_registrations_by_id_members"), type_="foreignkey")
        for column in ("by_id", "held_until", "queued"):
            registrations.drop_column(column)
    op.drop_table("event_clubs")
    op.drop_index("ix_events_room", table_name="events")
    for column in ("has_room", "version", "state", "deadline"):
        op.drop_column("events", column)

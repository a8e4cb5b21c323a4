"""announcements to anybody: audiences, parts, answers, series, and what clubs spent.

Revision: 0017, after: 0016
"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = models.base.Moment(timezone=True)
WAITING = sa.text("state = 'waiting'")
HELD = sa.text("state = 'held'")
TRIED = sa.text("state = 'waiting' AND first_tried IS NOT NULL")
RUNNING = sa.text("ended IS NULL")
URGENT, ANNOUNCEMENT = 1, 3


def upgrade() -> None:
    _create_series()
    _widen_announcements()
    _widen_outgoing()
    _widen_promises()
    op.create_table(
        "announcement_replies",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcement_replies_announcement_id_announcements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_announcement_replies_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "announcement_id", "member_id", name=op.f("pk_announcement_replies")
        ),
    )
    op.create_index(
        op.f("ix_announcement_replies_member_id"), "announcement_replies", ["member_id"]
    )
    op.create_table(
        "spendings",
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name=op.f("fk_spendings_club_id_clubs")),
        sa.PrimaryKeyConstraint("club_id", "month", "priority", name=op.f("pk_spendings")),
    )


def _create_series() -> None:
    op.create_table(
        "announcement_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("parts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("rule", sa.JSON(), nullable=False),
        sa.Column("at_night", sa.Boolean(), nullable=False),
        sa.Column("next", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("ended", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["members.id"],
            name=op.f("fk_announcement_series_author_id_members"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["club_id"], ["clubs.id"], name=op.f("fk_announcement_series_club_id_clubs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_series")),
        sa.UniqueConstraint("draft", name=op.f("uq_announcement_series_draft")),
    )
    op.create_index(op.f("ix_announcement_series_club_id"), "announcement_series", ["club_id"])
    op.create_index(
        "ix_announcement_series_next",
        "announcement_series",
        ["next"],
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def _widen_announcements() -> None:
    with op.batch_alter_table("announcements") as table:
        table.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("audience", sa.JSON(), nullable=True))
        table.add_column(sa.Column("parts", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("personal", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("made", MOMENT, nullable=True))
        table.add_column(sa.Column("at_night", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("paused", MOMENT, nullable=True))
    _fill_announcements()
    with op.batch_alter_table("announcements") as table:
        for column in ("audience", "parts", "personal", "made", "at_night"):
            table.alter_column(column, nullable=False)
        table.create_foreign_key(
            op.f("fk_announcements_series_id_announcement_series"),
            "announcement_series",
            ["series_id"],
            ["id"],
        )
        table.create_index("ix_announcements_series", ["series_id"])


def _fill_announcements() -> None:
    """Each was of words, for its club; what is timed keeps its time, as it was promised."""
    announcements = sa.table(
        "announcements",
        sa.column("id", sa.Integer),
        sa.column("club_id", sa.Integer),
        sa.column("text", sa.String),
        sa.column("due", MOMENT),
        sa.column("audience", sa.JSON),
        sa.column("parts", sa.JSON),
        sa.column("personal", sa.Boolean),
        sa.column("made", MOMENT),
        sa.column("at_night", sa.Boolean),
    )
    connection = op.get_bind()
    known = announcements.c.id, announcements.c.club_id, announcements.c.text, announcements.c.due
    for row in connection.execute(sa.select(*known)).all():
        told = {
            "audience": {"kind": "club", "club": row.club_id},
            "parts": [{"kind": "text", "text": row.text}],
            "personal": False,
            "made": row.due,
            "at_night": True,
        }
        one = announcements.update().where(announcements.c.id == row.id)
        connection.execute(one.values(told))


def _widen_outgoing() -> None:
    op.drop_index("ix_outgoing_waiting", table_name="outgoing")
    with op.batch_alter_table("outgoing") as table:
        table.add_column(sa.Column("club_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("priority", sa.Integer(), nullable=True))
        table.add_column(sa.Column("at_night", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("made", MOMENT, nullable=True))
        table.add_column(sa.Column("first_member", sa.Integer(), nullable=True))
        table.add_column(sa.Column("last_member", sa.Integer(), nullable=True))
    of_all = "announcement_id IS NOT NULL"
    urgent = (
        "EXISTS (SELECT 1 FROM promises WHERE promises.outgoing_id = outgoing.id "
        "AND promises.at_night)"
    )
    op.execute(
        f"UPDATE outgoing SET made = due, at_night = ({of_all} OR {urgent}), "  # noqa: S608
        f"priority = CASE WHEN {of_all} THEN {ANNOUNCEMENT} ELSE {URGENT} END"
    )
    with op.batch_alter_table("outgoing") as table:
        for column in ("priority", "at_night", "made"):
            table.alter_column(column, nullable=False)
        table.create_foreign_key(op.f("fk_outgoing_club_id_clubs"), "clubs", ["club_id"], ["id"])
    op.create_index(
        "ix_outgoing_tried",
        "outgoing",
        ["first_tried"],
        sqlite_where=TRIED,
        postgresql_where=TRIED,
    )
    for name, where in (("waiting", WAITING), ("held", HELD)):
        op.create_index(
            f"ix_outgoing_{name}",
            "outgoing",
            ["priority", "due"],
            sqlite_where=where,
            postgresql_where=where,
        )


def _widen_promises() -> None:
    op.drop_index("ix_promises_waiting", table_name="promises")
    with op.batch_alter_table("promises") as table:
        table.add_column(
            sa.Column("priority", sa.Integer(), nullable=False, server_default=str(URGENT))
        )
    with op.batch_alter_table("promises") as table:
        table.alter_column("priority", server_default=None)
    op.create_index(
        "ix_promises_waiting",
        "promises",
        ["priority", "due"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )


def downgrade() -> None:
    for table in ("spendings", "announcement_replies"):
        op.drop_table(table)
    for table in ("promises", "outgoing"):
        op.drop_index(f"ix_{table}_waiting", table_name=table)
    for name in ("held", "tried"):
        op.drop_index(f"ix_outgoing_{name}", table_name="outgoing")
    with op.batch_alter_table("promises") as table:
        table.drop_column("priority")
    with op.batch_alter_table("outgoing") as table:
        table.drop_constraint("fk_outgoing_club_id_clubs", type_="foreignkey")
        for column in ("club_id", "priority", "at_night", "made", "first_member", "last_member"):
            table.drop_column(column)
    for table in ("promises", "outgoing"):
        op.create_index(
            f"ix_{table}_waiting", table, ["due"], sqlite_where=WAITING, postgresql_where=WAITING
        )
    with op.batch_alter_table("announcements") as table:
        table.drop_index("ix_announcements_series")
        table.drop_constraint("fk_announcements_series_id_announcement_series", type_="foreignkey")
        for column in ("series_id", "audience", "parts", "personal", "made", "at_night", "paused"):
            table.drop_column(column)
    op.drop_table("announcement_series")

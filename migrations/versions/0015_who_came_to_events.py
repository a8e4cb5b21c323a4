"""who came to events.

Revision: 0015, after: 0014
"""

import sqlalchemy as sa
from alembic import op

import models.base

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OPEN = sa.text("NOT done")


def upgrade() -> None:
    _make_attendance()
    _make_polls()
    _widen()


def _make_attendance() -> None:
    op.create_table(
        "attendances",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("way", sa.String(24), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"],
            ["members.id"],
            name=op.f("fk_attendances_by_id_members"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_attendances_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_attendances_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "day", "member_id", name=op.f("pk_attendances")),
    )
    with op.batch_alter_table("attendances") as table:
        table.create_index(table.f("ix_attendances_by_id"), ["by_id"])
        table.create_index(table.f("ix_attendances_member_id"), ["member_id"])

    op.create_table(
        "event_days",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("word", sa.String(), nullable=True),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_days_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "day", name=op.f("pk_event_days")),
    )
    op.create_table(
        "feedbacks",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("said", models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_feedbacks_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_feedbacks_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "member_id", name=op.f("pk_feedbacks")),
    )
    with op.batch_alter_table("feedbacks") as table:
        table.create_index(table.f("ix_feedbacks_member_id"), ["member_id"])


def _make_polls() -> None:
    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("made", models.base.Moment(timezone=True), nullable=False),
        sa.Column("closes", models.base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["members.id"], name=op.f("fk_polls_by_id_members"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name=op.f("fk_polls_club_id_clubs")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_polls_event_id_events"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sa.UniqueConstraint("draft", name=op.f("uq_polls_draft")),
    )
    with op.batch_alter_table("polls") as table:
        table.create_index(table.f("ix_polls_club_id"), ["club_id"])
        table.create_index(table.f("ix_polls_event_id"), ["event_id"])

    op.create_table(
        "speaker_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("asked", models.base.Moment(timezone=True), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_speaker_questions_event_id_events"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_speaker_questions_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_questions")),
    )
    with op.batch_alter_table("speaker_questions") as table:
        table.create_index(table.f("ix_speaker_questions_event_id"), ["event_id"])
        table.create_index(table.f("ix_speaker_questions_member_id"), ["member_id"])

    op.create_table(
        "votes",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_votes_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["poll_id"], ["polls.id"], name=op.f("fk_votes_poll_id_polls"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("poll_id", "member_id", "choice", name=op.f("pk_votes")),
    )
    with op.batch_alter_table("votes") as table:
        table.create_index(table.f("ix_votes_member_id"), ["member_id"])


def _widen() -> None:
    with op.batch_alter_table("announcements") as table:
        table.add_column(sa.Column("approver_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            table.f("fk_announcements_approver_id_members"),
            "members",
            ["approver_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("club_settings") as table:
        table.add_column(sa.Column("reminding", sa.String(), nullable=True))
        table.add_column(sa.Column("approval", sa.Boolean(), nullable=True))

    with op.batch_alter_table("event_notices") as table:
        table.add_column(sa.Column("words", sa.String(), nullable=False, server_default=""))
        table.add_column(
            sa.Column(
                "due",
                models.base.Moment(timezone=True),
                nullable=False,
                server_default="1970-01-02 00:00:00",
            )
        )
        table.add_column(sa.Column("reserved", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
        table.drop_index("ix_event_notices_open")
        table.create_index(
            "ix_event_notices_open", ["due", "id"], sqlite_where=OPEN, postgresql_where=OPEN
        )
        table.create_foreign_key(
            table.f("fk_event_notices_by_id_members"),
            "members",
            ["by_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("events") as table:
        table.add_column(sa.Column("address", sa.String(), nullable=True))
        table.add_column(sa.Column("latitude", sa.Double(), nullable=True))
        table.add_column(sa.Column("longitude", sa.Double(), nullable=True))
        table.add_column(sa.Column("picture", sa.String(), nullable=True))
        table.create_foreign_key(
            table.f("fk_events_picture_files"), "files", ["picture"], ["digest"]
        )

    with op.batch_alter_table("settings") as table:
        table.add_column(sa.Column("reminder", sa.String(24), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("settings") as table:
        table.drop_column("reminder")

    with op.batch_alter_table("events") as table:
        table.drop_constraint(table.f("fk_events_picture_files"), type_="foreignkey")
        table.drop_column("picture")
        table.drop_column("longitude")
        table.drop_column("latitude")
        table.drop_column("address")

    with op.batch_alter_table("event_notices") as table:
        table.drop_constraint(table.f("fk_event_notices_by_id_members"), type_="foreignkey")
        table.drop_index("ix_event_notices_open")
        table.create_index(
            "ix_event_notices_open", ["id"], sqlite_where=OPEN, postgresql_where=OPEN
        )
        table.drop_column("by_id")
        table.drop_column("reserved")
        table.drop_column("due")
        table.drop_column("words")

    with op.batch_alter_table("club_settings") as table:
        table.drop_column("approval")
        table.drop_column("reminding")

    with op.batch_alter_table("announcements") as table:
        table.drop_constraint(table.f("fk_announcements_approver_id_members"), type_="foreignkey")
        table.drop_column("approver_id")

    for table in (
        "votes",
        "speaker_questions",
        "polls",
        "feedbacks",
        "event_days",
        "attendances",
    ):
        op.drop_table(table)

"""clubs and their people.

Revision: 0003, after: 0002
"""

import sqlalchemy as sa
from alembic import op

import models

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "errands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("due", models.base.Moment(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "done", "failed", name="errandstate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("failure", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errands")),
        sa.UniqueConstraint("key", name=op.f("uq_errands_key")),
    )
    with op.batch_alter_table("errands") as table:
        table.create_index(
            "ix_errands_waiting",
            ["due"],
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "files",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored", models.base.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_files")),
    )
    op.create_table(
        "menus",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rich_menu_id", sa.String(), nullable=False),
        sa.Column("drawn", sa.String(), nullable=False),
        sa.Column("published", models.base.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_menus")),
    )
    op.create_table(
        "groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_group_id", sa.String(), nullable=False),
        sa.Column("joined", models.base.Moment(timezone=True), nullable=False),
        sa.Column("as_of", models.base.Moment(timezone=True), nullable=False),
        sa.Column("left", models.base.Moment(timezone=True), nullable=True),
        sa.Column("club_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name=op.f("fk_groups_club_id_clubs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("line_group_id", name=op.f("uq_groups_line_group_id")),
    )
    with op.batch_alter_table("groups") as table:
        table.create_index(table.f("ix_groups_club_id"), ["club_id"])

    op.create_table(
        "inquiries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("club_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("asked", models.base.Moment(timezone=True), nullable=False),
        sa.Column("answered", models.base.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name=op.f("fk_inquiries_club_id_clubs")),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_inquiries_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiries")),
    )
    with op.batch_alter_table("inquiries") as table:
        table.create_index("ix_inquiries_member", ["member_id", "club_id"])
        table.create_index(
            "ix_inquiries_open",
            ["club_id", "asked"],
            sqlite_where=sa.text("answered IS NULL"),
            postgresql_where=sa.text("answered IS NULL"),
        )

    op.create_table(
        "links",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("expires", models.base.Moment(timezone=True), nullable=False),
        sa.Column("used", models.base.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_links_member_id_members"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_links")),
    )
    with op.batch_alter_table("links") as table:
        table.create_index(table.f("ix_links_member_id"), ["member_id"])

    op.create_table(
        "openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "อบจ.",
                "เทศบาลนคร",
                "เทศบาลเมือง",
                "เทศบาลตำบล",
                "อบต.",
                "กรุงเทพมหานคร",
                "เมืองพัทยา",
                "อื่น ๆ",
                name="kind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("contact_phone", sa.String(), nullable=True),
        sa.Column("asked", models.base.Moment(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("decided", models.base.Moment(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("club_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["members.id"],
            name=op.f("fk_openings_asked_by_members"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name=op.f("fk_openings_club_id_clubs")),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["members.id"],
            name=op.f("fk_openings_decided_by_members"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
    )
    with op.batch_alter_table("openings") as table:
        table.create_index(
            "ix_openings_waiting",
            ["kind", "name", "province"],
            unique=True,
            sqlite_where=sa.text("decided IS NULL"),
            postgresql_where=sa.text("decided IS NULL"),
        )

    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inquiry_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("from_coordinator", sa.Boolean(), nullable=False),
        sa.Column("said", models.base.Moment(timezone=True), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["members.id"],
            name=op.f("fk_remarks_author_id_members"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["inquiry_id"],
            ["inquiries.id"],
            name=op.f("fk_remarks_inquiry_id_inquiries"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
    )
    with op.batch_alter_table("remarks") as table:
        table.create_index(table.f("ix_remarks_inquiry_id"), ["inquiry_id"])
        table.create_index(table.f("ix_remarks_message_id"), ["message_id"])

    with op.batch_alter_table("announcements") as table:
        table.add_column(sa.Column("reached", sa.Integer(), nullable=True))

    with op.batch_alter_table("clubs") as table:
        table.add_column(sa.Column("about", sa.String(), nullable=True))
        table.add_column(sa.Column("picture", sa.String(), nullable=True))
        table.add_column(sa.Column("contact_name", sa.String(), nullable=True))
        table.add_column(sa.Column("contact_phone", sa.String(), nullable=True))
        table.add_column(sa.Column("contact_hours", sa.String(), nullable=True))
        table.create_foreign_key(
            table.f("fk_clubs_picture_files"), "files", ["picture"], ["digest"]
        )

    with op.batch_alter_table("invitations") as table:
        table.add_column(sa.Column("given_by", sa.Integer()))
        table.add_column(
            sa.Column("hands_over", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.alter_column("club_id", existing_type=sa.Integer(), nullable=True)
        table.create_foreign_key(
            table.f("fk_invitations_given_by_members"),
            "members",
            ["given_by"],
            ["id"],
            ondelete="CASCADE",
        )

    wants = sa.Enum("everything", "events", "nothing", name="wants", native_enum=False, length=24)
    topic = sa.Enum("news", "events", "personal", name="topic", native_enum=False, length=24)
    with op.batch_alter_table("members") as table:
        table.add_column(sa.Column("wants", wants, nullable=False, server_default="everything"))
        table.add_column(
            sa.Column("large_text", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("menu", sa.String()))
    op.execute("UPDATE members SET wants = 'nothing' WHERE muted")
    with op.batch_alter_table("members") as table:
        table.drop_column("muted")
    with op.batch_alter_table("promises") as table:
        table.add_column(sa.Column("topic", topic, nullable=False, server_default="personal"))
    op.execute("UPDATE promises SET topic = 'events' WHERE key LIKE 'event:%'")


def downgrade() -> None:
    with op.batch_alter_table("promises") as table:
        table.drop_column("topic")

    with op.batch_alter_table("members") as table:
        table.add_column(
            sa.Column("muted", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute("UPDATE members SET muted = (wants = 'nothing')")
    with op.batch_alter_table("members") as table:
        table.drop_column("menu")
        table.drop_column("large_text")
        table.drop_column("wants")

    with op.batch_alter_table("invitations") as table:
        table.drop_constraint(table.f("fk_invitations_given_by_members"), type_="foreignkey")
        table.alter_column("club_id", existing_type=sa.INTEGER(), nullable=False)
        table.drop_column("hands_over")
        table.drop_column("given_by")

    with op.batch_alter_table("clubs") as table:
        table.drop_constraint(table.f("fk_clubs_picture_files"), type_="foreignkey")
        table.drop_column("contact_hours")
        table.drop_column("contact_phone")
        table.drop_column("contact_name")
        table.drop_column("picture")
        table.drop_column("about")

    with op.batch_alter_table("announcements") as table:
        table.drop_column("reached")

    with op.batch_alter_table("remarks") as table:
        table.drop_index(table.f("ix_remarks_message_id"))
        table.drop_index(table.f("ix_remarks_inquiry_id"))

    op.drop_table("remarks")
    with op.batch_alter_table("openings") as table:
        table.drop_index(
            "ix_openings_waiting",
            sqlite_where=sa.text("decided IS NULL"),
            postgresql_where=sa.text("decided IS NULL"),
        )

    op.drop_table("openings")
    with op.batch_alter_table("links") as table:
        table.drop_index(table.f("ix_links_member_id"))

    op.drop_table("links")
    with op.batch_alter_table("inquiries") as table:
        table.drop_index(
            "ix_inquiries_open",
            sqlite_where=sa.text("answered IS NULL"),
            postgresql_where=sa.text("answered IS NULL"),
        )
        table.drop_index("ix_inquiries_member")

    op.drop_table("inquiries")
    with op.batch_alter_table("groups") as table:
        table.drop_index(table.f("ix_groups_club_id"))

    op.drop_table("groups")
    op.drop_table("menus")
    op.drop_table("files")
    with op.batch_alter_table("errands") as table:
        table.drop_index(
            "ix_errands_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.drop_table("errands")

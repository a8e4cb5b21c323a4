"""who did what.

Revision: 0008, after: 0007

The log is only written to: a row changes in one way, by forgetting a person, and goes three years
after it was written. What the time is, the newest row says, since a trial's clock can be moved.
"""

import sqlalchemy as sa
from alembic import op

import models

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEPT = ("at", "club_id", "what", "detail", "thing_id", "amount", "id")
FORGOTTEN = ("who_id", "person_id")
CHANGED = " OR ".join(
    [f"NEW.{each} IS DISTINCT FROM OLD.{each}" for each in KEPT]
    + [f"(NEW.{each} IS NOT NULL AND NEW.{each} IS DISTINCT FROM OLD.{each})" for each in FORGOTTEN]
)
SQLITE = (
    f"""
    CREATE TRIGGER deeds_stay BEFORE UPDATE ON deeds WHEN {CHANGED.replace("IS DISTINCT FROM", "IS NOT")}
    BEGIN SELECT RAISE(ABORT, 'deeds are only written, never changed'); END
    """,
    """
    CREATE TRIGGER deeds_are_kept BEFORE DELETE ON deeds
    WHEN OLD.at >= (SELECT datetime(max(at), '-1095 days') FROM deeds)
    BEGIN SELECT RAISE(ABORT, 'deeds are kept for three years'); END
    """,
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION deeds_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF {CHANGED} THEN RAISE 'deeds are only written, never changed'; END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION deeds_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF OLD.at >= (SELECT max(at) - interval '1095 days' FROM deeds)
      THEN RAISE 'deeds are kept for three years'; END IF;
      RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER deeds_stay BEFORE UPDATE ON deeds
    FOR EACH ROW EXECUTE FUNCTION deeds_stay()
    """,
    """
    CREATE TRIGGER deeds_are_kept BEFORE DELETE ON deeds
    FOR EACH ROW EXECUTE FUNCTION deeds_are_kept()
    """,
)


def upgrade() -> None:
    op.create_table(
        "deeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", models.base.Moment(timezone=True), nullable=False),
        sa.Column("what", sa.String(24), nullable=False),
        sa.Column("detail", sa.String(), nullable=True),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("club_id", sa.Integer(), nullable=True),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["who_id"], ["members.id"], name=op.f("fk_deeds_who_id_members"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["members.id"],
            name=op.f("fk_deeds_person_id_members"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name=op.f("fk_deeds_club_id_clubs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deeds")),
    )
    for name, columns in (
        ("ix_deeds_at", ["at"]),
        ("ix_deeds_who_id", ["who_id"]),
        ("ix_deeds_person_id", ["person_id"]),
        ("ix_deeds_club", ["club_id", "id"]),
    ):
        op.create_index(name, "deeds", columns)
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    with op.batch_alter_table("openings") as table:
        table.add_column(sa.Column("why", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("openings") as table:
        table.drop_column("why")
    op.drop_table("deeds")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION deeds_stay()")
        op.execute("DROP FUNCTION deeds_are_kept()")

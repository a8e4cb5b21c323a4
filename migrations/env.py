"""Alembic's entry: the same migrations on SQLite and PostgreSQL."""

from alembic import context

import settings
from models import Base
from models.database import connect

url = context.config.attributes.get("url") or settings.database_url()
engine = connect(url)

with engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        # A table is changed by copying it, and dropping the old one would delete, by cascade, all
        # that refers to it. Inside a transaction the pragma does nothing.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()

engine.dispose()

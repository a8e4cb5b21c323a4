"""Column types that several tables use."""

from enum import StrEnum

from sqlalchemy import Enum


def named(kind: type[StrEnum]) -> Enum:
    """Keep a choice under its own words, readable in the database."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=24,
        values_callable=lambda members: [member.value for member in members],
    )

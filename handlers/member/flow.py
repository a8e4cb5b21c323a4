"""Where a member is while changing her name, or deleting what is kept."""

from bot.conversation import State


class Renaming(State, tag="member.renaming"):
    """A new name for rosters is expected."""


class Deleting(State, tag="member.deleting"):
    """We asked whether to delete everything: once, then once more."""

    sure: bool = False

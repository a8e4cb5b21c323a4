"""Where a member is while changing her name, or ending something for good."""

from bot.conversation import State


class Renaming(State, tag="member.renaming"):
    """A new name for rosters is expected."""


class Deleting(State, tag="member.deleting"):
    """We asked whether to delete everything: once, then once more."""

    sure: bool = False


class Leaving(State, tag="member.leaving"):
    """We asked whether to leave the club."""


class Withdrawing(State, tag="member.withdrawing"):
    """We asked whether to withdraw consent."""

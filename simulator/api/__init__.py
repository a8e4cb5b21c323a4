"""LINE's API: every path that a bot may call."""

from simulator.api import (
    account,
    aliases,
    chats,
    content,
    groups,
    messages,
    rich_menus,
    unsimulated,
)
from simulator.api.call import line

PARTS = (messages, account, chats, content, groups, rich_menus, aliases, unsimulated)

__all__ = ["PARTS", "line"]

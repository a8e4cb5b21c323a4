"""The rich menus below the chat: drawn here, published at LINE, shown by role."""

from handlers.menu.routes import errands, router

__all__ = ["errands", "router"]

"""The club's LINE group: linking it, and answering there when the bot's name is called."""

from handlers.group import audiences
from handlers.group.routes import router

__all__ = ["audiences", "router"]

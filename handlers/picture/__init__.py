"""The picture of a club, sent into the chat by its coordinator."""

from handlers.picture.errands import errands
from handlers.picture.routes import router

__all__ = ["errands", "router"]

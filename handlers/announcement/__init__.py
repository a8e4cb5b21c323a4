"""What a coordinator says to the whole club, and what members can read again."""

from handlers.announcement.routes import router

__all__ = ["router"]

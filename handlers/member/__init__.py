"""What is kept of a member, and how she changes, silences or deletes it."""

from handlers.member.routes import router

__all__ = ["router"]

"""Polls: a coordinator asks a club, its members choose, and the result is a picture."""

from handlers.poll.routes import router

__all__ = ["router"]

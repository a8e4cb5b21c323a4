"""What those who came to an event think of it, and what became of it."""

from handlers.feedback.routes import clock, router

__all__ = ["clock", "router"]

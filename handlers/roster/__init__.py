"""The people of a club, those without LINE too."""

from handlers.roster.routes import clock, router

__all__ = ["clock", "router"]

"""Joining a club, agreeing to its privacy notice, and becoming its coordinator."""

from handlers.club import audiences
from handlers.club.routes import router

__all__ = ["audiences", "router"]

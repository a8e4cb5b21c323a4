"""Asking for a new club, and an administrator's decision."""

from handlers.opening.routes import router

__all__ = ["router"]

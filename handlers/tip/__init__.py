"""Reporting what one saw: sealed the moment it arrives, and linked to nobody."""

from handlers.tip.routes import clock, router

__all__ = ["clock", "router"]

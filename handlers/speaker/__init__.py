"""Asking the speaker of an event: members ask without a name, coordinators gather it."""

from handlers.speaker.routes import router

__all__ = ["router"]

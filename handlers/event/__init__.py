"""What is on, who comes, and the reminder the day before."""

from handlers.event.routes import clock, router

__all__ = ["clock", "router"]

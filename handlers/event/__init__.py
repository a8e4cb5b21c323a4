"""What is on, who comes, and the reminder the day before."""

from handlers.event.routes import router

__all__ = ["router"]

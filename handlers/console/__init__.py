"""The way from the chat to the coordinators' web pages."""

from handlers.console.routes import router

__all__ = ["router"]

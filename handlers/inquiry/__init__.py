"""Talking to a person: members ask their coordinators, and are answered through the bot."""

from handlers.inquiry.routes import router

__all__ = ["router"]

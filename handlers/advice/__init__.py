"""Short answers: whom to call, what the gift rules say, and what the bot does not do."""

from handlers.advice.routes import router

__all__ = ["router"]

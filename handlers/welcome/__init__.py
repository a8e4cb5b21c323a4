"""Coming, going, the menu, and being at a loss."""

from handlers.welcome.routes import router

__all__ = ["router"]

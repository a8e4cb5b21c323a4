"""Who does what for a club: inviting, handing over, taking back."""

from handlers.role.routes import router

__all__ = ["router"]

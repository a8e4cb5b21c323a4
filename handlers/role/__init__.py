"""Who does what for a club: inviting, handing over, taking back."""

from handlers.role import audiences
from handlers.role.routes import router

__all__ = ["audiences", "router"]

"""What a coordinator says to the whole club, and what members can read again."""

from handlers.announcement import approval_routes
from handlers.announcement.approval_routes import clock
from handlers.announcement.routes import router

router.include(approval_routes.router)

__all__ = ["clock", "router"]

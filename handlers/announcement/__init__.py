"""What a coordinator says to many at once, and what members can read again."""

from bot.clock import Clock
from handlers.announcement import (
    approval_routes,
    further_routes,
    news_routes,
    running_routes,
)
from handlers.announcement.routes import router

clock = Clock([])
clock.include(approval_routes.clock, running_routes.clock)
router.include(
    approval_routes.router,
    further_routes.router,
    news_routes.router,
    running_routes.router,
)

__all__ = ["clock", "router"]

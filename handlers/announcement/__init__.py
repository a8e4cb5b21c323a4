"""What a coordinator says to many at once, and what members can read again."""

from bot.clock import Clock
from handlers.announcement import (
    answering_routes,
    approval_routes,
    audience_routes,
    audiences,
    further_routes,
    month_routes,
    news_routes,
    parts_routes,
    repeating_routes,
    running_routes,
)
from handlers.announcement.errands import errands
from handlers.announcement.routes import router

clock = Clock([])
clock.include(approval_routes.clock, repeating_routes.clock, running_routes.clock)
router.include(
    answering_routes.router,
    approval_routes.router,
    audience_routes.router,
    further_routes.router,
    month_routes.router,
    news_routes.router,
    parts_routes.router,
    repeating_routes.router,
    running_routes.router,
)

__all__ = ["audiences", "clock", "errands", "router"]

"""What is on, who comes, and who makes it."""

from handlers.event import (
    audiences,
    coming_routes,
    companion_routes,
    editing_routes,
    notice_routes,
    picture_routes,
    planning_routes,
)
from handlers.event.errands import errands
from handlers.event.routes import clock, router

router.include(coming_routes.router)
router.include(planning_routes.router)
router.include(editing_routes.router)
router.include(notice_routes.router)
router.include(picture_routes.router)
router.include(companion_routes.router)

__all__ = ["audiences", "clock", "errands", "router"]

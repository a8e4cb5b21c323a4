"""Who was there: by her own link, a word, a code at the door, a ticket, or by name."""

from handlers.attendance import checking_routes
from handlers.attendance.routes import router

router.include(checking_routes.router)

__all__ = ["router"]

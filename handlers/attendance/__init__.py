"""Who was there: by her own link, a word, a code at the door, a ticket, or by name."""

from handlers.attendance.routes import router

__all__ = ["router"]

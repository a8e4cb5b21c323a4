"""What a club says of itself, and whom its members may ask; told by its coordinator."""

from handlers.about.routes import router

__all__ = ["router"]

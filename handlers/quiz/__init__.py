"""The question of the day: flow.py decides, cards.py shows, routes.py connects them to the chat."""

from handlers.quiz import audiences
from handlers.quiz.routes import router

__all__ = ["audiences", "router"]

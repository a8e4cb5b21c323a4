"""What members say and press to read their club's news again."""

from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import news_cards, reading

router = Router()


@router.word("news")
def news(turn: Turn) -> Replies:
    return news_cards.news(reading.news(turn.db, turn.member, turn.now))

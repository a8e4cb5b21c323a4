"""What members and coordinators say and press about being there."""

from bot.router import Router
from bot.turn import Replies, Turn
from handlers.attendance import cards

router = Router()


@router.word("checkin")
def explain(turn: Turn) -> Replies:
    return [cards.how()]

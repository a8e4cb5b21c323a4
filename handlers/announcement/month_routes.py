"""What a coordinator asks about the month's messages."""

from bot import quota
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import month_cards
from models import Role

router = Router()


@router.word("quota")
def show(turn: Turn) -> Replies:
    """The answer is a reply, and costs none of them."""
    clubs = Role.clubs_of(turn.db, turn.member)
    if not clubs:
        return [month_cards.for_coordinators()]
    listed = clubs[: month_cards.LISTED]
    shares = [(club, quota.share(turn.db, club.id, turn.now)) for club in listed]
    return [month_cards.month(quota.month(turn.db, turn.now), shares)]

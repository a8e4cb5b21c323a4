"""What coordinators say to get to their web pages."""

from bot.router import Router
from bot.turn import Replies, Turn, Unkept
from handlers.console import actions, cards

router = Router()


@router.word("manage")
def open_console(turn: Turn) -> Replies:
    """The reply is never stored: whoever holds the link is signed in."""
    if not actions.entitled(turn.db, turn.member):
        return [cards.not_hers()]
    token = actions.invite(turn.db, turn.member, turn.now)
    return Unkept([cards.way_in(f"{turn.settings.public_url}/console/enter/{token}")])

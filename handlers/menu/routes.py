"""Whoever comes back is shown the menu of her role again."""

from bot import menus
from bot.errands import Errands
from bot.incoming import Event, Followed
from bot.router import Router
from bot.turn import Replies, Turn

router = Router()
errands = Errands({menus.ERRAND: menus.link})


@router.first
def come_back(turn: Turn, event: Event) -> Replies | None:
    if isinstance(event, Followed):
        menus.come_back(turn.db, turn.member, turn.now)
    return None

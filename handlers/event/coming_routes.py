"""How members look through what is coming."""

from sqlalchemy import select

from bot.language import large
from bot.messages import Message
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.event import actions, cards, coming_cards, flow, routes
from models import Event, Registration

router = Router()


@router.word("events")
def events(turn: Turn) -> Replies:
    """All of them; “พรุ่งนี้มีประชุมไหม” is about one day."""
    days = flow.day_asked(turn.said, turn.now)
    if days and days[0] == days[1]:
        return routes.next_event(turn)
    return _coming(turn, 0)


@router.word("event_list")
def as_rows(turn: Turn) -> Replies:
    return routes.more(turn, cards.More(start=0))


@router.button(coming_cards.Further)
def further(turn: Turn, button: coming_cards.Further) -> Replies:
    return _coming(turn, button.start)


def _coming(turn: Turn, start: int) -> Replies:
    """In large letters a bubble is as high as the screen: rows under each other show more of it."""
    if large():
        return routes.more(turn, cards.More(start=start))
    among = actions.coming_up(turn.member, turn.now)
    found = list(turn.db.scalars(among.offset(start).limit(coming_cards.BESIDE + 1)))
    if len(found) == 1:
        return routes.show(turn, cards.Show(event=found[0].id))
    return [_side_by_side(turn, found, start)] if found else [cards.none_upcoming()]


def _side_by_side(turn: Turn, found: list[Event], start: int) -> Message:
    shown = found[: coming_cards.BESIDE]
    hers = select(Registration).where(
        Registration.member_id == turn.member.id,
        Registration.event_id.in_([each.id for each in shown]),
    )
    mine = {each.event_id: each for each in turn.db.scalars(hers)}
    counts = {each.id: each.counts(turn.db) for each in shown}
    return coming_cards.coming(found, counts, mine, turn.now, turn.settings, start=start)

"""What a member says and presses to bring others along."""

from collections.abc import Sequence

from bot import naming, words
from bot.language import _
from bot.messages import Message
from bot.router import Router
from bot.turn import Refusal, Replies, Turn
from handlers.event import (
    actions,
    cards,
    companion_cards,
    companion_flow,
    companions,
    meant,
    seats,
)
from handlers.event.cards import SHOWN
from handlers.event.companion_flow import PuttingDown
from models import Answer, Event

router = Router()


@router.word("put_down")
def put_down(turn: Turn) -> Replies:
    return bring(turn, companion_flow.asked(turn.said) or "")


def bring(turn: Turn, said: str) -> Replies:
    """`said` is the name as typed, perhaps with the event's title; empty where there was none."""
    member = turn.member
    if member.consent is None or member.club_id is None:
        return [cards.join_first(member.club)]
    ahead = meant.among(turn.db, actions.ahead(member, turn.now), turn.said, turn.now)
    events = list(turn.db.scalars(ahead.limit(SHOWN + 1)))
    for each in events:
        said = said.replace(each.title, "")
    state = PuttingDown(name=naming.read(said) or "")
    if len(events) == 1:
        return _for(turn, state, events[0])
    turn.move_to(state if events else None)
    return [companion_cards.which(events)] if events else [cards.none_upcoming()]


@router.button(companion_cards.PutDown)
def choose(turn: Turn, button: companion_cards.PutDown) -> Replies:
    """For a name that was said already and waits for its event, or for another one."""
    state = turn.state(PuttingDown)
    waits = state is not None and state.event is None
    named = state if state and waits else PuttingDown()
    return _for(turn, named, _event(turn, button.event))


@router.button(companion_cards.MoreEvents)
def more_events(turn: Turn, button: companion_cards.MoreEvents) -> Replies:
    ahead = actions.ahead(turn.member, turn.now).offset(button.start).limit(SHOWN + 1)
    events = list(turn.db.scalars(ahead))
    return [companion_cards.which(events, button.start)] if events else [cards.none_upcoming()]


@router.flow(PuttingDown)
def answer(turn: Turn, state: PuttingDown, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return None
    if state.event is None:
        found = meant.titled(turn.db, actions.ahead(turn.member, turn.now), said)
        return _for(turn, state, _event(turn, found[0])) if found else None
    if naming.is_other_matter(said):
        return None
    name = naming.read(said)
    if name is None:
        return [companion_cards.ask_name(_event(turn, state.event), again=True)]
    return _for(turn, PuttingDown(name=name), _event(turn, state.event))


@router.word("companions")
def show(turn: Turn) -> Replies:
    return list(brought(turn)) or [companion_cards.nobody()]


@router.button(companion_cards.More)
def more(turn: Turn, button: companion_cards.More) -> Replies:
    return list(brought(turn, button.start)) or [companion_cards.nobody()]


@router.button(companion_cards.TakeBack)
def take_back(turn: Turn, button: companion_cards.TakeBack) -> Replies:
    event = _event(turn, button.event)
    when = {"at": turn.at, "now": turn.now}
    name = companions.take_back(turn.db, turn.member, event.id, button.member, **when)
    return [companion_cards.taken_back(event, name)]


def brought(turn: Turn, start: int = 0) -> Sequence[Message]:
    """Whom she put down for what is ahead; nothing where there is nobody."""
    ahead = actions.ahead(turn.member, turn.now).with_only_columns(Event.id)
    hers = companions.of(turn.db, turn.member, ahead)
    return [companion_cards.brought(hers, start)] if len(hers) > start else []


def _for(turn: Turn, state: PuttingDown, event: Event) -> Replies:
    if not state.name:
        turn.move_to(PuttingDown(event=event.id))
        return [companion_cards.ask_name(event)]
    turn.move_to(None)
    when = {"at": turn.at, "now": turn.now}
    try:
        mine = companions.put_down(turn.db, turn.member, event, state.name, **when)
    except Refusal as refusal:
        return [cards.refused(str(refusal))]
    ahead = seats.ahead_of(turn.db, mine) if mine.answer is Answer.WAITING else 0
    return [companion_cards.put_down(event, mine, ahead)]


def _event(turn: Turn, event_id: int) -> Event:
    event = turn.db.scalar(actions.ahead(turn.member, turn.now).where(Event.id == event_id))
    if event is None:
        raise Refusal(_("ไม่พบกิจกรรมนี้แล้วค่ะ พิมพ์ “กิจกรรม” เพื่อดูที่กำลังจะมาถึงนะคะ"))
    return event

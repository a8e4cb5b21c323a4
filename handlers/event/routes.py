"""What members say and press about events."""

from sqlalchemy import Select

from bot import words
from bot.language import _
from bot.messages import Message
from bot.router import Router
from bot.turn import Refusal, Replies, Turn
from handlers.event import actions, cards, flow
from models import Answer, Club, Event, Registration, Role
from models.name import person_name

router = Router()


@router.word("events")
def events(turn: Turn) -> Replies:
    return _list(turn, 0)


@router.button(cards.More)
def more(turn: Turn, button: cards.More) -> Replies:
    return _list(turn, button.start)


@router.button(cards.Show)
def show(turn: Turn, button: cards.Show) -> Replies:
    return [_card(turn, _event(turn, button.event))]


@router.button(cards.Programme)
def programme(turn: Turn, button: cards.Programme) -> Replies:
    return [cards.programme(_event(turn, button.event))]


@router.button(cards.Respond)
def respond(turn: Turn, button: cards.Respond) -> Replies:
    """The latest press wins, so pressing twice changes nothing."""
    event = _event(turn, button.event)
    if not button.coming:
        return _decline(turn, event)
    if turn.member.consent is None or turn.member.club_id is None:
        home = turn.db.get_one(Club, event.club_id)
        return [cards.join_first(home.code, home.name)]
    if turn.member.name is None:
        turn.move_to(flow.Naming(event=event.id))
        return [cards.ask_name(turn.member.line_name)]
    return _register(turn, event)


@router.flow(flow.Naming)
def take_name(turn: Turn, state: flow.Naming, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return [_card(turn, _event(turn, state.event))]
    if words.intent(said) == "events":
        turn.move_to(None)
        return None
    name = person_name(said)
    if name is None:
        raise Refusal(_("ขอชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 80 ตัวนะคะ เช่น สมชาย ใจดี"))
    turn.member.name = name
    turn.move_to(None)
    return _register(turn, _event(turn, state.event))


@router.word("rsvp")
def come(turn: Turn) -> Replies:
    """“ไป”: with one event open this is clear; with more, ask which."""
    return _answer_in_words(turn, actions.unanswered(turn.member, turn.now), coming=True)


@router.word("decline")
def stay_away(turn: Turn) -> Replies:
    return _answer_in_words(turn, actions.coming_up(turn.member, turn.now), coming=False)


@router.word("cancel_rsvp")
def cancel(turn: Turn) -> Replies:
    return _answer_in_words(turn, actions.registered(turn.member, turn.now), coming=False)


@router.word("cancel_event")
def cancel_event(turn: Turn) -> Replies:
    """A coordinator may mean the event itself; a member can only mean her own seat."""
    if Role.clubs_of(turn.db, turn.member):
        return [cards.no_cancelling()]
    return cancel(turn)


@router.word("my_registrations")
def my_registrations(turn: Turn) -> Replies:
    mine = list(turn.db.scalars(actions.registered(turn.member, turn.now).limit(cards.SHOWN * 3)))
    if len(mine) == 1:
        return [_card(turn, mine[0])]
    return [cards.mine(mine)] if mine else [cards.none_mine()]


@router.word("event_info", "maybe")
def next_event(turn: Turn) -> Replies:
    """“กี่โมง ที่ไหน” is about the next event."""
    mine = turn.db.scalar(actions.registered(turn.member, turn.now).limit(1))
    event = mine or turn.db.scalar(actions.coming_up(turn.member, turn.now).limit(1))
    return [_card(turn, event)] if event else [cards.none_upcoming()]


@router.word("join_online")
def give_link(turn: Turn) -> Replies:
    online = actions.registered(turn.member, turn.now).where(Event.online_url.is_not(None))
    event = turn.db.scalar(online.limit(1))
    return [_card(turn, event)] if event else [cards.no_link()]


def _list(turn: Turn, start: int) -> Replies:
    page = actions.coming_up(turn.member, turn.now).offset(max(start, 0)).limit(cards.SHOWN + 1)
    events = list(turn.db.scalars(page))
    if len(events) == 1 and start == 0:
        return [_card(turn, events[0])]
    return [cards.upcoming(events, start)] if events else [cards.none_upcoming()]


def _answer_in_words(turn: Turn, among: Select[Event], *, coming: bool) -> Replies:
    events = list(turn.db.scalars(among.limit(cards.SHOWN * 3)))
    if len(events) == 1:
        return respond(turn, cards.Respond(event=events[0].id, coming=coming))
    if events:
        return [cards.which(events, coming=coming)]
    return my_registrations(turn) if coming else [cards.none_mine()]


def _register(turn: Turn, event: Event) -> Replies:
    actions.answer(turn.db, turn.member, event.id, Answer.COMING, at=turn.at, now=turn.now)
    return [cards.registered(event)]


def _decline(turn: Turn, event: Event) -> Replies:
    actions.answer(turn.db, turn.member, event.id, Answer.DECLINED, at=turn.at, now=turn.now)
    return [cards.declined(event)]


def _card(turn: Turn, event: Event) -> Message:
    mine = turn.db.get(Registration, (event.id, turn.member.id))
    return cards.event(
        event, event.coming(turn.db), mine.answer if mine else None, open_=event.starts > turn.now
    )


def _event(turn: Turn, event_id: int) -> Event:
    """An event that this member may see; another club's does not exist for her."""
    event = turn.db.get(Event, event_id)
    if event is None or not (event.for_all or event.club_id == turn.member.club_id):
        raise Refusal(_("ไม่พบกิจกรรมนี้แล้วค่ะ พิมพ์ “กิจกรรม” เพื่อดูที่กำลังจะมาถึงนะคะ"))
    return event

"""What coordinators say and press to change an event and to move it."""

from sqlalchemy import Select, select

from bot import incoming, quota, words
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.event import cards, editing_cards, meant, planning, planning_cards, telling
from handlers.event import editing_flow as flow
from handlers.event.cards import SHOWN
from handlers.event.editing_cards import Among, Edit, Save
from handlers.event.editing_flow import Choosing, Doubt, Editing, Part
from handlers.event.outline import Fault
from models import Event, EventState, NoticeKind, Role

router = Router()


@router.word("edit_event")
def edit(turn: Turn) -> Replies:
    """“เพิ่มที่นั่งเป็น 50” says what, and its new value, at once."""
    if not Role.clubs_of(turn.db, turn.member):
        return [planning_cards.not_hers()]
    part, new = flow.about(turn.said), flow.value(turn.said)
    found = _page(turn, 0, turn.said.removesuffix(new or ""))  # a new place may hold a title
    if len(found) == 1:
        return _begun(turn, found[0], part, new)
    if not found:
        return [planning_cards.none_hers()]
    turn.move_to(Choosing(part=part, new=new))
    return [editing_cards.which(found, part, 0)]


@router.flow(Choosing)
def choose_in_words(turn: Turn, state: Choosing, said: str) -> Replies | None:
    found = _page(turn, 0, said)
    return _begun(turn, found[0], state.part, state.new) if len(found) == 1 else None


@router.button(Among)
def more(turn: Turn, button: Among) -> Replies:
    found = _page(turn, button.start)
    if not found:
        return [planning_cards.none_hers()]
    return [editing_cards.which(found, button.part, button.start)]


@router.button(Edit)
def choose(turn: Turn, button: Edit) -> Replies:
    """What she typed of this event before is kept, and what she wanted when she was asked which."""
    event = planning.own_open(turn.db, turn.member, button.event)
    asked = turn.state(Choosing)
    new = asked.new if asked and asked.part is button.part else None
    return _begun(turn, event, button.part, new)


@router.flow(Editing)
def answer(turn: Turn, state: Editing, said: str) -> Replies | None:
    if words.said(said, "back"):
        turn.move_to(None)
        return None if state.part is Part.MENU else _ask(turn, state.at(Part.MENU))
    match state.part:
        case Part.MENU:
            part = next((each for each in editing_cards.NAMES if _names(said, each)), None)
            return _ask(turn, state.at(part)) if part else None
        case Part.CHECK:
            return _check_in_words(turn, state, said)
        case _:
            return _read(turn, state, said)


@router.first
def take_location(turn: Turn, event: incoming.Event) -> Replies | None:
    """A place on the map, while one is asked for."""
    state = turn.state(Editing)
    if state is None or turn.conversation.asleep or not isinstance(event, incoming.Sent):
        return None
    if event.location is None:
        return None
    taken = flow.located(state, event.location, turn.now, _taken(turn, state))
    return _take(turn, state, taken) if taken else None


@router.button(Save)
def save(turn: Turn, button: Save) -> Replies:
    """Pressed twice is saved once; what somebody else changed first is shown before."""
    state = turn.state(Editing)
    if state is None or state.event != button.event or state.part is not Part.CHECK:
        return choose(turn, Edit(event=button.event, part=Part.MENU))
    event = planning.own_open(turn.db, turn.member, state.event)
    if event.version != state.version:
        return _overtaken(turn, state, event)
    planning.change(
        turn.db, turn.member, event.id, state.wanted, version=state.version, now=turn.now
    )
    turn.move_to(None)
    shown = cards.event(event, event.counts(turn.db), None, turn.now, turn.settings)
    return [shown, editing_cards.saved()]


def _overtaken(turn: Turn, state: Editing, event: Event) -> Replies:
    now_is = planning.outline(event)
    told = editing_cards.overtaken(state.was, now_is)
    return [told, *_take(turn, state, state.onto(now_is, event.version))]


def _names(said: str, part: Part) -> bool:
    return words.one_of(said, editing_cards.NAMES[part])


def _read(turn: Turn, state: Editing, said: str) -> Replies | None:
    taken = _taken(turn, state)
    if state.part not in flow.NEEDED and words.one_of(said, editing_cards.CLEAR):
        return _take(turn, state, flow.cleared(state, turn.now, taken))
    if words.is_request(said) and state.part is not Part.SEATS:
        return None
    return _take(turn, state, flow.answer(state, said, turn.now, taken))


def _check_in_words(turn: Turn, state: Editing, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, editing_cards.SAVE):
        return save(turn, Save(event=state.event, version=state.version))
    if words.said(said, "no") or words.one_of(said, editing_cards.ALSO):
        return _ask(turn, state.at(Part.MENU))
    return None


def _take(turn: Turn, state: Editing, taken: flow.Taken) -> Replies:
    if isinstance(taken, Editing):
        return _ask(turn, taken)
    turn.move_to(state)
    return [editing_cards.again(taken, _taken(turn, state))]


def _ask(turn: Turn, state: Editing) -> Replies:
    event = planning.own_open(turn.db, turn.member, state.event)
    turn.move_to(state)
    if state.part is Part.MENU:
        return [editing_cards.menu(state)]
    if state.part is not Part.CHECK:
        return [editing_cards.question(state)]
    if not state.differs:
        turn.move_to(None)
        return [editing_cards.unchanged()]
    return [editing_cards.check(state, _price(turn, event, state), quota.left(turn.db, turn.now))]


def _price(turn: Turn, event: Event, state: Editing) -> int:
    """Who is told of the change; where nobody is, those who wait and get a seat by it."""
    if event.state is not EventState.PUBLISHED:
        return 0
    if not telling.TOLD.isdisjoint(state.differs):
        return telling.price(turn.db, event, NoticeKind.CHANGED)
    if "capacity" not in state.differs:
        return 0
    counts, seats = event.counts(turn.db), state.wanted.capacity
    room = counts.waiting if seats is None else max(seats - counts.taken, 0)
    return quota.price(min(counts.waiting, room))


def _taken(turn: Turn, state: Editing) -> int:
    return planning.own_open(turn.db, turn.member, state.event).counts(turn.db).taken


def _begun(turn: Turn, event: Event, part: Part, new: str | None) -> Replies:
    """At its question; where the new value was said already, and is one, at the check."""
    state = _going_on(turn, event).at(part)
    if new and part is not Part.MENU:
        taken = flow.answer(state, new, turn.now, event.counts(turn.db).taken)
        if isinstance(taken, Editing | Fault | Doubt):
            return _take(turn, state, taken)
    return _ask(turn, state)


def _going_on(turn: Turn, event: Event) -> Editing:
    """With what she has changed of it and not saved."""
    state = turn.state(Editing)
    if state and state.event == event.id:
        return state
    now_is = planning.outline(event)
    return Editing(event=event.id, version=event.version, was=now_is, wanted=now_is)


def _page(turn: Turn, start: int, said: str = "") -> list[Event]:
    """Her clubs' that are not over, drafts too; the one that is named, where one is."""
    events = _hers(turn)
    if ids := meant.titled(turn.db, events, said):
        events = events.where(Event.id.in_(ids))
    return list(turn.db.scalars(events.offset(start).limit(SHOWN + 1)))


def _hers(turn: Turn) -> Select[Event]:
    clubs = [club.id for club in Role.clubs_of(turn.db, turn.member)]
    on = Event.state != EventState.CANCELLED, Event.ends > turn.now
    return select(Event).where(Event.club_id.in_(clubs), *on).order_by(Event.starts, Event.id)

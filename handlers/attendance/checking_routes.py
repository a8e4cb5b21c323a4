"""What coordinators say and press to let people in."""

from datetime import date

from bot import passes, sittings, words
from bot.bangkok import local
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.attendance import actions, checking_cards, flow
from handlers.attendance.checking_cards import Of
from models import Event, Role

router = Router()


@router.word("checkin_word")
def begin_word(turn: Turn) -> Replies:
    return _choose(turn, Of.WORD)


@router.word("checkin_code")
def show_code(turn: Turn) -> Replies:
    return _choose(turn, Of.DOOR)


@router.button(checking_cards.More)
def more(turn: Turn, button: checking_cards.More) -> Replies:
    events = _among(turn, button.of)
    return [checking_cards.which(button.of, events, button.start)] if events else _none(button.of)


@router.button(checking_cards.Pick)
def pick(turn: Turn, button: checking_cards.Pick) -> Replies:
    return _go_on(turn, button.of, button.event)


@router.button(checking_cards.Door)
def show_door(turn: Turn, button: checking_cards.Door) -> Replies:
    event = actions.own(turn.db, turn.member, button.event)
    return _door(turn, event, button.day)


@router.flow(flow.Wording)
def take_word(turn: Turn, state: flow.Wording, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no") or words.is_request(said):
        turn.move_to(None)
        return None
    row = actions.set_word(turn.db, turn.member, state.event, said, turn.now)
    turn.move_to(None)
    event = actions.own(turn.db, turn.member, state.event)
    until = actions.closes(event, row.day)
    return [checking_cards.word_set(event, row.word or "", until)]


def _choose(turn: Turn, of: Of) -> Replies:
    """With one event it is clear; of more, she is asked which."""
    if not Role.clubs_of(turn.db, turn.member):
        return [checking_cards.not_hers()]
    match _among(turn, of):
        case []:
            return _none(of)
        case [event]:
            return _go_on(turn, of, event.id)
        case events:
            return [checking_cards.which(of, events)]


def _among(turn: Turn, of: Of) -> list[Event]:
    if of is Of.DOOR:
        return actions.to_come(turn.db, turn.member, turn.now)
    return actions.today(turn.db, turn.member, turn.now)


def _none(of: Of) -> Replies:
    ahead = of is Of.DOOR
    return [checking_cards.none_ahead() if ahead else checking_cards.none_today()]


def _go_on(turn: Turn, of: Of, event_id: int) -> Replies:
    if of is Of.DOOR:
        event = actions.own(turn.db, turn.member, event_id)
        return _door(turn, event, _next_day(turn, event))
    event, day = actions.own_today(turn.db, turn.member, event_id, turn.now)
    turn.move_to(flow.Wording(event=event.id))
    return [checking_cards.ask_word(event, actions.of_day(turn.db, event, day).word)]


def _next_day(turn: Turn, event: Event) -> date:
    days, today = sittings.days(event), local(turn.now).date()
    return next((day for day in days if day >= today), days[-1])


def _door(turn: Turn, event: Event, day: date) -> Replies:
    following = next((each for each in sittings.days(event) if each > day), None)
    png, pdf = (passes.door(turn.db, event, day, form) for form in ("png", "pdf"))
    return checking_cards.door(event, day, following, png=png, pdf=pdf)

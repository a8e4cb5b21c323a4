"""What members say and press to rate an event they came to."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import words
from bot.clock import Clock
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.feedback import actions, cards, flow

router = Router()
clock = Clock([])


@clock.every(minutes=1)
def ask_those_who_came(db: Session, now: datetime) -> bool:
    return actions.ask_those_who_came(db, now)


@router.word("rate_event")
def begin(turn: Turn) -> Replies:
    events = actions.open_to(turn.db, turn.member, turn.now)
    if len(events) == 1:
        return ask(turn, cards.Ask(event=events[0].id))
    return [cards.which(events) if events else cards.none_open()]


@router.button(cards.Ask)
def ask(turn: Turn, button: cards.Ask) -> Replies:
    event = actions.attended(turn.db, turn.member, button.event, turn.now)
    turn.move_to(flow.Rating(event=event.id))
    return [cards.ask(event)]


@router.button(cards.Rate)
def rate(turn: Turn, button: cards.Rate) -> Replies:
    if button.stars not in flow.STARS:
        return ask(turn, cards.Ask(event=button.event))
    actions.rate(turn.db, turn.member, button.event, button.stars, turn.now)
    turn.move_to(flow.Commenting(event=button.event))
    return [cards.ask_comment(button.stars)]


@router.flow(flow.Rating)
def rate_in_words(turn: Turn, state: flow.Rating, said: str) -> Replies | None:
    if stars := flow.stars(said):
        return rate(turn, cards.Rate(event=state.event, stars=stars))
    if words.is_request(said) or words.said(said, "no", "back", "skip"):
        turn.move_to(None)
        return None
    event = actions.attended(turn.db, turn.member, state.event, turn.now)
    return [cards.ask_again(event)]


@router.flow(flow.Commenting)
def comment(turn: Turn, state: flow.Commenting, said: str) -> Replies | None:
    if words.one_of(said, cards.SKIP) or words.said(said, "no", "back", "skip"):
        turn.move_to(None)
        return [cards.thanks()]
    if stars := flow.stars(said):  # another tap, or second thoughts
        return rate(turn, cards.Rate(event=state.event, stars=stars))
    if words.is_request(said):
        turn.move_to(None)
        return None
    if len(said) > flow.LONGEST:
        return [cards.too_long()]
    told = " ".join(said.split())
    said_in = turn.message_id
    actions.comment(turn.db, turn.member, state.event, told, turn.now, said_in=said_in)
    turn.move_to(None)
    return [cards.thanks()]


@router.unsent
def forget(turn: Turn, message_id: str) -> None:
    actions.unsend(turn.db, turn.member, message_id)

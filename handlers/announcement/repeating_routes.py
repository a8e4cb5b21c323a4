"""What a coordinator says and presses to repeat an announcement, and the clock's part."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import words
from bot.clock import Clock
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import cards, drafting, flow, repeating, repeating_cards
from handlers.announcement.repeating_flow import Doubt, Rule, typed

router = Router()
clock = Clock([])


@clock.every(seconds=60)
def plan_next(db: Session, now: datetime) -> bool:
    return repeating.plan_next(db, now)


@router.button(repeating_cards.Repeat)
def ask(turn: Turn, button: repeating_cards.Repeat) -> Replies:
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    turn.move_to(state.model_copy(update={"repeating": True, "timing": False, "instead": None}))
    return [repeating_cards.ask()]


@router.button(repeating_cards.Once)
def once(turn: Turn, button: repeating_cards.Once) -> Replies:
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    return drafting.show(turn, state.model_copy(update={"rule": None}))


def set_rule(turn: Turn, state: flow.Checking, said: str) -> Replies:
    """What was typed after the question for days."""
    if words.said(said, "back", "no", "skip"):
        return drafting.show(turn, state)
    rule = typed(said, turn.now)
    if isinstance(rule, Doubt):
        return [repeating_cards.ask(rule)]
    kept = {"rule": rule.model_dump(mode="json"), "due": None}
    return drafting.show(turn, state.model_copy(update=kept))


def start(turn: Turn, state: flow.Checking, rule: Rule) -> Replies:
    wish = drafting.wish(turn, state)
    series = repeating.start(turn.db, wish, rule, turn.member, now=turn.now, draft=state.draft)
    turn.move_to(None)
    return [repeating_cards.started(series)]


def in_words(turn: Turn, state: flow.Checking, said: str) -> Replies | None:
    if words.one_of(said, repeating_cards.REPEAT):
        return ask(turn, repeating_cards.Repeat(draft=state.draft))
    if words.one_of(said, repeating_cards.ONCE):
        return once(turn, repeating_cards.Once(draft=state.draft))
    return None


@router.word("announcement_series")
def show(turn: Turn) -> Replies:
    return [repeating_cards.running(repeating.running(turn.db, turn.member))]


@router.button(repeating_cards.Running)
def show_more(turn: Turn, button: repeating_cards.Running) -> Replies:
    return [repeating_cards.running(repeating.running(turn.db, turn.member), button.skip)]


@router.button(repeating_cards.Stop)
def stop(turn: Turn, button: repeating_cards.Stop) -> Replies:
    repeating.stop(turn.db, turn.member, button.series, turn.now)
    return [repeating_cards.stopped()]

"""What a coordinator presses and says to set more of an announcement than its words."""

from bot import words
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import cards, drafting, flow, further_cards

router = Router()


@router.button(cards.Further)
def show(turn: Turn, button: cards.Further) -> Replies:
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    whom = cards.to_how_many(drafting.plan(turn, state))
    return [further_cards.further(state, whom)]


@router.button(further_cards.AtNight)
def choose_night(turn: Turn, button: further_cards.AtNight) -> Replies:
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    return drafting.show(turn, state.model_copy(update={"at_night": button.wanted}))


def in_words(turn: Turn, state: flow.Checking, said: str) -> Replies | None:
    """Every button of these cards can be typed."""
    if words.one_of(said, cards.FURTHER):
        return show(turn, cards.Further(draft=state.draft))
    for label, wanted in ((further_cards.AT_NIGHT, True), (further_cards.IN_THE_MORNING, False)):
        if words.one_of(said, label):
            return choose_night(turn, further_cards.AtNight(draft=state.draft, wanted=wanted))
    return None

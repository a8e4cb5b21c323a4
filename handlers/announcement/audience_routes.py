"""What a coordinator presses and says to choose whom an announcement is for."""

import json

from bot import audience, words
from bot.audience import Audience
from bot.language import _
from bot.router import Router
from bot.turn import Refusal, Replies, Turn
from handlers.announcement import audience_cards, cards, drafting, flow
from handlers.announcement.audience_cards import Offered

router = Router()


@router.button(audience_cards.To)
def ask(turn: Turn, button: audience_cards.To) -> Replies:
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    offered = _offered(turn, state)
    skip = button.skip if button.skip < len(offered) else 0
    return [audience_cards.ask(state, offered, skip)]


@router.button(audience_cards.Choose)
def choose(turn: Turn, button: audience_cards.Choose) -> Replies:
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    whom = _read(button.whom)
    if whom is None or not whom.may(turn.db, turn.member):
        raise Refusal(_("คุณส่งถึงผู้รับกลุ่มนี้ไม่ได้ค่ะ ลองเลือกผู้รับกลุ่มอื่นนะคะ"))
    return drafting.show(turn, state.model_copy(update={"to": audience.kept(whom)}))


def in_words(turn: Turn, state: flow.Checking, said: str) -> Replies | None:
    """“เลือกผู้รับ”, or the name of somebody whom it can go to."""
    if words.one_of(said, audience_cards.TO):
        return ask(turn, audience_cards.To(draft=state.draft))
    for whom, named, _count in _offered(turn, state):
        if words.one_of(said, named):
            return drafting.show(turn, state.model_copy(update={"to": audience.kept(whom)}))
    return None


def _offered(turn: Turn, state: flow.Checking) -> list[Offered]:
    club = drafting.own(turn, state.club)
    choices = audience.choices(turn.db, turn.member, club, turn.now)
    return [(each, each.named(turn.db), audience.count(turn.db, each)) for each in choices]


def _read(whom: str) -> Audience | None:
    try:
        row = json.loads(whom)
    except ValueError:
        return None
    return audience.found(row) if isinstance(row, dict) else None

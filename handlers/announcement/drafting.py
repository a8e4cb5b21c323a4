"""The draft that a coordinator has before her: what the chat's routes share."""

from bot import audience
from bot.language import _
from bot.turn import Refusal, Replies, Turn
from handlers.announcement import actions, cards, flow, pictures
from handlers.announcement.repeating_flow import Rule, following
from models import Club, Role


def show(turn: Turn, state: flow.Checking) -> Replies:
    """The card; with it nothing else is being asked."""
    asked = {"timing": False, "buttoning": False, "repeating": False, "day": None, "instead": None}
    state = state.model_copy(update=asked)
    turn.move_to(state)
    shown = pictures.shown(turn.db, state.content)
    picture = next(iter(shown.values()), None)
    return [cards.check(state, plan(turn, state), turn.now, picture=picture)]


def plan(turn: Turn, state: flow.Checking) -> actions.Plan:
    return actions.plan(turn.db, wish(turn, state), turn.now, author=turn.member)


def wish(turn: Turn, state: flow.Checking) -> actions.Wish:
    to = audience.found(state.to) if state.to else None
    club = own(turn, state.club)
    repeated = rule(state)
    due = following(repeated, turn.now) if repeated else state.due
    return actions.Wish(club, state.content, to, due=due, at_night=state.at_night)


def rule(state: flow.Checking) -> Rule | None:
    """When it is sent again and again, where it is."""
    return Rule.model_validate(state.rule) if state.rule else None


def draft(turn: Turn, draft: str) -> flow.Checking | None:
    state = turn.state(flow.Checking)
    return state if state and state.draft == draft else None


def own(turn: Turn, club_id: int) -> Club:
    """A club of hers, decided by who presses; another's does not exist for her."""
    for club in Role.clubs_of(turn.db, turn.member):
        if club.id == club_id:
            return club
    raise Refusal(_("ไม่พบชมรมนี้ในหน้าที่ของคุณค่ะ พิมพ์ “เมนู” เพื่อเริ่มใหม่นะคะ"))


def is_hers(turn: Turn, club_id: int) -> bool:
    return any(club.id == club_id for club in Role.clubs_of(turn.db, turn.member))

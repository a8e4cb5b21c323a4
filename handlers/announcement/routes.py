"""What coordinators say and press to tell their club something; and members, to read it."""

from datetime import datetime
from uuid import uuid4

from bot import limits, outcome, placeholders, words
from bot.choosing import club_named
from bot.conversation import rest
from bot.language import N_
from bot.messages import text
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import (
    actions,
    approval_cards,
    audience_routes,
    cards,
    drafting,
    flow,
    further_routes,
    news_routes,
    parts_cards,
    parts_routes,
    pictures,
    repeating,
    repeating_cards,
    repeating_routes,
)
from handlers.announcement.content import LONGEST, Content
from models import Account, Role

router = Router()

SEND = (cards.SEND, cards.SEND_THEN, N_("ส่ง"))  # what may be typed instead of a press
TRY = (cards.TRY, N_("ลองส่ง"), N_("ทดสอบ"))
WHEN = (cards.WHEN,)
REWRITE = (cards.REWRITE, N_("แก้ไข"))


@router.word("announce")
def begin(turn: Turn) -> Replies:
    """For coordinators. A member who says so gets the nearest thing: the club's news."""
    clubs = Role.clubs_of(turn.db, turn.member)
    if not clubs:
        return news_routes.news(turn)
    warning = _held(turn)
    if len(clubs) > 1:
        turn.move_to(flow.Choosing())
        return [*warning, cards.ask_club(clubs)]
    turn.move_to(flow.Writing(club=clubs[0].id))
    return [*warning, cards.ask_text(clubs[0])]


@router.flow(flow.Choosing)
def choose_in_words(turn: Turn, state: flow.Choosing, said: str) -> Replies | None:
    clubs = Role.clubs_of(turn.db, turn.member)
    if club := club_named(clubs, said):
        return choose(turn, cards.For(club=club.id))
    if words.one_of(said, cards.MORE):
        return choose_among_others(turn, cards.Others(skip=state.skip + cards.LISTED))
    return None if words.understood(said) else [cards.ask_club(clubs)]


@router.button(cards.Others)
def choose_among_others(turn: Turn, button: cards.Others) -> Replies:
    """The next three; after the last the first again."""
    clubs = Role.clubs_of(turn.db, turn.member)
    skip = button.skip if button.skip < len(clubs) else 0
    turn.move_to(flow.Choosing(skip=skip))
    return [cards.ask_club(clubs, skip)]


@router.button(cards.For)
def choose(turn: Turn, button: cards.For) -> Replies:
    club = drafting.own(turn, button.club)
    turn.move_to(flow.Writing(club=club.id))
    return [cards.ask_text(club)]


@router.flow(flow.Writing)
def write(turn: Turn, state: flow.Writing, said: str) -> Replies | None:
    if words.said(said, "back", "skip") or not drafting.is_hers(turn, state.club):
        turn.move_to(None)
        return None
    if words.said(said, "announce"):
        return begin(turn)
    club = drafting.own(turn, state.club)
    units = limits.utf16(said)
    if units > LONGEST:
        return [cards.too_long(units)]
    if flow.blank(said):
        return [cards.ask_text(club)]
    was = state.was or flow.Checking(club=club.id, draft="", content=Content(parts=()))
    new = {"content": was.content.with_words(said), "draft": uuid4().hex}
    found = was.model_copy(update={**new, "said_in": turn.message_id})
    return drafting.show(turn, found)


@router.flow(flow.Checking)
def check_in_words(turn: Turn, state: flow.Checking, said: str) -> Replies | None:
    """Every button of the card can be typed; a time is understood right away."""
    if not drafting.is_hers(turn, state.club):
        turn.move_to(None)
        return None
    if state.repeating:
        return repeating_routes.set_rule(turn, state, said)
    if state.buttoning:
        return parts_routes.set_buttons(turn, state, said)
    if state.instead and (answered := _answer_offer(turn, state, said)):
        return answered
    if words.said(said, "back", "no"):
        return _step_back(turn, state)
    return _typed_button(turn, state, said) or _take(turn, state, said)


def _take(turn: Turn, state: flow.Checking, said: str) -> Replies | None:
    """A time, something near to one, or another text."""
    due = flow.typed(said, turn.now, state.day)
    if isinstance(due, datetime):
        return _set_time(turn, state, due)
    if state.timing or due is not flow.Doubt.NO_TIME:
        return _ask_time(turn, state, due, said)
    return None if words.is_phrase(said) else _offer(turn, state, said)


def _answer_offer(turn: Turn, state: flow.Checking, said: str) -> Replies | None:
    """A yes takes the new text; what would send first has to say which text it means."""
    if words.said(said, "yes") or words.one_of(said, cards.REPLACE):
        return replace(turn, cards.Replace(draft=state.draft, by=uuid4().hex))
    if words.said(said, "no", "back") or words.one_of(said, cards.KEEP):
        return keep(turn, cards.Keep(draft=state.draft))
    if words.one_of(said, parts_cards.APPEND):
        return parts_routes.append(turn, parts_cards.Append(draft=state.draft, by=uuid4().hex))
    return [cards.offer(state, uuid4().hex)] if words.one_of(said, *SEND) else None


def _offer(turn: Turn, state: flow.Checking, said: str) -> Replies:
    if limits.utf16(said) > LONGEST:
        return [cards.too_long(limits.utf16(said))]
    if flow.blank(said):
        return drafting.show(turn, state)
    asked = state.model_copy(update={"instead": said, "instead_said_in": turn.message_id})
    turn.move_to(asked)
    return [cards.offer(asked, uuid4().hex)]


def _typed_button(turn: Turn, state: flow.Checking, said: str) -> Replies | None:
    if words.one_of(said, *WHEN):
        return _ask_time(turn, state)
    if words.one_of(said, *REWRITE):
        return rewrite(turn, cards.Rewrite(draft=state.draft))
    if words.one_of(said, *TRY):
        return try_it(turn, cards.Try(draft=state.draft))
    further = (
        further_routes.in_words(turn, state, said)
        or parts_routes.in_words(turn, state, said)
        or repeating_routes.in_words(turn, state, said)
        or audience_routes.in_words(turn, state, said)
    )
    if further:
        return further
    if not state.timing and (words.one_of(said, *SEND) or words.said(said, "yes")):
        return send(turn, cards.Send(draft=state.draft))
    return None


@router.button(cards.When)
def set_time(turn: Turn, button: cards.When) -> Replies:
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    due = flow.picked(turn.picked or "")
    return _set_time(turn, state, due) if due else _ask_time(turn, state)


@router.button(cards.Try)
def try_it(turn: Turn, button: cards.Try) -> Replies:
    """A test to oneself is a reply, and free: exactly what members will see, then the card."""
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    club = drafting.own(turn, state.club)
    shown = pictures.shown(turn.db, state.content)
    messages = state.content.messages(club, shown)[: limits.PARTS - 1]
    seen = placeholders.fill(messages, turn.member.name or turn.member.line_name)
    return [*seen, *drafting.show(turn, state)]


@router.button(cards.Rewrite)
def rewrite(turn: Turn, button: cards.Rewrite) -> Replies:
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    club = drafting.own(turn, state.club)
    turn.move_to(flow.Writing(club=club.id, was=state))
    before = [text(state.content.text)] if state.content.text.strip() else []
    return [*before, cards.ask_text(club)]


@router.button(cards.Replace)
def replace(turn: Turn, button: cards.Replace) -> Replies:
    state = turn.state(flow.Checking)
    if state and state.draft == button.by:  # pressed twice equals pressed once
        return drafting.show(turn, state)
    if state is None or state.draft != button.draft or state.instead is None:
        return [cards.old_draft()]
    new = {"content": state.content.with_words(state.instead), "said_in": state.instead_said_in}
    return drafting.show(turn, state.model_copy(update={"draft": button.by, **new}))


@router.button(cards.Keep)
def keep(turn: Turn, button: cards.Keep) -> Replies:
    state = drafting.draft(turn, button.draft)
    return drafting.show(turn, state) if state else [cards.old_draft()]


@router.button(cards.Send)
def send(turn: Turn, button: cards.Send) -> Replies:
    if sent := actions.find(turn.db, button.draft):  # pressed twice equals pressed once
        drafting.own(turn, sent.club_id)
        return [approval_cards.planned(sent, later=sent.due > turn.now + flow.GRACE)]
    if series := repeating.find(turn.db, button.draft):
        drafting.own(turn, series.club_id)
        return [repeating_cards.started(series)]
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    if rule := drafting.rule(state):
        return repeating_routes.start(turn, state, rule)
    if state.due and (doubt := flow.doubt(state.due, turn.now)):
        return _ask_time(turn, state, doubt)
    announcement = actions.schedule(
        turn.db, drafting.wish(turn, state), turn.member, now=turn.now, draft=state.draft
    )
    turn.move_to(None)
    later, exhausted = announcement.due > turn.now + flow.GRACE, _exhausted(turn)
    return [approval_cards.planned(announcement, later=later, exhausted=exhausted)]


@router.unsent
def forget(turn: Turn, message_id: str) -> None:
    """A draft goes with the message that it was typed in; what was sent is a record of its own."""
    state = turn.state(flow.Checking)
    if state and (left := flow.without(state, message_id)) != state:
        turn.move_to(left)
        rest(turn.conversation)  # a later “yes” must not send what is left


def _set_time(turn: Turn, state: flow.Checking, due: datetime) -> Replies:
    if doubt := flow.doubt(due, turn.now):
        return _ask_time(turn, state, doubt)
    return drafting.show(turn, state.model_copy(update={"due": due, "rule": None}))


def _ask_time(
    turn: Turn, state: flow.Checking, doubt: flow.Doubt | None = None, said: str = ""
) -> Replies:
    day = state.day if doubt is flow.Doubt.NO_TIME else None
    if doubt is flow.Doubt.NO_HOUR:
        day = flow.day_of(said, turn.now)
    turn.move_to(state.model_copy(update={"timing": True, "day": day, "instead": None}))
    return [cards.ask_hour(day) if day else cards.ask_time(doubt)]


def _step_back(turn: Turn, state: flow.Checking) -> Replies:
    if state.timing:
        return drafting.show(turn, state)
    return rewrite(turn, cards.Rewrite(draft=state.draft))


def _held(turn: Turn) -> Replies:
    return [text(outcome.held())] if _exhausted(turn) else []


def _exhausted(turn: Turn) -> bool:
    account = Account.known(turn.db)
    return bool(account and account.exhausted)

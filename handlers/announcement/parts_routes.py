"""What a coordinator sends, says and presses to add more to an announcement than words."""

from collections.abc import Callable
from uuid import uuid4

from bot import words
from bot.incoming import Event, Location, Sent
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import (
    cards,
    drafting,
    flow,
    parts_cards,
    parts_flow,
    pictures,
)
from handlers.announcement.content import AnyPart, Content, Picture, Place, Words

router = Router()


@router.first
def take(turn: Turn, event: Event) -> Replies | None:
    """A photo or a place, while an announcement is being written; each is one more part."""
    state = turn.state(flow.Writing) or turn.state(flow.Checking)
    if state is None or turn.conversation.asleep or not isinstance(event, Sent):
        return None
    if not drafting.is_hers(turn, state.club):
        return None
    part = _part(turn, event)
    if part is None:
        return [parts_cards.unfit()]
    return _add(turn, _begun(state), part)


def _part(turn: Turn, event: Sent) -> AnyPart | None:
    if event.kind == "image" and turn.message_id:
        return Picture(file=turn.message_id)
    return _place(event.location) if event.location else None


def _place(where: Location) -> Place:
    named = where.title or where.address or f"{where.latitude:.5f}, {where.longitude:.5f}"
    return Place(
        title=named,
        address=where.address or named,
        latitude=where.latitude,
        longitude=where.longitude,
    )


def _begun(state: flow.Writing | flow.Checking) -> flow.Checking:
    if isinstance(state, flow.Checking):
        return state
    if state.was:
        return state.was
    return flow.Checking(club=state.club, draft=uuid4().hex, content=Content(parts=()))


def _add(turn: Turn, state: flow.Checking, part: AnyPart) -> Replies:
    if state.content.full:
        return [parts_cards.full()]
    if isinstance(part, Picture):
        pictures.ask(turn.db, turn.member, part.file, turn.now)
    return drafting.show(turn, state.model_copy(update={"content": state.content.with_part(part)}))


@router.button(parts_cards.Append)
def append(turn: Turn, button: parts_cards.Append) -> Replies:
    state = turn.state(flow.Checking)
    if state and state.draft == button.by:  # pressed twice equals pressed once
        return drafting.show(turn, state)
    if state is None or state.draft != button.draft or state.instead is None:
        return [cards.old_draft()]
    if state.content.full:
        return [parts_cards.full(), *drafting.show(turn, state)]
    content = state.content.with_part(Words(text=state.instead))
    return drafting.show(turn, state.model_copy(update={"content": content, "draft": button.by}))


@router.button(parts_cards.AddButtons)
def ask_buttons(turn: Turn, button: parts_cards.AddButtons) -> Replies:
    state = drafting.draft(turn, button.draft)
    if state is None:
        return [cards.old_draft()]
    if not state.content.text.strip():
        return [parts_cards.needs_words()]
    turn.move_to(state.model_copy(update={"buttoning": True, "timing": False, "instead": None}))
    return [parts_cards.ask_buttons()]


def set_buttons(turn: Turn, state: flow.Checking, said: str) -> Replies:
    """What was typed after the question for buttons."""
    if words.said(said, "back", "no", "skip"):
        return drafting.show(turn, state)
    typed = parts_flow.buttons(said)
    if typed is None:
        return [parts_cards.odd_buttons()]
    content = state.content.with_buttons(typed)
    return drafting.show(turn, state.model_copy(update={"content": content}))


@router.button(parts_cards.DropButtons)
def drop_buttons(turn: Turn, button: parts_cards.DropButtons) -> Replies:
    return _with(turn, button.draft, lambda content: content.with_buttons(()))


@router.button(parts_cards.DropPictures)
def drop_pictures(turn: Turn, button: parts_cards.DropPictures) -> Replies:
    return _with(turn, button.draft, Content.without_pictures)


def _with(turn: Turn, draft: str, change: Callable[[Content], Content]) -> Replies:
    state = drafting.draft(turn, draft)
    if state is None:
        return [cards.old_draft()]
    return drafting.show(turn, state.model_copy(update={"content": change(state.content)}))


def in_words(turn: Turn, state: flow.Checking, said: str) -> Replies | None:
    """Every button of these cards can be typed."""
    if words.one_of(said, parts_cards.ADD_BUTTONS):
        return ask_buttons(turn, parts_cards.AddButtons(draft=state.draft))
    if words.one_of(said, parts_cards.DROP_BUTTONS):
        return drop_buttons(turn, parts_cards.DropButtons(draft=state.draft))
    if words.one_of(said, parts_cards.DROP_PICTURES):
        return drop_pictures(turn, parts_cards.DropPictures(draft=state.draft))
    return None


@router.unsent
def forget(turn: Turn, message_id: str) -> None:
    """A photo that she took back is no part of a draft any more."""
    pictures.unsend(turn.db, turn.member, message_id)
    state = turn.state(flow.Checking)
    if state and message_id in state.content.pictures:
        turn.move_to(flow.without_picture(state, message_id))

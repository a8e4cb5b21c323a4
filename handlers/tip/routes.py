"""What members say and press to report something. Nothing here is stored, logged or linked."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot import words
from bot.clock import Clock
from bot.incoming import Event, Pressed, Said, Sent
from bot.router import Router
from bot.turn import Discreet, Refusal, Replies, Turn, Unkept
from handlers.tip import actions, cards
from models import Account, TipSession, TipStep

router = Router()
clock = Clock([])
P = ParamSpec("P")
R = TypeVar("R", bound=Replies | None)

SEND = {words.normalise(each) for each in ("ส่ง", "ส่งเรื่องนี้", "ส่งเลย", "ยืนยันส่ง", "send")}
DISCARD = {words.normalise(each) for each in ("ไม่ส่ง", "ไม่ส่งแล้ว", "ลบทิ้ง", "discard")}
WRITING = {TipStep.TELLING, TipStep.PLACING, TipStep.CHECKING}


def discreet(handler: Callable[P, R]) -> Callable[P, R]:
    """A bug in here is logged by its type alone, and no reply of it is ever stored."""

    @wraps(handler)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            replies = handler(*args, **kwargs)
        except (Refusal, DBAPIError):
            raise
        except Exception as error:  # noqa: BLE001 - its text may hold what was written
            raise Discreet(type(error).__name__) from None
        return cast(R, None if replies is None else Unkept(replies))

    return guarded


@router.word("tip")
@discreet
def warn(turn: Turn) -> Replies:
    """First what this channel can and cannot protect; nothing begins before a yes."""
    if not _open(turn):
        return [cards.closed()]
    actions.warn(turn.db, turn.member, turn.settings, turn.now)
    return [cards.warning()]


@router.button(cards.Start)
@discreet
def start(turn: Turn, button: cards.Start) -> Replies:
    session = _session(turn)
    if session is None or not _open(turn):
        return warn(turn)
    actions.move_to(session, TipStep.TELLING, turn.now)
    return [cards.ask_story()]


@router.button(cards.Safer)
@discreet
def show_safer(turn: Turn, button: cards.Safer) -> Replies:
    return [cards.safer()]


@router.button(cards.NotNow)
@discreet
def not_now(turn: Turn, button: cards.NotNow) -> Replies:
    actions.forget(turn.db, turn.member, turn.settings, turn.now)
    return [cards.not_now()]


@router.button(cards.Skip)
@discreet
def skip(turn: Turn, button: cards.Skip) -> Replies:
    session = _session(turn)
    if session is None or not session.sealed:
        return [cards.over()]
    actions.move_to(session, TipStep.CHECKING, turn.now)
    return [cards.ask_send()]


@router.button(cards.Send)
@discreet
def send(turn: Turn, button: cards.Send) -> Replies:
    session = _session(turn)
    if session is None or not session.sealed:
        return [cards.over()]
    actions.hand_in(turn.db, session, turn.now)
    return [cards.sent()]


@router.button(cards.Discard)
@discreet
def discard(turn: Turn, button: cards.Discard) -> Replies:
    actions.forget(turn.db, turn.member, turn.settings, turn.now)
    return [cards.discarded()]


@router.first
@discreet
def take(turn: Turn, event: Event) -> Replies | None:
    """While a report is being made, what is said belongs to it and to nothing else."""
    session = _session(turn)
    if session is None:
        return None
    match event:
        case Said(text) if session.step is TipStep.WARNED:
            return _answer_warning(turn, session, text)
        case Said(text):
            return _take_words(turn, session, text)
        case Sent() if session.step in WRITING:
            return [cards.words_only()]
        case Pressed(button) if not session.sealed and not button.tag.startswith("tip."):
            actions.forget(turn.db, turn.member, turn.settings, turn.now)
    return None


@clock.every(minutes=1)
def forget_silent(db: Session, now: datetime) -> None:
    actions.forget_silent(db, now)


def _answer_warning(turn: Turn, session: TipSession, said: str) -> Replies | None:
    if words.said(said, "yes"):
        actions.move_to(session, TipStep.TELLING, turn.now)
        return [cards.ask_story()]
    actions.forget(turn.db, turn.member, turn.settings, turn.now)
    return [cards.not_now()] if words.said(said, "no", "back", "skip", "cancel_flow") else None


def _take_words(turn: Turn, session: TipSession, said: str) -> Replies | None:
    if words.said(said, "cancel_flow", "menu") or words.normalise(said) in DISCARD:
        actions.forget(turn.db, turn.member, turn.settings, turn.now)
        return [cards.discarded()]
    if words.said(said, "back"):
        return _back(turn, session)
    return _take_answer(turn, session, said)


def _take_answer(turn: Turn, session: TipSession, said: str) -> Replies:
    match session.step:
        case TipStep.TELLING:
            return _write(turn, session, said, TipStep.PLACING)
        case TipStep.PLACING if words.said(said, "skip", "no"):
            return skip(turn, cards.Skip())
        case TipStep.CHECKING if words.normalise(said) in SEND or words.said(said, "yes"):
            return send(turn, cards.Send())
        case TipStep.CHECKING if words.said(said, "no"):
            return discard(turn, cards.Discard())
    return _write(turn, session, said, TipStep.CHECKING)


def _write(turn: Turn, session: TipSession, said: str, then: TipStep) -> Replies:
    more = session.step is TipStep.CHECKING
    actions.write(session, said, turn.settings)
    actions.move_to(session, then, turn.now)
    return [cards.ask_place() if then is TipStep.PLACING else cards.ask_send(more=more)]


def _back(turn: Turn, session: TipSession) -> Replies | None:
    """What is sealed cannot be read again, so going back can only mean asking again."""
    if session.step is TipStep.TELLING:
        return warn(turn)
    actions.move_to(session, TipStep.PLACING, turn.now)
    return [cards.ask_place()]


def _session(turn: Turn) -> TipSession | None:
    return actions.session(turn.db, turn.member, turn.settings, turn.now)


def _open(turn: Turn) -> bool:
    """Somebody can read tips, and nobody reads chats in LINE's manager."""
    account = Account.known(turn.db)
    read_by_people = account is not None and account.chat_mode == "chat"
    return bool(turn.settings.tip_recipients) and not read_by_people

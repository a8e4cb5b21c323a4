"""What members say and press to report something. Nothing here is stored, logged or linked."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from bot import ways, words
from bot.clock import Clock
from bot.incoming import Event, Pressed, Said, Sent
from bot.language import N_, _
from bot.messages import Message
from bot.router import Router
from bot.turn import Discreet, Refusal, Replies, Turn, Unkept
from content.intents import INTENTS
from handlers.tip import actions, cards
from models import Account, TipSession, TipStep

router = Router()
clock = Clock([])
P = ParamSpec("P")
R = TypeVar("R", bound=Replies | None)

SEND = (cards.SEND, N_("ส่ง"), N_("ส่งเลย"), N_("ยืนยันส่ง"))  # what may be typed instead of a press
DISCARD = (cards.DISCARD, N_("ไม่ส่ง"), N_("ไม่ส่งแล้ว"), N_("ลบทิ้ง"))
WRITING = {TipStep.TELLING, TipStep.PLACING, TipStep.CHECKING}


def discreet(handler: Callable[Concatenate[Turn, P], R]) -> Callable[Concatenate[Turn, P], R]:
    """A bug in here is logged by its type alone, and no reply of it is ever stored."""

    @wraps(handler)
    def guarded(turn: Turn, /, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            replies = handler(turn, *args, **kwargs)
            turn.db.flush()  # what the database refuses must be refused in here
        except (Refusal, Discreet, OperationalError, InterfaceError):
            raise
        except Exception as error:  # noqa: BLE001 - its text may hold what was written
            raise Discreet(type(error).__name__) from None
        return cast(R, None if replies is None else Unkept(replies))

    return guarded


@router.word("tip")
@discreet
def warn(turn: Turn) -> Replies:
    """First what this channel can and cannot protect; nothing begins before a yes."""
    if closed := _closed(turn):
        return [closed]
    actions.warn(turn.db, turn.member, turn.settings, turn.now)
    return [cards.warning()]


@router.button(cards.Start)
@discreet
def start(turn: Turn, button: cards.Start) -> Replies:
    session = _session(turn)
    if session is None or _closed(turn):
        return warn(turn)
    if session.step is TipStep.WARNED:
        actions.move_to(session, TipStep.TELLING, turn.now)
    return [_asked(session)]


@router.button(cards.Safer)
@discreet
def show_safer(turn: Turn, button: cards.Safer) -> Replies:
    return [cards.safer()]


@router.button(cards.NotNow)
@discreet
def not_now(turn: Turn, button: cards.NotNow) -> Replies:
    return _forget(turn)


@router.button(cards.Skip)
@discreet
def skip(turn: Turn, button: cards.Skip) -> Replies:
    session = _session(turn)
    if session is None:
        return [cards.over()]
    if session.sealed:
        actions.move_to(session, TipStep.CHECKING, turn.now)
    return [_asked(session)]


@router.button(cards.Send)
@discreet
def send(turn: Turn, button: cards.Send) -> Replies:
    """Only what she was asked about is sent: the button of an older card asks first."""
    session = _session(turn)
    if session is None:
        return [cards.over()]
    if session.step is not TipStep.CHECKING:
        return skip(turn, cards.Skip())
    actions.hand_in(session)
    return [cards.sent()]


@router.button(cards.Discard)
@discreet
def discard(turn: Turn, button: cards.Discard) -> Replies:
    return _forget(turn) if _session(turn) else [cards.over()]


@router.word("danger", anywhere=True)
@discreet
def save_life(turn: Turn) -> Replies:
    return [cards.danger(ways.tip(), ways.menu())]


@router.first
@discreet
def take(turn: Turn, event: Event) -> Replies | None:
    """While a report is being made, what is said belongs to it and to nothing else."""
    session = _session(turn)
    if session is None:
        return None
    match event:
        case Said(text) if session.step is TipStep.WARNED:
            return _answer_warning(turn, text)
        case Said(text):
            return _take_words(turn, session, text)
        case Sent() if session.step in WRITING:
            return [cards.words_only(), _asked(session)]
        case Pressed(button) if not button.tag.startswith("tip."):
            return _turn_away(turn, session)
    return None


@clock.every(seconds=15)
def file(db: Session, now: datetime) -> None:
    actions.file(db, now)


@clock.every(minutes=1)
def forget_silent(db: Session, now: datetime) -> None:
    actions.forget_silent(db, now)


def _answer_warning(turn: Turn, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, cards.START):
        return start(turn, cards.Start())
    if words.one_of(said, cards.SAFER):
        return [cards.safer()]
    gone = _forget(turn)
    no = words.said(said, "no", "back", "skip", "cancel_flow") or words.one_of(said, cards.NOT_NOW)
    return gone if no else None


def _take_words(turn: Turn, session: TipSession, said: str) -> Replies | None:
    if words.said(said, "menu") or _is_errand(session, said):
        return _turn_away(turn, session)
    if words.said(said, "cancel_flow") or words.one_of(said, *DISCARD):
        return _forget(turn)
    if words.said(said, "back"):
        return _back(turn, session)
    if words.said(said, "skip") or (session.step is TipStep.PLACING and words.said(said, "no")):
        return skip(turn, cards.Skip())
    answered = session.step is TipStep.CHECKING and _answer_send(turn, said)
    return answered or [*_write(turn, session, said), *_lifeline(said)]


def _is_errand(session: TipSession, said: str) -> bool:
    """“กิจกรรม” alone is no part of a story; only where and when may be a single such word."""
    return session.step is not TipStep.PLACING and words.is_phrase(said) and _looks(said)


def _looks(said: str) -> bool:
    meant = words.intent(said)
    return meant is not None and INTENTS[meant].effect == "shows"


def _lifeline(said: str) -> Replies:
    """Danger may be part of the story, or now: the story is kept, and the police come first."""
    return [cards.danger()] if words.intent(said) == "danger" else []


def _answer_send(turn: Turn, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, *SEND):
        return send(turn, cards.Send())
    return _forget(turn) if words.said(said, "no") else None


def _write(turn: Turn, session: TipSession, said: str) -> Replies:
    if closed := _closed(turn):
        return [*_forget(turn), closed]
    more = session.step is TipStep.CHECKING
    actions.write(session, said, turn.settings)
    then = TipStep.PLACING if session.step is TipStep.TELLING else TipStep.CHECKING
    actions.move_to(session, then, turn.now)
    return [_ask_send(session, cards.MORE) if more else _asked(session)]


def _back(turn: Turn, session: TipSession) -> Replies:
    """What is sealed cannot be read again, so going back means asking again, for more."""
    if session.step is TipStep.TELLING and not session.sealed:
        return warn(turn)
    before = TipStep.PLACING if session.step is TipStep.CHECKING else TipStep.TELLING
    actions.move_to(session, before, turn.now)
    return [_asked(session)]


def _turn_away(turn: Turn, session: TipSession) -> Replies | None:
    """She turns to something else: what is sealed first needs its yes or no."""
    if not session.sealed:
        _forget(turn)
        return None
    actions.move_to(session, TipStep.CHECKING, turn.now)
    return [_ask_send(session, cards.WAITING)]


def _forget(turn: Turn) -> Replies:
    session = _session(turn)
    told = session is not None and bool(session.sealed)
    actions.forget(turn.db, turn.member, turn.settings, turn.now)
    return [cards.discarded() if told else cards.not_now()]


def _asked(session: TipSession) -> Message:
    match session.step:
        case TipStep.TELLING:
            return cards.ask_story()
        case TipStep.PLACING:
            return cards.ask_place()
        case TipStep.CHECKING:
            return _ask_send(session)
    return cards.warning()


def _ask_send(session: TipSession, first: str = cards.LOCKED) -> Message:
    return cards.ask_send(actions.count(session), first)


def _session(turn: Turn) -> TipSession | None:
    return actions.session(turn.db, turn.member, turn.settings, turn.now)


def _closed(turn: Turn) -> Message | None:
    """What to say where nobody could open a tip, or people read chats in LINE's manager."""
    if not turn.settings.tip_recipients:
        return cards.closed(_(cards.NO_KEEPER))
    account = Account.known(turn.db)
    unwatched = account is not None and account.chat_mode == "bot"  # not known is not safe
    return None if unwatched else cards.closed(_(cards.WATCHED))

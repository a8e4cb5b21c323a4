"""What coordinators say and press to remind once more, to ask who said nothing, and to write."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from bot import words
from bot.router import Router
from bot.turn import Refusal, Replies, Turn
from handlers.event import actions, cards, notice_cards, notices, planning_cards, planning_routes
from handlers.event.notice_cards import For
from handlers.event.notice_flow import Sending, Timing, Unread, Writing, day_of, moment
from models import Event, Notice, NoticeKind, Role

router = Router()


@router.word("remind_unanswered")
def remind_unanswered(turn: Turn) -> Replies:
    return _begin(turn, NoticeKind.UNANSWERED)


@router.word("write_to_comers")
def write_to_comers(turn: Turn) -> Replies:
    return _begin(turn, NoticeKind.LETTER)


@router.word("remind_again")
def remind_again(turn: Turn) -> Replies:
    return _begin(turn, NoticeKind.REMINDER)


@router.button(notice_cards.Among)
def more(turn: Turn, button: notice_cards.Among) -> Replies:
    found = _page(turn, button.start)
    return [notice_cards.which(button.kind, found, button.start)] if found else _none(turn)


@router.button(For)
def choose(turn: Turn, button: For) -> Replies:
    event = notices.going_on(turn.db, turn.member, button.event, turn.now)
    match button.kind:
        case NoticeKind.LETTER:
            turn.move_to(Writing(event=event.id))
            return [notice_cards.ask_words(event)]
        case NoticeKind.REMINDER:
            turn.move_to(Timing(event=event.id))
            return [notice_cards.ask_moment(event)]
        case _:
            return _check(turn, _draft(event, NoticeKind.UNANSWERED))


@router.flow(Writing)
def take_words(turn: Turn, state: Writing, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no") or words.is_request(said):
        turn.move_to(None)
        return [notice_cards.dropped()] if words.said(said, "back", "no") else None
    event = _event(turn, state.event)
    if event is None:
        return None
    if wrong := notices.unfit(said):
        return [notice_cards.again(wrong)]
    draft = _draft(event, NoticeKind.LETTER)
    return _check(turn, draft.model_copy(update={"words": said, "said_in": turn.message_id}))


@router.flow(Timing)
def take_moment(turn: Turn, state: Timing, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return [notice_cards.dropped()]
    event = _event(turn, state.event)
    return _read(turn, event, state, said) if event else None


def _read(turn: Turn, event: Event, state: Timing, said: str) -> Replies | None:
    starts = actions.next_start(event, turn.now) or event.starts
    found = moment(said, starts, turn.now, state.day)
    if isinstance(found, datetime):
        return _time(turn, event, found)
    if found is Unread.NO_DAY and words.understood(said):
        return None
    day = day_of(said, turn.now) if found is Unread.NO_HOUR else None
    turn.move_to(Timing(event=event.id, day=day))
    return [notice_cards.ask_moment(event, found, day)]


def _time(turn: Turn, event: Event, meant: datetime) -> Replies:
    try:
        due = notices.decent(turn.db, event, meant, turn.now)
    except Refusal as refusal:  # the question stays open
        turn.move_to(Timing(event=event.id))
        return [notice_cards.again(str(refusal))]
    return _check(turn, _draft(event, NoticeKind.REMINDER).model_copy(update={"due": due}))


@router.flow(Sending)
def check_in_words(turn: Turn, state: Sending, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, notice_cards.SEND):
        return send(turn, _send(state))
    if words.said(said, "no", "back") or words.one_of(said, notice_cards.DROP):
        return drop(turn, notice_cards.Drop(draft=state.draft))
    if words.one_of(said, notice_cards.REWRITE):
        return rewrite(turn, notice_cards.Rewrite(draft=state.draft))
    if words.understood(said):
        return None
    return _instead(turn, state, said)


def _instead(turn: Turn, state: Sending, said: str) -> Replies | None:
    """Something else was typed at the card: it takes the place of what was typed before."""
    match state.kind:
        case NoticeKind.LETTER:
            return take_words(turn, Writing(event=state.event), said)
        case NoticeKind.REMINDER:
            return take_moment(turn, Timing(event=state.event), said)
        case _:
            return _check(turn, state)


@router.button(notice_cards.Send)
def send(turn: Turn, button: notice_cards.Send) -> Replies:
    state = _mine(turn, button.draft)
    if state is None:  # pressed twice equals pressed once
        sent = notices.latest(turn.db, turn.member, button.event, button.kind, turn.now)
        return _planned(turn, sent) if sent else [notice_cards.old_draft()]
    notice = SENT[state.kind](turn, state)
    turn.move_to(None)
    return _planned(turn, notice)


SENT: dict[NoticeKind, Callable[[Turn, Sending], Notice]] = {
    NoticeKind.LETTER: lambda turn, state: notices.write_to_comers(
        turn.db, turn.member, state.event, state.words, turn.now
    ),
    NoticeKind.REMINDER: lambda turn, state: notices.remind_at(
        turn.db, turn.member, state.event, state.due or turn.now, turn.now
    ),
    NoticeKind.UNANSWERED: lambda turn, state: notices.remind_unanswered(
        turn.db, turn.member, state.event, turn.now
    ),
}


@router.button(notice_cards.Drop)
def drop(turn: Turn, button: notice_cards.Drop) -> Replies:
    if _mine(turn, button.draft) is None:
        return [notice_cards.old_draft()]
    turn.move_to(None)
    return [notice_cards.dropped()]


@router.button(notice_cards.Rewrite)
def rewrite(turn: Turn, button: notice_cards.Rewrite) -> Replies:
    state = _mine(turn, button.draft)
    if state is None:
        return [notice_cards.old_draft()]
    return choose(turn, For(event=state.event, kind=state.kind))


@router.button(notice_cards.Hush)
def hush(turn: Turn, button: notice_cards.Hush) -> Replies:
    notices.take_back(turn.db, turn.member, button.notice, turn.now)
    return [notice_cards.hushed()]


@router.unsent
def forget(turn: Turn, message_id: str) -> None:
    """A letter goes with the message that it was typed in; what was sent is a record of its own."""
    state = turn.state(Sending)
    if state and state.said_in == message_id:
        turn.move_to(None)


def _begin(turn: Turn, kind: NoticeKind) -> Replies:
    """Which of her events, where there are several."""
    if not Role.clubs_of(turn.db, turn.member):
        return [planning_cards.not_hers()]
    match _page(turn, 0):
        case []:
            return _none(turn)
        case [event]:
            return choose(turn, For(event=event.id, kind=kind))
        case events:
            return [notice_cards.which(kind, events, 0)]


def _page(turn: Turn, start: int) -> list[Event]:
    """A page of them, and one more where there is more."""
    ahead = planning_routes.ahead(turn).offset(start)
    return list(turn.db.scalars(ahead.limit(cards.SHOWN + 1)))


def _none(turn: Turn) -> Replies:
    return [planning_cards.none_hers()]


def _draft(event: Event, kind: NoticeKind) -> Sending:
    return Sending(event=event.id, kind=kind, draft=uuid4().hex)


def _check(turn: Turn, state: Sending) -> Replies:
    event = notices.going_on(turn.db, turn.member, state.event, turn.now)
    turn.move_to(state)
    plan = notices.plan(turn.db, event, state.kind, turn.now, state.due)
    return [notice_cards.check(event, plan, state, turn.now)]


def _planned(turn: Turn, notice: Notice) -> Replies:
    count = notices.plan(turn.db, notice.event, notice.kind, turn.now).price
    return [notice_cards.planned(notice, count, turn.now)]


def _event(turn: Turn, event_id: int) -> Event | None:
    """The event that she was asked about; where she may no longer, the question is forgotten."""
    try:
        return notices.going_on(turn.db, turn.member, event_id, turn.now)
    except Refusal:
        turn.move_to(None)
        return None


def _mine(turn: Turn, draft: str) -> Sending | None:
    state = turn.state(Sending)
    return state if state and state.draft == draft else None


def _send(state: Sending) -> notice_cards.Send:
    return notice_cards.Send(event=state.event, kind=state.kind, draft=state.draft)

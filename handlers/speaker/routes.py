"""What members say and press to ask a speaker, and coordinators to gather what was asked."""

from sqlalchemy import Select

from bot import asking, limits, words
from bot.conversation import rest, resume
from bot.incoming import Event as Incoming
from bot.incoming import Said
from bot.router import Router
from bot.turn import Aside, Replies, Turn
from handlers.speaker import actions, cards, flow
from models import Event, Role

router = Router()


@router.first
def ask_at_once(turn: Turn, event: Incoming) -> Replies | None:
    """“ถามวิทยากร ทำไม…”, not amid something else."""
    if not isinstance(event, Said) or _busy(turn):
        return None
    question = flow.asked(event.text)
    if question is None or words.intent(question) == "danger":
        return None
    return _begin(turn, question)


@router.word("ask_speaker")
def ask(turn: Turn) -> Replies:
    return _begin(turn)


@router.button(cards.Begin)
def go_on(turn: Turn, button: cards.Begin) -> Replies:
    return _begin(turn)


@router.button(cards.Sure)
def ask_all_the_same(turn: Turn, button: cards.Sure) -> Replies:
    return _begin(turn, sure=True)


@router.flow(flow.Joining)
def join_in_words(turn: Turn, state: flow.Joining, said: str) -> None:
    """How to join is understood anywhere; the question waits meanwhile."""


@router.button(cards.More)
def more(turn: Turn, button: cards.More) -> Replies:
    state = turn.state(flow.Choosing)
    if state:
        turn.move_to(state)
    found = _page(turn, actions.askable(turn.member, turn.now), button.start)
    return [cards.which(found, button.start)] if found else _begin(turn)


@router.flow(flow.Choosing)
def choose_in_words(turn: Turn, state: flow.Choosing, said: str) -> Replies | None:
    if asking.is_other_matter(said) or words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return None
    found = _page(turn, _named(turn, said.strip()))
    if len(found) == 1:
        return _go_on(turn, state, found[0].id)
    return [cards.which(found or _page(turn, actions.askable(turn.member, turn.now)), 0)]


@router.button(cards.At)
def choose(turn: Turn, button: cards.At) -> Replies:
    state = turn.state(flow.Choosing) or flow.Choosing()
    return _go_on(turn, state, button.event, sure=button.sure)


@router.flow(flow.Asking)
def take_question(turn: Turn, state: flow.Asking, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return _begin(turn)
    if words.one_of(said, cards.NO_TIP):
        return _at(turn, state.event, sure=True)
    if asking.is_other_matter(said):
        event = actions.to_ask_at(turn.db, turn.member, state.event, turn.now)
        return Aside([cards.ask(event)]) if asking.only_shows(said) else None
    return _take(turn, state, flow.asked(said) or said)


@router.unsent
def forget(turn: Turn, message_id: str) -> None:
    state = turn.state(flow.Choosing)
    if state and state.said_in == message_id:
        turn.move_to(flow.Choosing())
        rest(turn.conversation)
    actions.unsend(turn.db, turn.member, message_id)


@router.word("speaker_questions")
def gathered(turn: Turn) -> Replies:
    """For coordinators. A member who says so wants to ask."""
    return _gathered(turn, 0) if Role.clubs_of(turn.db, turn.member) else ask(turn)


@router.button(cards.Events)
def more_gathered(turn: Turn, button: cards.Events) -> Replies:
    return _gathered(turn, button.start)


@router.button(cards.Read)
def read(turn: Turn, button: cards.Read) -> Replies:
    event = actions.gathering(turn.db, turn.member, button.event)
    return _questions(turn, event, button)


@router.button(cards.Mark)
def mark(turn: Turn, button: cards.Mark) -> Replies:
    """Pressed twice equals pressed once."""
    event = actions.mark(turn.db, turn.member, button.question, done=button.done)
    again = cards.Read(event=event.id, newest=button.newest, after=button.after)
    return _questions(turn, event, again, button.question if button.done else None)


def _begin(turn: Turn, question: str = "", *, sure: bool = False) -> Replies:
    """At the only event there is, at the one whose code was typed, or at which is asked."""
    if turn.member.consent is None or turn.member.club_id is None:
        turn.move_to(flow.Joining(then=cards.Begin().pack()))
        return [cards.join_first()]
    among = actions.askable(turn.member, turn.now)
    if coded := _coded(turn, among, question):
        event, question = coded
        return _at(turn, event.id, question, sure=sure)
    found = _page(turn, among)
    if len(found) == 1:
        return _at(turn, found[0].id, question, sure=sure)
    return _which(turn, found, question, sure=sure) if found else [cards.no_event()]


def _which(turn: Turn, found: list[Event], question: str, *, sure: bool) -> Replies:
    if unfit := _unfit(question, None, sure=sure):
        return unfit
    kept = "" if asking.blank(question) else question
    turn.move_to(flow.Choosing(words=kept, sure=sure, said_in=turn.message_id if kept else None))
    return [cards.which(found, 0)]


def _go_on(turn: Turn, state: flow.Choosing, event_id: int, *, sure: bool = False) -> Replies:
    """With what she had typed before she was asked which event."""
    chosen = flow.Asking(event=event_id, sure=sure or state.sure)
    return _take(turn, chosen, state.words, said_in=state.said_in)


def _at(turn: Turn, event_id: int, question: str = "", *, sure: bool = False) -> Replies:
    return _take(turn, flow.Asking(event=event_id, sure=sure), question)


def _take(turn: Turn, state: flow.Asking, question: str, *, said_in: str | None = None) -> Replies:
    """Nothing that looks like a tip is kept before she has said that it is none."""
    event = actions.to_ask_at(turn.db, turn.member, state.event, turn.now)
    turn.move_to(state)
    if asking.blank(question):
        return [cards.ask(event)]
    if unfit := _unfit(question, event.id, sure=state.sure):
        return unfit
    said_in = said_in or turn.message_id
    actions.ask(turn.db, turn.member, event.id, question, turn.now, said_in=said_in)
    turn.move_to(None)
    return [cards.asked(event, question, actions.room(turn.db, turn.member, event))]


def _unfit(question: str, event_id: int | None, *, sure: bool) -> Replies:
    units = limits.utf16(question)
    if units > cards.LONGEST:
        return [cards.too_long(units)]
    if asking.looks_like_tip(question) and not sure:
        return [cards.is_it_a_tip(event_id)]
    return []


def _coded(turn: Turn, among: Select[Event], question: str) -> tuple[Event, str] | None:
    told = flow.with_code(question)
    event = turn.db.scalar(among.where(Event.code == told[0])) if told else None
    return (event, told[1]) if event and told else None


def _named(turn: Turn, said: str) -> Select[Event]:
    among = actions.askable(turn.member, turn.now)
    return among.where(Event.title.contains(said, autoescape=True) | (Event.code == said.upper()))


def _gathered(turn: Turn, start: int) -> Replies:
    found = _page(turn, actions.gathered_at(turn.db, turn.member), start)
    if len(found) == 1 and not start:
        newest = words.one_of(turn.said, cards.NEWEST)
        return _questions(turn, found[0], cards.Read(event=found[0].id, newest=newest))
    return [cards.which_to_read(found, start)] if found else [cards.nothing_asked()]


def _questions(turn: Turn, event: Event, button: cards.Read, marked: int | None = None) -> Replies:
    """The page; where all of it is done, the first one."""
    found = actions.waiting(event, newest=button.newest, after=button.after)
    page = list(turn.db.scalars(found.limit(cards.SHOWN + 1)))
    if not page and button.after is not None:
        return _questions(turn, event, cards.Read(event=event.id, newest=button.newest), marked)
    return [cards.waiting(event, page, button, marked)]


def _page(turn: Turn, among: Select[Event], start: int = 0) -> list[Event]:
    """A page of them, and one more where there is more."""
    return list(turn.db.scalars(among.offset(start).limit(cards.SHOWN + 1)))


def _busy(turn: Turn) -> bool:
    return resume(turn.conversation) is not None and not turn.conversation.asleep

"""What members say and press about events."""

from datetime import datetime

from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot import naming, passes, words
from bot.clock import Clock
from bot.language import _
from bot.messages import Message
from bot.router import Router
from bot.turn import Refusal, Replies, Turn
from handlers.event import (
    actions,
    answer_cards,
    cards,
    companion_flow,
    companion_routes,
    flow,
    meant,
    seats,
    telling,
)
from handlers.event.cards import Listed
from models import COUNTED, Answer, Event, Registration

router = Router()
clock = Clock([])

AMONG = {
    Listed.UPCOMING: actions.coming_up,
    Listed.MINE: actions.registered,
    Listed.COME: actions.still_open,
    Listed.STAY_AWAY: actions.ahead,
}


@router.button(cards.More)
def more(turn: Turn, button: cards.More) -> Replies:
    found = _page(turn, AMONG[button.of](turn.member, turn.now), button.start)
    if len(found) == 1 and button.start == 0:
        return [_card(turn, found[0])]
    return [cards.listed(button.of, found, button.start)] if found else [cards.none_upcoming()]


@clock.every(seconds=30)
def take_back_offers(db: Session, now: datetime) -> bool:
    return seats.lapse(db, now)


@clock.every(seconds=10)
def fill_seats(db: Session, now: datetime) -> bool:
    return seats.fill(db, now)


@clock.every(seconds=2)
def tell_of_changes(db: Session, now: datetime) -> bool:
    return telling.tell(db, now)


@router.button(cards.Show)
def show(turn: Turn, button: cards.Show) -> Replies:
    return [*companion_routes.brought(turn), _card(turn, _event(turn, button.event))]


@router.button(cards.Programme)
def programme(turn: Turn, button: cards.Programme) -> Replies:
    return [cards.programme(_event(turn, button.event))]


@router.button(cards.Respond)
def respond(turn: Turn, button: cards.Respond) -> Replies:
    """The latest press wins, so pressing twice changes nothing."""
    event = _event(turn, button.event)
    if event.starts <= turn.now:
        return [_card(turn, event)]
    if turn.member.consent is None or turn.member.club_id is None:
        return _join_first(turn, event) if button.coming else [answer_cards.declined(event)]
    if not button.coming:
        return _answer(turn, event, Answer.DECLINED)
    if turn.member.name is None:
        turn.move_to(flow.Naming(event=event.id))
        return [naming.ask(turn.member)]
    return _answer(turn, event, Answer.COMING)


@router.button(cards.Ponder)
def ponder(turn: Turn, button: cards.Ponder) -> Replies:
    event = _event(turn, button.event)
    if event.starts <= turn.now:
        return [_card(turn, event)]
    if turn.member.consent is None or turn.member.club_id is None:
        return _join_first(turn, event)
    return _answer(turn, event, Answer.MAYBE)


@router.flow(flow.Joining)
def join_in_words(turn: Turn, state: flow.Joining, said: str) -> None:
    """How to join is understood anywhere; the event waits meanwhile."""


@router.flow(flow.Naming)
def take_name(turn: Turn, state: flow.Naming, said: str) -> Replies | None:
    if words.said(said, "back", "skip", "no"):
        turn.move_to(None)
        return [_card(turn, _event(turn, state.event))]
    if naming.is_other_matter(said):
        return naming.beside(turn.member, said)
    name = naming.read(said)
    if name is None:
        return [naming.ask_again(turn.member)]
    turn.member.name = name
    turn.move_to(None)
    try:
        return _answer(turn, _event(turn, state.event), Answer.COMING)
    except Refusal as refusal:  # her name is kept all the same
        return [cards.refused(str(refusal))]


@router.word("rsvp")
def come(turn: Turn) -> Replies:
    """“ไป”: with one event open, or with its code, this is clear; with more, ask which."""
    if event := actions.with_code(turn.db, turn.said):
        return _come_to(turn, event)
    if (other := companion_flow.asked(turn.said)) is not None:
        return companion_routes.bring(turn, other)
    found = _page(turn, _meant(turn, actions.still_open(turn.member, turn.now)))
    if not found and turn.member.club is None:
        return [cards.join_first(None)]
    return _take(turn, Listed.COME, found) or my_registrations(turn)


@router.word("decline")
def stay_away(turn: Turn) -> Replies:
    found = _page(turn, _meant(turn, actions.ahead(turn.member, turn.now)))
    return _take(turn, Listed.STAY_AWAY, found) or [cards.none_upcoming()]


@router.word("cancel_rsvp")
def cancel(turn: Turn) -> Replies:
    found = _page(turn, _meant(turn, actions.cancellable(turn.member, turn.now)))
    if len(found) > 1:
        return [cards.listed(Listed.MINE, found, 0)]
    return _take(turn, Listed.STAY_AWAY, found) or [cards.none_mine()]


@router.word("my_registrations")
def my_registrations(turn: Turn) -> Replies:
    return [
        *companion_routes.brought(turn),
        *(_list(turn, Listed.MINE) or [cards.none_mine()]),
    ]


@router.word("maybe")
def not_sure(turn: Turn) -> Replies:
    """With one event open this is an answer to it."""
    found = _page(turn, _meant(turn, actions.still_open(turn.member, turn.now)))
    if len(found) == 1 and turn.member.club is not None:
        return ponder(turn, cards.Ponder(event=found[0].id))
    return next_event(turn)


@router.word("event_info")
def next_event(turn: Turn) -> Replies:
    """“กี่โมง ที่ไหน” is about the next event: the member's own, or else the club's."""
    if event := actions.with_code(turn.db, turn.said):
        return [_card(turn, event)] if _visible(turn, event) else _join_first(turn, event)
    mine = actions.registered(turn.member, turn.now)
    told, event = meant.asked_about(turn, mine, actions.coming_up(turn.member, turn.now))
    if event is None:
        return [*told, cards.none_upcoming()]
    return [*told, _card(turn, event), *_beyond_card(turn, event)]


@router.word("join_online")
def give_link(turn: Turn) -> Replies:
    """Hers; where there is none, the next event shows how to get one."""
    online = Event.online_url.is_not(None)
    mine = actions.registered(turn.member, turn.now).where(online)
    told, event = meant.asked_about(turn, mine, online=True)
    if event:
        return [*told, _card(turn, event)]
    to_come = turn.db.scalar(actions.still_open(turn.member, turn.now).where(online).limit(1))
    return [cards.no_link(), *([_card(turn, to_come)] if to_come else [])]


@router.otherwise
def named(turn: Turn) -> Replies | None:
    """The title of an event alone shows it."""
    ids = meant.titled(turn.db, actions.coming_up(turn.member, turn.now), turn.said)
    return [_card(turn, _event(turn, ids[0]))] if ids else None


def _beyond_card(turn: Turn, event: Event) -> Replies:
    """Where to park, what to wear: as its words say; what they do not say is not invented."""
    found = flow.about(
        turn.said, f"{event.place or ''}\n{event.address or ''}\n{event.description}"
    )
    if found is None:
        return []
    return [cards.told(found) if found else cards.not_told(turn.said)]


def _come_to(turn: Turn, event: Event) -> Replies:
    """A link in a group is pressed by anybody: strangers are led to the club, then to the event."""
    if _visible(turn, event):
        return respond(turn, cards.Respond(event=event.id, coming=True))
    return _join_first(turn, event)


def _join_first(turn: Turn, event: Event) -> Replies:
    turn.move_to(flow.Joining(then=cards.Show(event=event.id).pack()))
    return [cards.join_first(turn.member.club if _visible(turn, event) else event.club)]


def _meant(turn: Turn, events: Select[Event]) -> Select[Event]:
    return meant.among(turn.db, events, turn.said, turn.now)


def _list(turn: Turn, of: Listed) -> Replies:
    """One event is shown whole; of more, the first three. Nothing where there is none."""
    found = _page(turn, AMONG[of](turn.member, turn.now))
    if len(found) == 1:
        return [_card(turn, found[0])]
    return [cards.listed(of, found, 0)] if found else []


def _page(turn: Turn, among: Select[Event], start: int = 0) -> list[Event]:
    """A page of them, and one more where there is more."""
    return list(turn.db.scalars(among.offset(start).limit(cards.SHOWN + 1)))


def _take(turn: Turn, of: Listed, found: list[Event]) -> Replies:
    """Answer the only one there is, or ask which of them is meant."""
    if len(found) == 1:
        return respond(turn, cards.Respond(event=found[0].id, coming=of is Listed.COME))
    return [cards.listed(of, found, 0)] if found else []


def _answer(turn: Turn, event: Event, choice: Answer) -> Replies:
    before = turn.db.get(Registration, (event.id, turn.member.id))
    had = before is not None and before.answer in COUNTED
    mine = seats.answer(turn.db, turn.member, event.id, choice, at=turn.at, now=turn.now)
    if mine.answer is Answer.DECLINED:
        return [answer_cards.declined(event, cancelled=had)]
    if mine.answer is Answer.MAYBE:
        return [answer_cards.pondering(event, cancelled=had)]
    if mine.answer is Answer.COMING:
        reminded = actions.reminded(turn.db, event, turn.member)
        meeting = passes.meeting(turn.db, event, turn.member)
        return [
            answer_cards.registered(
                event, turn.member.name, reminded, turn.settings, meeting=meeting
            )
        ]
    if mine.answer is Answer.WAITING:
        return [answer_cards.waiting(event, seats.ahead_of(turn.db, mine))]
    return [_card(turn, event)]


def _card(turn: Turn, event: Event) -> Message:
    mine = turn.db.get(Registration, (event.id, turn.member.id))
    meeting = passes.meeting(turn.db, event, turn.member)
    counts = event.counts(turn.db)
    return cards.event(event, counts, mine, turn.now, turn.settings, meeting=meeting)


def _event(turn: Turn, event_id: int) -> Event:
    """An event that this member may see; another club's does not exist for her."""
    event = turn.db.get(Event, event_id)
    if event is None or not _visible(turn, event):
        raise Refusal(_("ไม่พบกิจกรรมนี้แล้วค่ะ พิมพ์ “กิจกรรม” เพื่อดูที่กำลังจะมาถึงนะคะ"))
    return event


def _visible(turn: Turn, event: Event) -> bool:
    return event.is_visible(turn.db, turn.member)

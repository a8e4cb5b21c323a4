"""What coordinators say and press to make events, call them off, and see who comes."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Select, select

from bot import incoming, quota, words
from bot.choosing import club_named
from bot.language import N_
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.event import (
    cards,
    editing_flow,
    editing_routes,
    picture,
    picture_cards,
    planning,
    planning_cards,
    routes,
    summary,
    summary_cards,
    telling,
)
from handlers.event import planning_flow as flow
from handlers.event.outline import Fault, code
from handlers.event.planning_flow import Planning, Step, Unread
from handlers.event.summary_cards import SHOWN
from models import Answer, Club, Counts, Event, EventState, Member, NoticeKind, Registration, Role

router = Router()
NO = N_("ไม่ใช่")
LATELY = timedelta(days=60)


@router.word("create_event")
def begin(turn: Turn) -> Replies:
    clubs = Role.clubs_of(turn.db, turn.member)
    if not clubs:
        return [planning_cards.not_hers()]
    if len(clubs) > 1:
        turn.move_to(flow.Choosing())
        return [planning_cards.ask_club(clubs)]
    return _start(turn, clubs[0])


@router.flow(flow.Choosing)
def choose_in_words(turn: Turn, state: flow.Choosing, said: str) -> Replies | None:
    clubs = Role.clubs_of(turn.db, turn.member)
    if club := club_named(clubs, said):
        return _start(turn, club)
    return None if words.understood(said) else [planning_cards.ask_club(clubs)]


@router.button(planning_cards.For)
def choose(turn: Turn, button: planning_cards.For) -> Replies:
    hers = [each for each in Role.clubs_of(turn.db, turn.member) if each.id == button.club]
    return _start(turn, hers[0]) if hers else [planning_cards.not_hers()]


@router.flow(Planning)
def answer(turn: Turn, plan: Planning, said: str) -> Replies | None:
    if _club(turn, plan) is None:
        turn.move_to(None)
        return None
    if plan.unsure:
        return _make_sure(turn, plan, said)
    if words.said(said, "back"):
        before = flow.backward(plan)
        turn.move_to(None)
        return _ask(turn, before) if before else None
    if words.said(said, "skip") and (skipped := flow.skip(plan)):
        return _ask(turn, skipped)
    return _check_in_words(turn, plan, said) if plan.step is Step.CHECK else _read(turn, plan, said)


@router.first
def take_location(turn: Turn, event: incoming.Event) -> Replies | None:
    """A place on the map, while one is asked for."""
    plan = turn.state(Planning)
    if plan is None or turn.conversation.asleep or not isinstance(event, incoming.Sent):
        return None
    if event.location is None or _club(turn, plan) is None:
        return None
    taken = flow.located(plan, event.location)
    return _ask(turn, taken) if taken else None


@router.first
def take_picture(turn: Turn, event: incoming.Event) -> Replies | None:
    """A photo at any question, so that there is none to skip; it is fetched with the event."""
    plan = turn.state(Planning)
    if plan is None or turn.conversation.asleep or not isinstance(event, incoming.Sent):
        return None
    if event.kind != "image" or turn.message_id is None or _club(turn, plan) is None:
        return None
    asked = _ask(turn, plan.having(picture=turn.message_id))
    return [picture_cards.taken_along(), *asked]


@router.unsent
def forget_picture(turn: Turn, message_id: str) -> None:
    plan = turn.state(Planning)
    if plan and plan.picture == message_id:
        turn.move_to(plan.having(picture=None))


def _make_sure(turn: Turn, plan: Planning, said: str) -> Replies:
    if words.said(said, "yes"):
        return _take(turn, plan, flow.sure(plan, turn.now))
    plan = plan.having(unsure=False)
    if words.said(said, "no", "back") or words.one_of(said, NO):
        return _ask(turn, plan)
    return _take(turn, plan, flow.answer(plan, said, turn.now))


def _read(turn: Turn, plan: Planning, said: str) -> Replies | None:
    if plan.step is not Step.SEATS and words.is_request(said):
        return None
    taken = flow.answer(plan, said, turn.now)
    from_letter = isinstance(taken, Planning) and taken.again and not plan.again
    told = [planning_cards.from_letter()] if from_letter else []
    return [*told, *_take(turn, plan, taken)]


def _check_in_words(turn: Turn, plan: Planning, said: str) -> Replies | None:
    if words.said(said, "yes") or words.one_of(said, planning_cards.PUBLISH):
        return publish(turn, planning_cards.Publish(draft=plan.draft))
    if words.said(said, "no") or words.one_of(said, planning_cards.CHANGE):
        return change(turn, planning_cards.Change(draft=plan.draft))
    return None


@router.button(planning_cards.Publish)
def publish(turn: Turn, button: planning_cards.Publish) -> Replies:
    plan = turn.state(Planning)
    if plan is None or plan.draft != button.draft or plan.step is not Step.CHECK:
        return _published_before(turn, button.draft) or [planning_cards.old_draft()]
    event = planning.make(
        turn.db, turn.member, plan.club, plan.outline, draft=plan.draft, now=turn.now
    )
    if plan.picture:
        picture.ask(turn.db, turn.member, event.id, plan.picture, turn.now)
    turn.move_to(None)
    shown = cards.event(event, Counts(0), None, turn.now, turn.settings)
    return [shown, planning_cards.published(event)]


@router.button(planning_cards.Change)
def change(turn: Turn, button: planning_cards.Change) -> Replies:
    plan = turn.state(Planning)
    if plan is None or plan.draft != button.draft:
        return [planning_cards.old_draft()]
    return _ask(turn, plan.having(step=Step.TITLE, again=True))


@router.word("cancel_event")
def cancel_event(turn: Turn) -> Replies:
    """A coordinator may mean the event itself; a member can only mean her own seat."""
    if not Role.clubs_of(turn.db, turn.member):
        return routes.cancel(turn)
    if editing_flow.postpones(turn.said):
        return editing_routes.edit(turn)
    match _hers(turn):
        case []:
            return [planning_cards.none_hers()]
        case [event]:
            return ask_off(turn, planning_cards.Ask(event=event.id))
        case events:
            return [planning_cards.which_off(events)]


@router.button(planning_cards.Ask)
def ask_off(turn: Turn, button: planning_cards.Ask) -> Replies:
    event = planning.own(turn.db, turn.member, button.event)
    turn.move_to(flow.CallingOff(event=event.id))
    price = telling.price(turn.db, event, NoticeKind.CANCELLED)
    return [planning_cards.ask_off(event, price, quota.left(turn.db, turn.now))]


@router.flow(flow.CallingOff)
def call_off_in_words(turn: Turn, state: flow.CallingOff, said: str) -> Replies | None:
    if words.one_of(said, planning_cards.CALL_OFF) or words.said(said, "yes"):
        return call_off(turn, planning_cards.CallOff(event=state.event))
    turn.move_to(None)
    if words.said(said, "no", "back") or words.one_of(said, planning_cards.KEEP):
        return routes.show(turn, cards.Show(event=state.event))
    return None


@router.button(planning_cards.CallOff)
def call_off(turn: Turn, button: planning_cards.CallOff) -> Replies:
    event = planning.call_off(turn.db, turn.member, button.event, turn.now)
    turn.move_to(None)
    return [planning_cards.called_off(event)]


@router.word("roster")
def who_comes(turn: Turn) -> Replies:
    if not Role.clubs_of(turn.db, turn.member):
        return [planning_cards.not_hers()]
    match _hers(turn):
        case []:
            return [planning_cards.none_hers()]
        case [event]:
            return comers(turn, planning_cards.Comers(event=event.id))
        case events:
            return [planning_cards.which_comers(events)]


@router.button(planning_cards.Comers)
def comers(turn: Turn, button: planning_cards.Comers) -> Replies:
    event = planning.own(turn.db, turn.member, button.event)
    coming = select(Member.name).join(Registration, Registration.member_id == Member.id)
    coming = coming.where(
        Registration.event_id == event.id,
        Registration.answer == Answer.COMING,
        Member.name.is_not(None),
    )
    page = coming.order_by(Member.name).limit(planning_cards.NAMES + 1)
    names = [name for name in turn.db.scalars(page) if name]
    return [planning_cards.comers(event, event.counts(turn.db), names)]


@router.word("event_summary")
def sum_up_which(turn: Turn) -> Replies:
    """Of those that have begun in the last two months."""
    clubs = [club.id for club in Role.clubs_of(turn.db, turn.member)]
    if not clubs:
        return [planning_cards.not_hers()]
    held = select(Event).where(Event.club_id.in_(clubs), Event.state == EventState.PUBLISHED)
    lately = held.where(Event.starts <= turn.now, Event.ends > turn.now - LATELY)
    found = list(turn.db.scalars(lately.order_by(Event.ends.desc(), Event.id).limit(SHOWN)))
    if len(found) == 1:
        return sum_up(turn, summary_cards.SumUp(event=found[0].id))
    return [summary_cards.which(found) if found else summary_cards.none_yet()]


@router.button(summary_cards.SumUp)
def sum_up(turn: Turn, button: summary_cards.SumUp) -> Replies:
    event = planning.own(turn.db, turn.member, button.event)
    return [summary_cards.summary(event, summary.summary(turn.db, event))]


def _start(turn: Turn, club: Club) -> Replies:
    return _ask(turn, Planning(club=club.id, draft=uuid4().hex))


def _take(turn: Turn, plan: Planning, taken: Planning | Fault | Unread) -> Replies:
    if isinstance(taken, Planning):
        return _ask(turn, taken)
    turn.move_to(plan)
    return [planning_cards.unread(taken)]


def _ask(turn: Turn, plan: Planning) -> Replies:
    turn.move_to(plan)
    if plan.unsure:
        return [planning_cards.ask_sure(plan)]
    club = _club(turn, plan)
    if plan.step is Step.CHECK and club:
        return [planning_cards.check(plan, club)]
    return [planning_cards.question(plan)]


def _club(turn: Turn, plan: Planning) -> Club | None:
    hers = Role.clubs_of(turn.db, turn.member)
    return next((club for club in hers if club.id == plan.club), None)


def _published_before(turn: Turn, draft: str) -> Replies | None:
    """Pressed twice equals pressed once."""
    codes = [code(club.code, draft) for club in Role.clubs_of(turn.db, turn.member)]
    event = turn.db.scalar(select(Event).where(Event.code.in_(codes)))
    return [planning_cards.published(event)] if event else None


def _hers(turn: Turn) -> list[Event]:
    return list(turn.db.scalars(ahead(turn).limit(cards.SHOWN + 1)))


def ahead(turn: Turn) -> Select[Event]:
    """Events of her clubs that are not over; soonest first."""
    clubs = [club.id for club in Role.clubs_of(turn.db, turn.member)]
    on = Event.state == EventState.PUBLISHED, Event.ends > turn.now
    mine = select(Event).where(Event.club_id.in_(clubs), *on)
    return mine.order_by(Event.starts, Event.id)

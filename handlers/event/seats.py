"""Who has a seat: answers, the waiting list, and what it offers. The event's row guards it all."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from bot import outbox, quiet
from bot.language import _, addressing
from bot.turn import Refusal
from handlers.event import actions, answer_cards, flow
from models import COUNTED, TAKING, Answer, Event, EventState, Member, Registration

PAGE = 100  # seats of one transaction: hundreds would keep other writers waiting


def answer(
    db: Session,
    member: Member,
    event_id: int,
    choice: Answer,
    *,
    at: datetime,
    now: datetime,
    by: Member | None = None,
) -> Registration:
    """Take a member's answer and return what counts now: of two, the later by LINE's time.

    `choice` is coming, maybe or declined. Whoever wants to come and finds no seat waits for one.
    `by` put her name down. Raises Refusal where it is too late.
    """
    event = _open(db, event_id, now)
    mine = db.get(Registration, (event.id, member.id))
    if mine is None:
        mine = Registration(event_id=event.id, member_id=member.id, answer=Answer.DECLINED)
        mine.by_id = by.id if by else None
    elif mine.said > at:
        return mine
    _lapse_if_due(db, event, mine, now)
    if choice is Answer.COMING:
        _come(db, event, mine, now)
    else:
        _stay_away(db, event, mine, choice, now)
    mine.said = at
    db.add(mine)
    _take_back(db, event, mine)
    _remind(db, event, member, mine, now)
    return mine


def _take_back(db: Session, event: Event, mine: Registration) -> None:
    """What has not left and is answered by this; who stays away is told nothing more of it."""
    answered = [f"seat:{mine.member_id}", "asked"]
    of_no_use = [] if mine.answer in COUNTED else ["again", "letter", "notice"]
    for what in answered + of_no_use:
        outbox.withdraw_all(db, f"event:{event.id}:{what}:", mine.member_id)


def ahead_of(db: Session, mine: Registration) -> int:
    """How many wait longer than she does."""
    longer = or_(
        Registration.queued < mine.queued,
        and_(Registration.queued == mine.queued, Registration.member_id < mine.member_id),
    )
    line = select(func.count()).where(
        Registration.event_id == mine.event_id, Registration.answer == Answer.WAITING, longer
    )
    return db.scalar(line) or 0


def promote(db: Session, event: Event, now: datetime) -> None:
    """Offer free seats to whoever waits, the longest first; of many, the clock does the rest.

    The caller holds the event's row.
    """
    event.has_room = False
    until = flow.hold(now, event.starts, quiet.waking(db))
    free = _free(db, event)
    too_late = until is None and free is not None
    if too_late or event.state is not EventState.PUBLISHED or free == 0:
        return
    page = PAGE if free is None else min(free, PAGE)
    longest = _waiting(db, event, page)
    with db.no_autoflush:  # all answers in one statement, not one before each promise
        offers = [_offer(db, event, each, until, now) for each in longest]
        outbox.promise_all(db, [each for each in offers if each])
    event.has_room = len(longest) == PAGE  # perhaps; the clock looks
    db.flush()


def lapse(db: Session, now: datetime) -> bool:
    """Take back the offers of one event that were not taken in time; False where there are none."""
    overdue = Registration.answer == Answer.OFFERED, Registration.held_until <= now
    first = select(Registration.event_id).where(*overdue).order_by(Registration.held_until)
    event_id = db.scalar(first.limit(1))
    event = db.get(Event, event_id, with_for_update=True) if event_id else None
    if event is None:
        return False
    hers = select(Registration).options(joinedload(Registration.member)).where(*overdue)
    for each in db.scalars(hers.where(Registration.event_id == event.id).limit(PAGE)):
        _lapse(db, event, each, now)
    db.flush()
    promote(db, event, now)
    return True


def fill(db: Session, now: datetime) -> bool:
    """Promote at one event where somebody else freed seats; False where there is none."""
    roomy = select(Event).where(Event.has_room).order_by(Event.id).limit(1)
    event = db.scalar(roomy.with_for_update(skip_locked=True))
    if event is None:
        return False
    promote(db, event, now)
    return True


def _open(db: Session, event_id: int, now: datetime) -> Event:
    event = db.get(Event, event_id, with_for_update=True, populate_existing=True)
    if event is None or event.state is EventState.DRAFT:
        raise Refusal(_("ไม่พบกิจกรรมนี้แล้วค่ะ พิมพ์ “กิจกรรม” เพื่อดูที่กำลังจะมาถึงนะคะ"))
    if event.state is EventState.CANCELLED:
        raise Refusal(_("กิจกรรมนี้ยกเลิกแล้วค่ะ จึงไม่ต้องตอบแล้วนะคะ"))
    if event.starts <= now:
        raise Refusal(_("กิจกรรมนี้เริ่มหรือจบไปแล้วค่ะ จึงเปลี่ยนคำตอบไม่ได้นะคะ"))
    return event


def _come(db: Session, event: Event, mine: Registration, now: datetime) -> None:
    """A seat that she has or is offered, a free one that nobody waits for, or a place in line."""
    if mine.answer is Answer.COMING:
        return
    if mine.answer is not Answer.OFFERED:
        _in_time(event, mine, now)
        if not _seat_for(db, event, now):
            if mine.answer is not Answer.WAITING:
                mine.answer, mine.queued = Answer.WAITING, now
            return
    mine.answer, mine.queued, mine.held_until = Answer.COMING, None, None


def _in_time(event: Event, mine: Registration, now: datetime) -> None:
    late = event.deadline is not None and event.deadline <= now
    if late and mine.answer is not Answer.WAITING:
        raise Refusal(_("ปิดรับลงทะเบียนแล้วค่ะ อยากไปจริง ๆ ลองถามผู้ประสานงานของชมรมนะคะ"))


def _seat_for(db: Session, event: Event, now: datetime) -> bool:
    """Is one free for whoever asks first? While seats are offered, those who wait come first."""
    if _free(db, event) == 0:
        return False
    offering = flow.hold(now, event.starts, quiet.waking(db)) is not None
    return not (offering and _waiting(db, event, 1))


def _stay_away(
    db: Session, event: Event, mine: Registration, choice: Answer, now: datetime
) -> None:
    had = mine.answer
    mine.answer, mine.queued, mine.held_until = choice, None, None
    db.flush()
    if had in TAKING:
        promote(db, event, now)


def _free(db: Session, event: Event) -> int | None:
    """How many seats; None: there is no end of them."""
    return None if event.capacity is None else max(event.capacity - event.counts(db).taken, 0)


def _waiting(db: Session, event: Event, most: int) -> list[Registration]:
    line = select(Registration).where(
        Registration.event_id == event.id, Registration.answer == Answer.WAITING
    )
    line = line.order_by(Registration.queued, Registration.member_id).limit(most)
    return list(db.scalars(line.options(joinedload(Registration.member))))


def _offer(
    db: Session, event: Event, each: Registration, until: datetime | None, now: datetime
) -> dict[str, Any] | None:
    """Hold a seat for her; whom LINE does not reach, or where seats never end, has it at once."""
    member, each.queued = each.member, None
    if member.line_user_id is None or until is None or event.capacity is None:
        each.answer = Answer.COMING
        _tell_seated(db, event, each, now)
        return None
    each.answer, each.held_until = Answer.OFFERED, until
    with addressing(member):
        offer = answer_cards.offered(event, until)
    key = f"{_key(event, member)}{now.timestamp()}"  # another offer is another promise
    return outbox.owed(member, key, [offer], due=now, not_after=until, club_id=event.club_id)


def _tell_seated(db: Session, event: Event, each: Registration, now: datetime) -> None:
    """Her, or whoever put her name down."""
    told = each.member if each.member.line_user_id else db.get(Member, each.by_id or 0)
    if told is not None:
        with addressing(told):
            card = answer_cards.seated(event, None if told is each.member else each.member.name)
        key = f"{_key(event, each.member)}{now.timestamp()}"
        mine: dict[str, Any] = {"not_after": event.starts, "club_id": event.club_id}
        outbox.promise(db, told, key, [card], due=now, **mine)
    _remind(db, event, each.member, each, now)


def _lapse_if_due(db: Session, event: Event, mine: Registration, now: datetime) -> None:
    if mine.answer is Answer.OFFERED and mine.held_until and mine.held_until <= now:
        mine.answer, mine.held_until = Answer.LAPSED, None
        db.flush()
        promote(db, event, now)


def _lapse(db: Session, event: Event, each: Registration, now: datetime) -> None:
    """She is told for free, when she writes next: the offer itself said until when it holds."""
    each.answer, each.held_until = Answer.LAPSED, None
    if event.state is not EventState.PUBLISHED:
        return
    with addressing(each.member):
        card = answer_cards.lapsed(event)
    key = f"{_key(event, each.member)}{now.timestamp()}"
    outbox.promise(db, each.member, key, [card], due=now, not_after=event.starts, with_reply=True)


def _key(event: Event, member: Member) -> str:
    """How the keys begin of what she is told about her seat."""
    return f"event:{event.id}:seat:{member.id}:"


def _remind(db: Session, event: Event, member: Member, mine: Registration, now: datetime) -> None:
    """The reminder is owed from the moment somebody has a seat, and no longer."""
    if member.line_user_id is not None:
        coming = mine.answer is Answer.COMING
        when = actions.due(db, event, now) if coming else actions.NEVER
        actions.keep_reminders(db, event, [member], when)

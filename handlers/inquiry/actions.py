"""Asking and answering: what chat and console share."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.orm import Session

from bot import deeds, outbox, quota
from bot.language import _, addressing
from bot.messages import Message
from bot.turn import Refusal
from handlers.inquiry import cards
from models import Account, Club, Inquiry, Member, Promise, PromiseState, Remark, Role, What

WORTH_TELLING = timedelta(days=30)
PRICE = quota.price(1)


class Typed(NamedTuple):
    """What somebody wrote, and LINE's id of the message, should it be unsent."""

    words: str
    said_in: str | None = None


def askable(db: Session, member: Member, club_id: int) -> Club:
    """Her own club or a model club, with somebody there to answer; else Refusal."""
    club = db.get(Club, club_id)
    if club is None or not (club.model or club.id == member.club_id):
        raise Refusal(_("ฝากถามได้เฉพาะชมรมของคุณและชมรมต้นแบบค่ะ"))
    if not Role.coordinators_of(db, club.id):
        raise Refusal(_("ชมรมนี้ยังไม่มีผู้ประสานงานที่ตอบได้ค่ะ พิมพ์ “เบอร์สายด่วน” ถ้าอยากคุยกับคนตอนนี้นะคะ"))
    return club


def ask(db: Session, member: Member, club_id: int, typed: Typed, now: datetime) -> Inquiry:
    """Write down what a member asks, and tell the coordinators for free that somebody did."""
    club = askable(db, member, club_id)
    inquiry = talk(db, member, club.id) or Inquiry(club_id=club.id, member_id=member.id, asked=now)
    inquiry.asked, inquiry.answered = now, None
    inquiry.remarks.append(_remark(member, typed, now, from_coordinator=False))
    db.add(inquiry)
    db.flush()  # what is promised is named by its id
    _tell_coordinators(db, inquiry, member, now)
    return inquiry


def answer(
    db: Session,
    who: Member,
    inquiry_id: int,
    typed: Typed,
    now: datetime,
    *,
    paid: bool,
    seen: int | None = None,
) -> Inquiry:
    """Write down an answer and promise it: for free with her next reply, or at once and paid.

    Raises Refusal where the talk is of a club that `who` does not coordinate, or the month has
    no message left. Two who answer at once are both heard, one after the other; who says what
    she had `seen`, the last remark, does not answer what has changed since.
    """
    inquiry = hers(db, who, inquiry_id, lock=True)
    if seen is not None and _said_since(db, inquiry, seen, who, typed):
        return inquiry
    if paid:
        _afford(db, inquiry, now)
    remark = _remark(who, typed, now, from_coordinator=True)
    inquiry.remarks.append(remark)
    inquiry.answered = now
    price = "paid" if paid else "free"
    deeds.record(
        db, who, What.INQUIRY_ANSWERED, now, club=inquiry.club, about=inquiry, detail=price
    )
    db.flush()  # what is promised is named by its id
    outbox.withdraw_all(db, f"inquiry:{inquiry.id}:asked:")
    _promise_answer(db, inquiry, remark, now, paid=paid)
    return inquiry


def unsend(db: Session, member: Member, message_id: str) -> None:
    """Remove what she said in this message, and every copy of it that has not left yet."""
    said = select(Remark).where(Remark.message_id == message_id, Remark.author_id == member.id)
    for remark in db.scalars(said):
        inquiry = db.get_one(Inquiry, remark.inquiry_id, with_for_update=True)
        db.execute(delete(Promise).where(Promise.key == _answer_key(inquiry, remark)))
        inquiry.remarks.remove(remark)
        db.delete(remark)
        _settle(db, inquiry)


def talk(db: Session, member: Member, club_id: int) -> Inquiry | None:
    """What this member and the coordinators of a club have said so far."""
    own = select(Inquiry).where(Inquiry.member_id == member.id, Inquiry.club_id == club_id)
    return db.scalar(own.with_for_update())


def hers(db: Session, who: Member, inquiry_id: int, *, lock: bool = False) -> Inquiry:
    """A talk in one of the clubs that she coordinates; another's does not exist for her."""
    inquiry = db.get(Inquiry, inquiry_id, with_for_update=lock)
    if inquiry is None or inquiry.club not in Role.clubs_of(db, who):
        raise Refusal(_("ไม่พบคำถามนี้ในหน้าที่ของคุณค่ะ พิมพ์ “มีคนถาม” เพื่อดูที่ค้างอยู่นะคะ"))
    return inquiry


def unanswered(db: Session, who: Member) -> Select[Inquiry]:
    """What waits for an answer in the clubs that she coordinates, the longest first."""
    waiting = _of_her_clubs(db, who).where(Inquiry.answered.is_(None))
    return waiting.order_by(Inquiry.asked, Inquiry.id)


def answered(db: Session, who: Member) -> Select[Inquiry]:
    """What was answered in the clubs that she coordinates, the latest first."""
    done = _of_her_clubs(db, who).where(Inquiry.answered.is_not(None))
    return done.order_by(Inquiry.answered.desc(), Inquiry.id.desc())


def earlier(db: Session, inquiry: Inquiry, before: int | None) -> list[Remark]:
    """A page of remarks and one more where there is more, the newest first."""
    said = select(Remark).where(Remark.inquiry_id == inquiry.id)
    if before is not None:
        said = said.where(Remark.id < before)
    return list(db.scalars(said.order_by(Remark.id.desc()).limit(cards.SHOWN + 1)))


def models(db: Session) -> Select[Club]:
    """Model clubs that somebody could answer for."""
    coordinated = exists().where(Role.club_id == Club.id)
    return select(Club).where(Club.model, coordinated).order_by(Club.name, Club.id)


def affordable(db: Session, inquiry: Inquiry, now: datetime) -> bool:
    """Whether a message can be paid for, of the month and the club's share, and would arrive."""
    purses = (quota.left(db, now), quota.share(db, inquiry.club_id, now))
    enough = all(purse is None or purse.after(PRICE) >= 0 for purse in purses)
    return inquiry.member.following and enough


def _of_her_clubs(db: Session, who: Member) -> Select[Inquiry]:
    clubs = [club.id for club in Role.clubs_of(db, who)]
    return select(Inquiry).where(Inquiry.club_id.in_(clubs))


def _said_since(db: Session, inquiry: Inquiry, seen: int, who: Member, typed: Typed) -> bool:
    """Whether this very answer stands there already: sent twice is sent once. Raises Refusal."""
    last = db.get(Remark, seen)
    if last is None or last.inquiry_id != inquiry.id:
        raise Refusal(_("ข้อความล่าสุดถูกยกเลิกการส่งไปแล้วค่ะ อ่านอีกครั้งก่อนส่งนะคะ คำตอบที่พิมพ์ไว้ยังอยู่"))
    newer = select(Remark).where(Remark.inquiry_id == inquiry.id, Remark.id > seen)
    since = list(db.scalars(newer.order_by(Remark.id)))
    if any(each.author_id == who.id and each.words == typed.words for each in since):
        return True
    if since:
        raise Refusal(_("มีข้อความใหม่ในเรื่องนี้ค่ะ อ่านก่อนส่งนะคะ คำตอบที่พิมพ์ไว้ยังอยู่"))
    return False


def _remark(author: Member, typed: Typed, now: datetime, *, from_coordinator: bool) -> Remark:
    return Remark(
        author_id=author.id,
        from_coordinator=from_coordinator,
        said=now,
        words=typed.words,
        message_id=typed.said_in,
    )


def _afford(db: Session, inquiry: Inquiry, now: datetime) -> None:
    Account.locked(db)
    if not affordable(db, inquiry, now):
        raise Refusal(_("ส่งทันทีไม่ได้แล้วค่ะ คำตอบยังอยู่ เลือก “ส่งฟรี” เพื่อส่งเมื่อสมาชิกทักมานะคะ"))


def _tell_coordinators(db: Session, inquiry: Inquiry, asker: Member, now: datetime) -> None:
    """That somebody asked, and not what: the words stand in one place only."""
    outbox.withdraw_all(db, f"inquiry:{inquiry.id}:asked:")
    for coordinator in Role.coordinators_of(db, inquiry.club_id):
        if coordinator.id == asker.id:
            continue
        with addressing(coordinator):
            told = [cards.somebody_asks(inquiry.club)]
        key = f"inquiry:{inquiry.id}:asked:{inquiry.remarks[-1].id}:{coordinator.id}"
        _promise(db, coordinator, key, told, now, with_reply=True)


def _promise_answer(
    db: Session, inquiry: Inquiry, remark: Remark, now: datetime, *, paid: bool
) -> None:
    with addressing(inquiry.member):
        told = [cards.answered(inquiry, remark.words)]
    key = _answer_key(inquiry, remark)
    _promise(db, inquiry.member, key, told, now, with_reply=not paid, club_id=inquiry.club_id)
    if paid:
        _bring_along(db, inquiry, now)


def _bring_along(db: Session, inquiry: Inquiry, now: datetime) -> None:
    """What rests goes with what is paid for, at the same price: answers arrive in order."""
    resting = update(Promise).where(
        Promise.key.startswith(f"inquiry:{inquiry.id}:answer:", autoescape=True),
        Promise.state == PromiseState.RESTING,
    )
    db.execute(resting.values(state=PromiseState.WAITING, at_night=True))


def _promise(
    db: Session,
    member: Member,
    key: str,
    told: list[Message],
    now: datetime,
    *,
    with_reply: bool,
    club_id: int | None = None,
) -> None:
    outbox.promise(
        db,
        member,
        key,
        told,
        due=now,
        not_after=now + WORTH_TELLING,
        club_id=club_id,
        at_night=not with_reply,
        with_reply=with_reply,
    )


def _settle(db: Session, inquiry: Inquiry) -> None:
    """A talk of which nothing is left is none; one that ends in an answer is answered."""
    if not inquiry.remarks:
        outbox.withdraw_all(db, f"inquiry:{inquiry.id}:")
        db.delete(inquiry)
        return
    last = inquiry.remarks[-1]
    inquiry.answered = last.said if last.from_coordinator else None
    if last.from_coordinator:
        outbox.withdraw_all(db, f"inquiry:{inquiry.id}:asked:")


def _answer_key(inquiry: Inquiry, remark: Remark) -> str:
    return f"inquiry:{inquiry.id}:answer:{remark.id}"

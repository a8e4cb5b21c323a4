"""Asking for a club, and deciding: what chat, console and commands share."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from bot import deeds, entrance, menus, outbox, places
from bot.language import _, addressing
from bot.messages import Message
from bot.turn import Refusal
from handlers.opening import cards, flow
from models import Club, Kind, Member, Opening, Role, RoleKind, What
from models.province import PROVINCES

WORTH_TELLING = timedelta(days=30)
CODE = "STRONG"  # of a club outside the provinces that we know


def ask(db: Session, member: Member, draft: flow.Draft, now: datetime) -> Opening:
    """Write the request down, and tell the administrators. Raises Refusal where there is one."""
    if club := same_club(db, draft.kind, draft.name, draft.province):
        raise Refusal(
            _("{club} มีชมรมแล้วค่ะ พิมพ์รหัส {code} เพื่อเข้าชมรมนะคะ", club=club.name, code=club.code)
        )
    asked = insert(Opening).values(
        kind=draft.kind,
        name=draft.name,
        province=draft.province,
        contact_name=draft.contact,
        contact_phone=draft.phone or None,
        asked=now,
        asked_by=member.id,
    )
    # of two who ask for the same club at once, one has asked
    made = db.scalar(asked.on_conflict_do_nothing().returning(Opening.id))
    if made is None:
        raise Refusal(cards.somebody_asked(draft.name))
    opening = db.get_one(Opening, made)
    deeds.record(db, member, What.CLUB_ASKED, now, about=opening)
    for administrator in Role.administrators(db):
        with addressing(administrator):
            card = cards.request(opening)
        _promise(db, administrator, f"opening:{opening.id}:{administrator.id}", [card], now)
    return opening


def same_club(db: Session, kind: Kind | None, name: str, province: str) -> Club | None:
    """The club of this very local government, however its name is written."""
    there = select(Club).where(Club.kind == kind, Club.province == province)
    written = places.bare(name)
    return next((club for club in db.scalars(there) if places.bare(club.name) == written), None)


def same_request(db: Session, draft: flow.Draft) -> Opening | None:
    written = places.bare(draft.name)
    waiting_ = [each for each in waiting(db) if each.kind == draft.kind]
    there = [each for each in waiting_ if each.province == draft.province]
    return next((each for each in there if places.bare(each.name) == written), None)


def waiting(db: Session) -> Sequence[Opening]:
    """The requests that nobody has decided, the oldest first."""
    undecided = select(Opening).where(Opening.decided.is_(None))
    return list(db.scalars(undecided.order_by(Opening.asked, Opening.id)))


def latest(db: Session, member: Member) -> Opening | None:
    """What this member asked for last."""
    hers = select(Opening).where(Opening.asked_by == member.id)
    return db.scalar(hers.order_by(Opening.id.desc()).limit(1))


def approve(
    db: Session, who: Member, opening_id: int, public_url: str, now: datetime
) -> tuple[Opening, Club]:
    """Open the club: its code, its coordinator, and word to her. Raises Refusal."""
    opening = _undecided(db, who, opening_id)
    if club := same_club(db, opening.kind, opening.name, opening.province):
        raise Refusal(
            _(
                "{club} มีชมรมแล้วค่ะ รหัส {code} กด “ไม่อนุมัติ” เพื่อบอกผู้ขอได้นะคะ",
                club=club.name,
                code=club.code,
            )
        )
    club = _found(db, opening)
    opening.decided, opening.decided_by, opening.club_id = now, who.id, club.id
    deeds.record(db, who, What.CLUB_APPROVED, now, club=club, about=opening)
    if requester := _requester(db, opening):
        kind = RoleKind.COORDINATOR
        db.add(Role(member_id=requester.id, club_id=club.id, kind=kind, since=now))
        menus.refresh(db, requester, now)
        deeds.record(db, who, What.ROLE_GIVEN, now, club=club, about=requester, detail=kind)
        with addressing(requester):
            card = cards.opened(club, entrance.join_link(db, club), public_url)
        _promise(db, requester, f"opening:{opening.id}:decided", [card], now)
    return opening, club


def refuse(db: Session, who: Member, opening_id: int, why: str, now: datetime) -> Opening:
    """Say no, with the reason, which is kept and reaches her who asked. Raises Refusal."""
    opening = _undecided(db, who, opening_id)
    opening.decided, opening.decided_by, opening.why = now, who.id, why
    deeds.record(db, who, What.CLUB_REFUSED, now, about=opening)
    if requester := _requester(db, opening):
        with addressing(requester):
            card = cards.turned_down(opening, why)
        _promise(db, requester, f"opening:{opening.id}:decided", [card], now)
    return opening


def to_decide(db: Session, who: Member, opening_id: int) -> Opening:
    """The request, for an administrator while nobody has decided. Raises Refusal."""
    return _undecided(db, who, opening_id)


def _undecided(db: Session, who: Member, opening_id: int) -> Opening:
    """Locked, so that of two administrators at once the second learns of the first."""
    if not Role.administers(db, who):
        raise Refusal(_("เรื่องนี้ผู้ดูแลระบบเป็นผู้ตัดสินค่ะ"))
    opening = db.get(Opening, opening_id, with_for_update=True, populate_existing=True)
    if opening is None:
        raise Refusal(_("ไม่พบคำขอนี้แล้วค่ะ พิมพ์ “คำขอเปิดชมรม” เพื่อดูคำขอที่รออยู่นะคะ"))
    if opening.decided is not None:
        raise Refusal(cards.decided_already(opening, db.get(Member, opening.decided_by or 0)))
    return opening


def _requester(db: Session, opening: Opening) -> Member | None:
    return db.get(Member, opening.asked_by) if opening.asked_by else None


def _found(db: Session, opening: Opening) -> Club:
    """A new club under a free code: the province's letters and a number, such as PKN3."""
    letters = PROVINCES.get(opening.province, CODE)
    for number in count(1):
        made = insert(Club).values(
            code=f"{letters}{number}",
            kind=opening.kind,
            name=opening.name,
            province=opening.province,
            model=False,
            contact_name=opening.contact_name,
            contact_phone=opening.contact_phone,
        )
        free = made.on_conflict_do_nothing(index_elements=["code"]).returning(Club.id)
        if club_id := db.scalar(free):
            return db.get_one(Club, club_id)
    raise AssertionError("unreachable")


def _promise(
    db: Session, member: Member, key: str, messages: Sequence[Message], now: datetime
) -> None:
    outbox.promise(db, member, key, messages, due=now, not_after=now + WORTH_TELLING)

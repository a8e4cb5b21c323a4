"""Giving and taking roles: what chat, console and commands share."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import deeds, duties, invitation, menus
from bot.language import _, addressing
from bot.turn import Refusal
from models import Club, Deed, Invitation, Member, Role, RoleKind, What
from models.session import note


def invite(
    db: Session,
    club: Club | None,
    kind: RoleKind,
    now: datetime,
    *,
    giver: Member | None = None,
    hands_over: bool = False,
) -> str:
    """A new code: shown once, kept only as a digest. Without a club it makes an administrator."""
    code = invitation.new_code()
    row = Invitation(
        digest=invitation.digest(code),
        club_id=club.id if club else None,
        kind=kind,
        given_by=giver.id if giver else None,
        hands_over=hands_over,
        expires=now + invitation.LIFETIME,
    )
    db.add(row)
    deeds.record(db, giver, What.ROLE_INVITED, now, club=club, detail=kind)
    return code


def redeem(db: Session, member: Member, digest: str, now: datetime) -> Invitation:
    """Give the code's role to whoever typed it. Raises Refusal; the code then stays as it was."""
    row = _redeemable(db, member, digest, now)
    row.used = now
    db.add(Role(member_id=member.id, club_id=row.club_id, kind=row.kind, since=now))
    db.flush()  # a successor must be there before the giver goes
    menus.refresh(db, member, now)
    giver = db.get(Member, row.given_by) if row.given_by else None
    what = What.ROLE_HANDED_OVER if row.hands_over else What.ROLE_GIVEN
    deeds.record(db, giver, what, now, club=row.club, about=member, detail=row.kind)
    if row.hands_over and giver:
        _hand_over(db, giver, row, now)
    return row


def _redeemable(db: Session, member: Member, digest: str, now: datetime) -> Invitation:
    row = db.get(Invitation, digest, with_for_update=True)
    if row is None:
        raise Refusal(_("ไม่พบรหัสนี้ค่ะ ลองตรวจตัวอักษรอีกครั้ง หรือขอรหัสใหม่จากผู้ที่ส่งมานะคะ"))
    if row.used is not None:
        raise Refusal(_("รหัสนี้ถูกใช้ไปแล้วค่ะ รหัสหนึ่งใช้ได้ครั้งเดียว ขอรหัสใหม่ได้นะคะ"))
    if row.expires <= now:
        raise Refusal(_("รหัสนี้หมดอายุแล้วค่ะ รหัสใช้ได้ 24 ชั่วโมง ขอรหัสใหม่ได้นะคะ"))
    if row.given_by == member.id:
        raise Refusal(_("รหัสนี้คุณเป็นคนออกเองค่ะ ส่งให้ผู้ที่จะรับหน้าที่พิมพ์นะคะ"))
    if held(db, member, row.kind, row.club_id):
        raise Refusal(_("คุณมีหน้าที่นี้อยู่แล้วค่ะ รหัสนี้ยังใช้ได้ ส่งต่อให้คนอื่นได้นะคะ"))
    return row


def give(db: Session, who: Member, holder: Member, kind: RoleKind, now: datetime) -> None:
    """Give a member a role in her club without a code, and tell her. Raises Refusal."""
    club = holder.club
    if club is None or holder.line_user_id is None or kind is RoleKind.ADMINISTRATOR:
        raise Refusal(_("มอบหน้าที่ได้เฉพาะสมาชิกของชมรมที่ใช้ LINE ค่ะ"))
    if not may_lead(db, who, club):
        raise Refusal(_("เรื่องนี้ผู้ประสานงานของชมรมเป็นผู้ดูแลค่ะ"))
    db.execute(select(Member.id).where(Member.id == holder.id).with_for_update())
    if held(db, holder, kind, club.id):
        raise Refusal(_("คนนี้มีหน้าที่นี้อยู่แล้วค่ะ"))
    role = Role(member_id=holder.id, club_id=club.id, kind=kind, since=now)
    db.add(role)
    db.flush()  # the word to her is named after the role
    menus.refresh(db, holder, now)
    deeds.record(db, who, What.ROLE_GIVEN, now, club=club, about=holder, detail=kind)
    with addressing(holder):
        words = _(
            "คุณได้รับหน้าที่{duty}ของชมรม {club} แล้วค่ะ ไม่สะดวกรับ พิมพ์ “ลาออกจากหน้าที่” ได้นะคะ",
            duty=_(duties.NAMES[kind]),
            club=club.name,
        )
    duties.tell(db, holder, f"given:{role.id}", words, now)


def hand_over(db: Session, who: Member, holder: Member, now: datetime) -> None:
    """Her coordination of the holder's club is the holder's from now on. Raises Refusal."""
    role = to_hand_over(db, who, holder, lock=True)
    give(db, who, holder, role.kind, now)
    what = What.ROLE_HANDED_OVER
    deeds.record(db, who, what, now, club=role.club, about=holder, detail=role.kind)
    duties.end(db, who, [role], now)


def to_hand_over(db: Session, who: Member, holder: Member, *, lock: bool = False) -> Role:
    """Her own duty, which the holder can take on. Raises Refusal, which says what to do."""
    club, kind = holder.club, RoleKind.COORDINATOR
    role = held(db, who, kind, club.id, lock=lock) if club else None
    if role is None or holder.id == who.id:
        raise Refusal(_("ส่งต่อได้เฉพาะหน้าที่ของคุณเอง ให้สมาชิกคนอื่นในชมรมเดียวกันค่ะ"))
    if holder.line_user_id is None:
        raise Refusal(_("คนนี้ยังไม่ใช้ LINE ค่ะ จึงรับช่วงหน้าที่ไม่ได้ ชวนเพิ่มเพื่อนน้องสตรองและเข้าชมรมก่อนนะคะ"))
    if held(db, holder, kind, role.club_id):
        raise Refusal(_("คนนี้เป็นผู้ประสานงานอยู่แล้วค่ะ ถ้าคุณไม่สะดวกทำต่อ พิมพ์ “ลาออกจากหน้าที่” ในแชตได้เลย"))
    return role


def has_handed_over(db: Session, who: Member, holder_id: int, since: datetime) -> bool:
    """Whether she did so just now: what is pressed twice is done once."""
    hers = select(Role.club_id).where(Role.member_id == who.id, Role.club_id.is_not(None))
    done = select(Deed.id).where(
        Deed.what == What.ROLE_HANDED_OVER,
        Deed.who_id == who.id,
        Deed.person_id == holder_id,
        Deed.at > since,
        Deed.club_id.not_in(hers),
    )
    return db.scalar(done.limit(1)) is not None


def held(
    db: Session, member: Member, kind: RoleKind, club_id: int | None, *, lock: bool = False
) -> Role | None:
    """Her role of this kind; `lock`: of two who change it at once, the second finds it changed."""
    hers = select(Role).where(Role.member_id == member.id, Role.kind == kind)
    hers = hers.where(Role.club_id == club_id)
    return db.scalar(hers.with_for_update() if lock else hers)


def holders(db: Session, club: Club) -> Sequence[tuple[Role, Member]]:
    """Everybody with a role in this club, coordinators first, then the longest."""
    here = select(Role, Member).join(Member, Member.id == Role.member_id)
    order = (Role.kind.desc(), Role.since, Role.id)  # coordinator stands after coach
    rows = db.execute(here.where(Role.club_id == club.id).order_by(*order))
    return [(role, member) for role, member in rows]


def may_lead(db: Session, who: Member, club: Club) -> bool:
    return bool(held(db, who, RoleKind.COORDINATOR, club.id)) or Role.administers(db, who)


def to_revoke(db: Session, who: Member, role_id: int) -> tuple[Role, Member]:
    """A role that `who` may take back. Raises Refusal."""
    role = db.get(Role, role_id, with_for_update=True)
    if role is None or role.club is None or not may_lead(db, who, role.club):
        raise Refusal(_("ไม่พบหน้าที่นี้แล้วค่ะ พิมพ์ “ผู้ประสานงานของชมรม” เพื่อดูล่าสุดนะคะ"))
    return role, db.get_one(Member, role.member_id)


def revoke(db: Session, who: Member, role_id: int, now: datetime) -> tuple[Club, Member]:
    """Take a role back: at once in effect. Raises Refusal."""
    role, holder = to_revoke(db, who, role_id)
    if holder.id == who.id:
        raise Refusal(_("หน้าที่ของตัวเอง พิมพ์ “ลาออกจากหน้าที่” นะคะ"))
    club = db.get_one(Club, role.club_id)
    duties.end(db, holder, [role], now, by=who)
    with addressing(holder):
        words = _("หน้าที่ของคุณในชมรม {club} สิ้นสุดแล้วค่ะ ขอบคุณที่ช่วยดูแลนะคะ", club=club.name)
    duties.tell(db, holder, f"ended:{role.id}", words, now)
    return club, holder


def resign(db: Session, member: Member, club: Club, now: datetime) -> None:
    """Give up all that she does for this club. Raises Refusal where nobody else would."""
    duties.end_all(db, member, now, club)


def _hand_over(db: Session, giver: Member, row: Invitation, now: datetime) -> None:
    role = held(db, giver, row.kind, row.club_id)
    if role is None or row.club is None:
        return
    duties.end(db, giver, [role], now)
    with addressing(giver):
        words = _("มีผู้รับช่วงหน้าที่ในชมรม {club} แล้วค่ะ ขอบคุณที่ดูแลมาตลอดนะคะ", club=row.club.name)
    note(db, giver, words)  # while she may sit at her desk, where the club is not hers any more
    duties.tell(db, giver, f"handed-over:{row.digest[:16]}", words, now)

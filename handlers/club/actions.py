"""Finding a club, joining it, and becoming its coordinator."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.language import _
from bot.turn import Refusal
from handlers.club import flow
from models import Club, Invitation, Member, Role, RoleKind

NOTICE = "2569-11"  # version of the privacy notice in cards.py


def find(db: Session, said: str) -> list[Club]:
    """The clubs that were meant: one by its code, or those with these words in their name."""
    if club := with_code(db, said):
        return [club]
    words = said.strip()
    if len(words) < 3:  # noqa: PLR2004 - two letters are in every name
        return []
    named = select(Club).where(Club.name.contains(words, autoescape=True))
    return list(db.scalars(named.order_by(Club.name).limit(4)))


def with_code(db: Session, said: str) -> Club | None:
    """The club whose code stands in what was typed."""
    clubs = (Club.with_code(db, code) for code in flow.club_codes(said))
    return next((club for club in clubs if club), None)


def join(db: Session, member: Member, club: Club, now: datetime) -> None:
    """Pressing twice equals pressing once; the consent is kept with its version."""
    member.club_id, member.club = club.id, club
    if member.consent != NOTICE:
        member.consent, member.consented = NOTICE, now


def invite(db: Session, club: Club, kind: RoleKind, now: datetime) -> str:
    """A new code: shown once, kept only as a digest."""
    code = flow.new_invitation()
    digest = flow.invitation_digest(code)
    db.add(Invitation(digest=digest, club_id=club.id, kind=kind, expires=now + flow.LIFETIME))
    return code


def redeem(db: Session, member: Member, digest: str, now: datetime) -> Invitation:
    invitation = db.get(Invitation, digest, with_for_update=True)
    if invitation is None:
        raise Refusal(_("ไม่พบรหัสนี้ค่ะ ลองตรวจตัวอักษรอีกครั้ง หรือขอรหัสใหม่จากผู้ที่ส่งมานะคะ"))
    if invitation.used is not None:
        raise Refusal(_("รหัสนี้ถูกใช้ไปแล้วค่ะ รหัสหนึ่งใช้ได้ครั้งเดียว ขอรหัสใหม่ได้นะคะ"))
    if invitation.expires <= now:
        raise Refusal(_("รหัสนี้หมดอายุแล้วค่ะ รหัสใช้ได้ 24 ชั่วโมง ขอรหัสใหม่ได้นะคะ"))
    invitation.used = now
    _grant(db, member, invitation, now)
    return invitation


def _grant(db: Session, member: Member, invitation: Invitation, now: datetime) -> None:
    holds = select(Role).where(
        Role.member_id == member.id,
        Role.club_id == invitation.club_id,
        Role.kind == invitation.kind,
    )
    if db.scalar(holds) is None:
        role = Role(
            member_id=member.id, club_id=invitation.club_id, kind=invitation.kind, since=now
        )
        db.add(role)

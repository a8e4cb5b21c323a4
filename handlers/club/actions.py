"""Finding a club, joining it, and becoming its coordinator."""

from datetime import datetime
from functools import lru_cache

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import places
from bot.language import _
from bot.turn import Refusal
from handlers.club import cards, flow
from models import Club, Invitation, Member, Role, RoleKind

_bare = lru_cache(maxsize=20_000)(places.bare)  # of clubs alone, never of what was typed
LIKE, LONGEST = 72, 40  # rapidfuzz's ratio in percent; code points of what could be a name
NOTICE = "2569-11"  # version of the privacy notice in cards.py


def find(db: Session, said: str, start: int = 0) -> list[Club]:
    """The club with this code, or a page of those with these words in their name, and one more."""
    if club := with_code(db, said):
        return [club]
    words = said.strip()
    if len(words) < 3:  # noqa: PLR2004 - two letters are in every name
        return []
    named = select(Club).where(Club.name.contains(words, autoescape=True))
    return list(db.scalars(named.order_by(Club.name, Club.id).offset(start).limit(cards.SHOWN + 1)))


def near(db: Session, said: str) -> list[Club]:
    """The clubs whose name or code is nearly what was typed, the nearest first."""
    typed = places.bare(said)
    if len(typed) > LONGEST:
        return []
    spelt: dict[str, int] = {}
    for id_, code, name in db.execute(select(Club.id, Club.code, Club.name).order_by(Club.id)):
        spelt.setdefault(_bare(code), id_)
        spelt.setdefault(_bare(name), id_)
    alike = process.extract(
        typed, list(spelt), scorer=fuzz.ratio, score_cutoff=LIKE, limit=2 * cards.SHOWN
    )
    ids = list(dict.fromkeys(spelt[words] for words, _score, _place in alike))[: cards.SHOWN]
    return [db.get_one(Club, id_) for id_ in ids]


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

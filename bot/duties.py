"""What a member has to do for a club: hers, and ended so that no club is left alone unnoticed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import deeds, menus, outbox
from bot.language import N_, _, addressing
from bot.messages import text
from bot.turn import Refusal
from models import Club, Draft, Invitation, Member, Role, RoleKind, What
from models.passkey import forget
from models.session import sign_out

CONSOLE = (RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)  # who uses it
WORTH_TELLING = timedelta(days=30)
NAMES = {
    RoleKind.COORDINATOR: N_("ผู้ประสานงาน"),
    RoleKind.COACH: N_("โค้ช STRONG"),
    RoleKind.ADMINISTRATOR: N_("ผู้ดูแลระบบ"),
}


def own(db: Session, who: Member, club_id: int) -> Club:
    """A club that she coordinates, decided by who asks. Raises Refusal."""
    for club in Role.clubs_of(db, who):
        if club.id == club_id:
            return club
    raise Refusal(_("ไม่พบชมรมนี้ในหน้าที่ของคุณค่ะ พิมพ์ “เมนู” เพื่อเริ่มใหม่นะคะ"))


def looked_after(db: Session, who: Member, club_id: int) -> Club:
    """A club that she coordinates, or any club for an administrator. Raises Refusal."""
    club = db.get(Club, club_id) if Role.administers(db, who) else None
    return club or own(db, who, club_id)


def end(
    db: Session, member: Member, roles: Sequence[Role], now: datetime, *, by: Member | None = None
) -> None:
    """End these roles of hers, `by` another or herself.

    Administrators are told of a club without a coordinator. Raises Refusal where nobody would be
    left to look after a club.
    """
    for role in roles:
        if role.kind is RoleKind.COORDINATOR and role.club_id:
            _leave(db, member, db.get_one(Club, role.club_id, with_for_update=True), now)
        if role.kind is RoleKind.ADMINISTRATOR and _only_administrator(db, member):
            raise Refusal(_("คุณเป็นผู้ดูแลระบบคนเดียว เชิญผู้ดูแลระบบอีกคนก่อนนะคะ"))
        deeds.record(
            db, by or member, What.ROLE_ENDED, now, club=role.club, about=member, detail=role.kind
        )
    withdraw(db, roles)
    menus.refresh(db, member, now)


def end_all(db: Session, member: Member, now: datetime, club: Club | None = None) -> None:
    """End all her roles, or those of one club. Raises Refusal as `end` does."""
    hers = select(Role).where(Role.member_id == member.id)
    if club:
        hers = hers.where(Role.club_id == club.id)
    end(db, member, list(db.scalars(hers)), now)


def withdraw(db: Session, roles: Sequence[Role]) -> None:
    """From now on these roles do not count, nor do the codes that their holders gave out."""
    for role in roles:
        db.execute(
            delete(Invitation).where(
                Invitation.given_by == role.member_id,
                Invitation.club_id == role.club_id,  # none: an administrator's
                Invitation.used.is_(None),
            )
        )
        db.delete(role)
    db.flush()  # so that only what is left counts
    for member_id in {role.member_id for role in roles}:
        _leave_console(db, db.get_one(Member, member_id))


def entitled(db: Session, who: Member) -> bool:
    """Whether she has a duty that the console is for."""
    hers = select(Role.id).where(Role.member_id == who.id, Role.kind.in_(CONSOLE))
    return db.scalar(hers.limit(1)) is not None


def _leave_console(db: Session, member: Member) -> None:
    """With the last duty ends what she is signed in with, and what she did it with.

    What she typed and did not send names others, and is hers no longer.
    """
    if not entitled(db, member):
        sign_out(db, member)
        forget(db, member)
        db.execute(delete(Draft).where(Draft.member_id == member.id))


def tell(db: Session, member: Member, key: str, words: str, now: datetime) -> None:
    """Word about a duty, for free when she writes next."""
    outbox.promise(
        db,
        member,
        f"duty:{key}:{member.id}",
        [text(words)],
        due=now,
        not_after=now + WORTH_TELLING,
        with_reply=True,
    )


def _leave(db: Session, member: Member, club: Club, now: datetime) -> None:
    """The club's row is locked: of two who leave at once, the second is the last."""
    if any(each.id != member.id for each in Role.coordinators_of(db, club.id)):
        return
    administrators = [each for each in Role.administrators(db) if each.id != member.id]
    if not administrators:
        raise Refusal(
            _(
                "คุณเป็นผู้ประสานงานคนเดียวของ {club} ค่ะ พิมพ์ “ส่งต่อหน้าที่” ให้ผู้รับช่วงก่อนนะคะ",
                club=club.name,
            )
        )
    for administrator in administrators:
        with addressing(administrator):
            words = _("ชมรม {club} ไม่มีผู้ประสานงานแล้วค่ะ ช่วยหาผู้รับช่วงต่อนะคะ", club=club.name)
        tell(db, administrator, f"alone:{club.id}:{now:%Y%m%d%H%M}", words, now)


def _only_administrator(db: Session, member: Member) -> bool:
    return all(each.id == member.id for each in Role.administrators(db))

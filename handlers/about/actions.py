"""Changing what a club says of itself: what chat and console share."""

from sqlalchemy.orm import Session

from bot.language import _
from bot.turn import Refusal
from handlers.about.flow import Step
from models import Club, Member, Role


def own(db: Session, who: Member, club_id: int) -> Club:
    """A club that she coordinates, decided by who asks. Raises Refusal."""
    for club in Role.clubs_of(db, who):
        if club.id == club_id:
            return club
    raise Refusal(_("ไม่พบชมรมนี้ในหน้าที่ของคุณค่ะ พิมพ์ “เมนู” เพื่อเริ่มใหม่นะคะ"))


def tell(db: Session, who: Member, club_id: int, step: Step, words: str) -> Club:
    club = own(db, who, club_id)
    setattr(club, step.value, words)
    return club

"""Changing what a club says of itself: what chat and console share."""

from sqlalchemy.orm import Session

from bot import duties
from handlers.about.flow import Step
from models import Club, Member


def tell(db: Session, who: Member, club_id: int, step: Step, words: str) -> Club:
    """Raises Refusal where it is not her club."""
    club = duties.own(db, who, club_id)
    setattr(club, step.value, words)
    return club

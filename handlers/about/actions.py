"""Changing what a club says of itself: what chat and console share."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import deeds, duties
from handlers.about.flow import Step
from models import Club, Member, What


def tell(
    db: Session, who: Member, club_id: int, step: Step, words: str | None, *, now: datetime
) -> Club:
    """Raises Refusal where the club is not hers to look after."""
    club = duties.looked_after(db, who, club_id)
    setattr(club, step.value, words)
    deeds.record(db, who, What.CLUB_EDITED, now, club=club, detail=step.value)
    return club

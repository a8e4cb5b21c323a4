"""What readers answer by the buttons below an announcement."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import words
from bot.language import _
from bot.turn import Refusal
from handlers.announcement import content
from models import Announcement, Member, Progress, Reply

LATELY, LOOKED_AT = timedelta(days=7), 3  # what somebody may still mean who types an answer


def answer(db: Session, member: Member, announcement_id: int, choice: int, now: datetime) -> str:
    """Note her answer, which replaces what she said before, and return its words.

    Raises Refusal where there is nothing to answer.
    """
    announcement = db.get(Announcement, announcement_id)
    choices = content.found(announcement.parts).choices if announcement else ()
    if choice >= len(choices) or choices[choice].url:
        raise Refusal(_("ประกาศนี้ไม่มีให้ตอบแล้วค่ะ"))
    said = {"choice": choice, "at": now}
    new = upsert(Reply).values(announcement_id=announcement_id, member_id=member.id, **said)
    keys = ["announcement_id", "member_id"]
    db.execute(new.on_conflict_do_update(index_elements=keys, set_=said))
    return choices[choice].label


def meant(db: Session, member: Member, said: str, now: datetime) -> tuple[int, int] | None:
    """The announcement of her club and the button that somebody means who types its words."""
    lately = select(Announcement).where(
        Announcement.club_id == member.club_id,
        Announcement.progress.in_([Progress.SENDING, Progress.SENT]),
        Announcement.due.between(now - LATELY, now),
    )
    for announcement in db.scalars(lately.order_by(Announcement.due.desc()).limit(LOOKED_AT)):
        for place, choice in enumerate(content.found(announcement.parts).choices):
            if not choice.url and words.one_of(said, choice.label):
                return announcement.id, place
    return None


def counts(db: Session, announcement: Announcement) -> list[tuple[str, int]]:
    """Each answer that can be given, with how many gave it."""
    given = select(Reply.choice, func.count()).where(Reply.announcement_id == announcement.id)
    found = Counter(dict(iter(db.execute(given.group_by(Reply.choice)))))
    choices = content.found(announcement.parts).choices
    return [(each.label, found[place]) for place, each in enumerate(choices) if not each.url]

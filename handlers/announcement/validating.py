"""LINE looks at an announcement before it leaves: what it would refuse is stopped in time."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import errands, outbox, placeholders
from bot.language import _, addressing
from bot.messages import Message, text
from handlers.announcement import running_cards
from models import Announcement, Member, Progress

VALIDATE = "announcement.validate"
WORTH_TELLING = timedelta(days=7)


def ask(db: Session, announcement: Announcement, now: datetime) -> None:
    errands.ask(db, VALIDATE, str(announcement.id), {"announcement": announcement.id}, now)


def messages(db: Session, announcement_id: int) -> list[Message]:
    """What LINE shall look at; nothing, where it has left or was stopped."""
    announcement = db.get(Announcement, announcement_id)
    if announcement is None or announcement.progress not in {Progress.ASKED, Progress.WAITING}:
        return []
    return placeholders.fill(announcement.messages, None)


def refuse(db: Session, announcement_id: int, now: datetime) -> None:
    """It does not leave, and its author is told at once; twice equals once."""
    announcement = db.get(Announcement, announcement_id, with_for_update=True)
    if announcement is None or announcement.progress not in {Progress.ASKED, Progress.WAITING}:
        return
    announcement.progress, announcement.told = Progress.CANCELLED, now
    author = db.get(Member, announcement.author_id or 0)
    if author is None:
        return
    with addressing(author):
        words = _(
            "LINE ไม่รับประกาศ “{quoted}” ค่ะ จึงยังไม่ได้ส่ง ลองเขียนใหม่ให้สั้นลงหรือเอารูปออกนะคะ",
            quoted=running_cards.begins(announcement),
        )
    key, until = f"announcement:{announcement_id}:refused", now + WORTH_TELLING
    outbox.promise(db, author, key, [text(words)], due=now, not_after=until)

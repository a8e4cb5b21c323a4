"""Pictures of announcements: sent into the chat, fetched and drawn, shown by an address."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import drawing, errands, files, outbox
from bot.deployment import settings_of
from bot.drawing import Drawn
from bot.language import _, addressing
from bot.messages import text
from bot.turn import Refusal
from handlers.announcement.content import Content
from models import Attachment, Member

FETCH = "announcement.picture"
WORTH_TELLING = timedelta(days=7)


@dataclass(frozen=True)
class Wish:
    """That what she sent in this message becomes a picture of an announcement."""

    member: int
    message: str


def ask(db: Session, who: Member, message_id: str, now: datetime) -> None:
    """Have it fetched; the draft names it by the message that it came in."""
    db.merge(Attachment(file=message_id, member_id=who.id, at=now))
    errands.ask(db, FETCH, message_id, asdict(Wish(who.id, message_id)), now)


def shown(db: Session, content: Content) -> dict[str, str]:
    """Where each of its pictures is that has arrived."""
    there = select(Attachment.file, Attachment.digest).where(
        Attachment.file.in_(content.pictures), Attachment.digest.is_not(None)
    )
    public_url = settings_of(db).public_url
    found = {file: drawing.address(public_url, digest) for file, digest in db.execute(there)}
    return {file: address for file, address in found.items() if address}


def check(db: Session, content: Content) -> None:
    """Raise Refusal, which says what to do, while a picture is on its way or is none."""
    there = select(Attachment).where(Attachment.file.in_(content.pictures))
    known = {each.file: each for each in db.scalars(there)}
    for file in content.pictures:
        if file not in known or known[file].failure:
            raise Refusal(_("เปิดรูปที่แนบไว้ไม่ได้ค่ะ กด “เพิ่มเติม” แล้ว “เอารูปออก” หรือส่งรูปใหม่นะคะ"))
        if known[file].digest is None:
            raise Refusal(_("รูปกำลังมาค่ะ รอสักครู่แล้วกดส่งอีกครั้งนะคะ ข้อความยังอยู่ครบ"))


def use(db: Session, content: Content) -> None:
    """They are part of what is sent, and stay as long as it does."""
    for each in db.scalars(select(Attachment).where(Attachment.file.in_(content.pictures))):
        each.used = True


def wishing(db: Session, wish: Wish) -> Member | None:
    """She who sent it, while it is still wanted; her row is locked first."""
    member = db.get(Member, wish.member, with_for_update=True)
    there = db.get(Attachment, wish.message)
    return member if there and there.digest is None else None


def hang(db: Session, wish: Wish, drawn: Drawn, now: datetime) -> None:
    """Unless she took it back meanwhile; twice equals once."""
    there = db.get(Attachment, wish.message, with_for_update=True)
    if there:
        files.keep(db, drawn.digest, drawn.data, now)
        there.digest = drawn.digest


def say_why_not(db: Session, wish: Wish, why: str | None, now: datetime) -> None:
    """Told for free when she next writes; without a reason, LINE gave us nothing."""
    member, there = wishing(db, wish), db.get(Attachment, wish.message)
    if member is None or there is None:
        return
    there.failure = "refused" if why else "out of reach"
    with addressing(member):
        words = why or _("รับรูปจาก LINE ไม่ได้ค่ะ ลองส่งรูปใหม่อีกครั้งนะคะ")
        key, until = f"{FETCH}:{wish.message}", now + WORTH_TELLING
        outbox.promise(db, member, key, [text(words)], due=now, not_after=until, with_reply=True)


def unsend(db: Session, who: Member, message_id: str) -> None:
    """Nothing of a photo that she took back is fetched or shown; what was sent stays as it was."""
    hers = Attachment.member_id == who.id, Attachment.used.is_(False)
    db.execute(delete(Attachment).where(Attachment.file == message_id, *hers))

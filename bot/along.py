"""What we owe for free: it rests until its member writes, and goes along with the answer."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import limits
from bot.turn import Replies, Unkept
from models import Member, Promise, PromiseState, SeenEvent


def along(db: Session, member: Member, event_id: str, replies: Replies, now: datetime) -> Replies:
    """`replies`, after what rests for this member, as much as LINE's five parts allow."""
    if not member.owed or not replies or isinstance(replies, Unkept):
        return replies
    said: Replies = []
    rest = 0
    for promise in _resting(db, member):
        if promise.not_after <= now:
            promise.state = PromiseState.EXPIRED
        elif promise.due <= now and len(said + promise.messages + replies) <= limits.PARTS:
            said += promise.messages
            promise.state, promise.event_id = PromiseState.SAID, event_id
        else:
            rest += 1
    member.owed = rest > 0
    return said + replies


def rest_again(db: Session, before: datetime) -> None:
    """What went along with a reply that nobody heard waits for the next one."""
    unheard = select(SeenEvent.id).where(SeenEvent.reply.is_not(None), SeenEvent.at < before)
    back = update(Promise).where(Promise.event_id.in_(unheard)).returning(Promise.member_id)
    members = set(db.scalars(back.values(state=PromiseState.RESTING, event_id=None)))
    if members:
        db.execute(update(Member).where(Member.id.in_(members)).values(owed=True))


def _resting(db: Session, member: Member) -> list[Promise]:
    resting = select(Promise).where(
        Promise.member_id == member.id, Promise.state == PromiseState.RESTING
    )
    return list(db.scalars(resting.order_by(Promise.due, Promise.id)))

"""What coordinators say and press to approve each other's announcements, and the clock's part."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import words
from bot.clock import Clock
from bot.conversation import resume
from bot.incoming import Event, Said
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import approval, approval_cards
from models import Announcement, Member, Opening, Role

router = Router()
clock = Clock([])

DECIDING = (approval_cards.APPROVE, approval_cards.REFUSE)


@clock.every(seconds=30)
def lapse(db: Session, now: datetime) -> bool:
    return approval.lapse(db, now)


@router.first
def decide_in_words(turn: Turn, event: Event) -> Replies | None:
    """“อนุมัติ” alone, where one waits for her and nothing else does; not amid something else."""
    if not isinstance(event, Said) or not words.one_of(event.text, *DECIDING):
        return None
    asked = _asked(turn)
    if not asked or _busy(turn) or _other_matter(turn):
        return None
    if len(asked) > 1:
        return [approval_cards.waiting(asked)]
    if words.one_of(event.text, approval_cards.APPROVE):
        return approve(turn, approval_cards.Approve(announcement=asked[0].id))
    return refuse(turn, approval_cards.Refuse(announcement=asked[0].id))


@router.word("approvals")
def show(turn: Turn) -> Replies:
    asked = _asked(turn)
    if len(asked) == 1:
        return read(turn, approval_cards.Read(announcement=asked[0].id))
    return [approval_cards.waiting(asked)]


@router.button(approval_cards.Asked)
def show_more(turn: Turn, button: approval_cards.Asked) -> Replies:
    return [approval_cards.waiting(_asked(turn), button.skip)]


@router.button(approval_cards.Read)
def read(turn: Turn, button: approval_cards.Read) -> Replies:
    announcement = approval.to_decide(turn.db, turn.member, button.announcement, turn.now)
    author = turn.db.get(Member, announcement.author_id or 0)
    return list(approval_cards.question(announcement, author))


@router.button(approval_cards.Approve)
def approve(turn: Turn, button: approval_cards.Approve) -> Replies:
    announcement = approval.approve(turn.db, turn.member, button.announcement, turn.now)
    return [approval_cards.approved(announcement)]


@router.button(approval_cards.Refuse)
def refuse(turn: Turn, button: approval_cards.Refuse) -> Replies:
    approval.refuse(turn.db, turn.member, button.announcement, turn.now)
    return [approval_cards.refused()]


def _asked(turn: Turn) -> list[Announcement]:
    administers = Role.administers(turn.db, turn.member)
    return list(turn.db.scalars(approval.waiting(turn.member, turn.now, administers=administers)))


def _busy(turn: Turn) -> bool:
    return resume(turn.conversation) is not None and not turn.conversation.asleep


def _other_matter(turn: Turn) -> bool:
    """An administrator may mean a club that somebody asked for."""
    undecided = select(Opening.id).where(Opening.decided.is_(None)).limit(1)
    administers = Role.administers(turn.db, turn.member)
    return administers and turn.db.scalar(undecided) is not None

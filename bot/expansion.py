"""Laying a due announcement out as requests, page by page behind its cursor."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import limits
from bot.outbox import compact, request_body
from models import Announcement, Member, Outgoing, Progress, Wants


def expand(db: Session, now: datetime) -> bool:
    """Lay out the next page of a due announcement as a request; False where none is due."""
    announcement = db.scalar(
        select(Announcement)
        .where(
            Announcement.progress.in_([Progress.WAITING, Progress.SENDING]),
            Announcement.due <= now,
        )
        .order_by(Announcement.due)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if announcement is None:
        return False
    if announcement.not_after <= now:
        announcement.progress = Progress.EXPIRED
    else:
        _expand_page(db, announcement, now)
    return True


def audience(club_id: int) -> Any:
    """Ids of the members of a club whom a message can reach."""
    return select(Member.id).where(
        Member.club_id == club_id,
        Member.line_user_id.is_not(None),
        Member.following,
        Member.wants == Wants.EVERYTHING,
    )


def _expand_page(db: Session, announcement: Announcement, now: datetime) -> None:
    page = db.execute(
        audience(announcement.club_id)
        .add_columns(Member.line_user_id)
        .where(Member.id > announcement.cursor)
        .order_by(Member.id)
        .limit(limits.RECIPIENTS)
    ).all()
    announcement.progress = Progress.SENDING
    if page:
        endpoint, body = request_body(
            [row.line_user_id for row in page], compact(announcement.messages)
        )
        db.add(
            Outgoing(
                endpoint=endpoint,
                body=body,
                cost=len(page),
                due=now,
                not_after=announcement.not_after,
                announcement_id=announcement.id,
                page=announcement.pages,
            )
        )
        announcement.cursor, announcement.pages = page[-1].id, announcement.pages + 1
    if len(page) < limits.RECIPIENTS:
        announcement.progress = Progress.SENT

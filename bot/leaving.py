"""Who leaves, blocks us or wants silence is left out of every request that nobody tried yet."""

import json
from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot import audience, request
from models import (
    UNSETTLED,
    Announcement,
    Member,
    Outgoing,
    OutgoingState,
    Progress,
    Promise,
    Topic,
)

EVERYTHING = frozenset(Topic)


def leave_out(db: Session, member: Member, topics: Collection[Topic] = EVERYTHING) -> None:
    """Take her out of what has not left; of these topics only, where she still wants the others.

    A request that was tried already can no longer be changed; it forgets its recipients as soon as
    LINE has answered.
    """
    _wait_for_pages(db)
    for outgoing in db.scalars(_untried(member)).all():
        if _topics(db, outgoing) <= set(topics):
            _remove(outgoing, member.line_user_id or "")


def _wait_for_pages(db: Session) -> None:
    """Until no worker lays out an announcement: a page that is not committed yet, nobody sees.

    Whoever lays out the next one finds what she wants now, since that waits for us.
    """
    unfinished = Announcement.progress.in_([Progress.WAITING, Progress.SENDING])
    laid_out = select(Announcement.id).where(unfinished).order_by(Announcement.id)
    db.execute(laid_out.with_for_update(key_share=True)).all()


def _untried(member: Member) -> Select[Outgoing]:
    """Found by her promises, and by the pages of what is still being sent."""
    bundled = select(Promise.outgoing_id).where(Promise.member_id == member.id)
    unfinished = select(Announcement.id).where(Announcement.told.is_(None))
    page = select(Outgoing.id).where(
        Outgoing.announcement_id.in_(unfinished),
        Outgoing.first_member <= member.id,
        Outgoing.last_member >= member.id,
    )
    return (
        select(Outgoing)
        .where(
            Outgoing.id.in_(bundled.union(page)),
            Outgoing.state.in_(UNSETTLED),
            Outgoing.first_tried.is_(None),
        )
        .with_for_update()
    )


def _topics(db: Session, outgoing: Outgoing) -> set[Topic]:
    """What this request is about; a bundle may be about several things."""
    if outgoing.announcement_id is None:
        bundled = select(Promise.topic).where(Promise.outgoing_id == outgoing.id)
        return set(db.scalars(bundled))
    whom = audience.found(db.get_one(Announcement, outgoing.announcement_id).audience)
    return {whom.topic} if whom else set()


def _remove(outgoing: Outgoing, line_user_id: str) -> None:
    body = json.loads(outgoing.body or "{}")
    to = body.get("to")
    recipients = to if isinstance(to, list) else [to]
    if line_user_id not in recipients:
        return
    if len(recipients) == 1:
        outgoing.state, outgoing.body = OutgoingState.WITHDRAWN, None
        return
    others = [each for each in recipients if each != line_user_id]
    messages = request.compact(body["messages"])
    outgoing.endpoint, outgoing.body = request.body(others, messages)
    outgoing.cost = len(others)

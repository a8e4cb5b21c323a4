"""Deleting what is kept of a member."""

import json

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import outbox
from models import Conversation, Member, Outgoing, OutgoingState, Promise


def erase(db: Session, member: Member, conversation: Conversation) -> None:
    """Delete the person. Rows that name her go with her; those of others lose only her name.

    A request that was tried already can no longer be changed; it forgets its recipients as soon
    as LINE has answered.
    """
    db.execute(delete(Promise).where(Promise.member_id == member.id))  # so that none is bundled
    if member.line_user_id:
        _take_back(db, member.line_user_id)
    db.expunge(conversation)
    db.execute(delete(Conversation).where(Conversation.member_id == member.id))
    db.execute(delete(Member).where(Member.id == member.id))


def _take_back(db: Session, line_user_id: str) -> None:
    """Requests that nobody tried yet go without her."""
    untried = select(Outgoing).where(
        Outgoing.state == OutgoingState.WAITING,
        Outgoing.first_tried.is_(None),
        Outgoing.body.contains(f'"{line_user_id}"'),
    )
    for request in db.scalars(untried.with_for_update()):
        body = json.loads(request.body or "{}")
        to = body["to"]
        others = [each for each in to if each != line_user_id] if isinstance(to, list) else []
        if not others:
            db.delete(request)
            continue
        messages = outbox.compact(body["messages"])
        request.endpoint, request.body = outbox.request_body(others, messages)
        request.cost = len(others)

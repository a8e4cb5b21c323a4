"""Changing and deleting what is kept of a member."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models import Conversation, Member, Outgoing, OutgoingState


def erase(db: Session, member: Member, conversation: Conversation) -> None:
    """Delete the person. Rows that name her go with her; those of others lose only her name.

    Requests to her that have not left go too; one to many that is on its way cannot be changed.
    """
    untried = delete(Outgoing).where(
        Outgoing.state == OutgoingState.WAITING,
        Outgoing.endpoint == "push",
        Outgoing.first_tried.is_(None),
        Outgoing.body.contains(f'"{member.line_user_id}"'),
    )
    db.execute(untried)
    db.expunge(conversation)
    db.execute(delete(Conversation).where(Conversation.member_id == member.id))
    db.execute(delete(Member).where(Member.id == member.id))

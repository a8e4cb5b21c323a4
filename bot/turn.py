"""One member's turn: all that a handler may look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.conversation import Detour, S, State, move, resume
from bot.messages import Message
from models import Conversation, Group, Member
from settings import Settings

Replies = list[Message]


class Unkept(list[Message]):
    """Replies that are never stored: what is said around a tip."""


class Aside(list[Message]):
    """A flow's question, put again once what was said beside it has been answered."""


class Onward(list[Message]):
    """Replies after which the packed button `then`, which has waited for them, is answered."""

    def __init__(self, replies: Replies, then: str) -> None:
        super().__init__(replies)
        self.then = then


class Discreet(Exception):
    """A bug where nothing of the event, its member or its words may be logged but the type."""


class Refusal(Exception):
    """Something a member may not do, in words the member can read."""


@dataclass(frozen=True)
class Turn:
    db: Session
    member: Member
    now: datetime  # the server's clock
    at: datetime  # LINE's time of the event: orders what can contradict
    conversation: Conversation
    settings: Settings
    said: str = ""  # what was typed, where something was
    sent: str = ""  # the kind of what was sent, where it was no text
    picked: str | None = None  # what a date picker gave with the button
    message_id: str | None = None  # LINE's, of what was said: it may be unsent

    def state(self, kind: type[S]) -> S | None:
        """The flow's state, if the member is in this flow."""
        state = resume(self.conversation)
        return state if isinstance(state, kind) else None

    def wanted(self) -> str:
        """The packed button that waits for the end of this flow; none: empty."""
        state = self.state(Detour)
        return state.then if state else ""

    def move_to(self, state: State | None) -> None:
        move(self.conversation, state)


@dataclass(frozen=True)
class GroupTurn:
    """What happens in a LINE group; everybody there reads the replies."""

    db: Session
    group: Group
    now: datetime  # the server's clock
    at: datetime  # LINE's time of the event
    line_user_id: str | None  # who speaks, where LINE tells

    @property
    def member(self) -> Member | None:
        """Who speaks, if we know her."""
        known = select(Member).where(Member.line_user_id == self.line_user_id)
        return self.db.scalar(known) if self.line_user_id else None

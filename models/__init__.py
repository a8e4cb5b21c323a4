"""The database: one module per thing we remember."""

from models.account import Account, Worker
from models.announcement import Announcement, Progress
from models.base import Base
from models.club import Club, Kind
from models.conversation import Conversation
from models.event import Answer, Event, Registration, Sitting
from models.member import Invitation, Member, Role, RoleKind
from models.outgoing import Limit, Outgoing, OutgoingState, Promise, PromiseState
from models.quiz import QuizAttempt
from models.seen_event import SeenEvent
from models.tip import Tip, TipSession, TipStep

__all__ = [
    "Account",
    "Announcement",
    "Answer",
    "Base",
    "Club",
    "Conversation",
    "Event",
    "Invitation",
    "Kind",
    "Limit",
    "Member",
    "Outgoing",
    "OutgoingState",
    "Progress",
    "Promise",
    "PromiseState",
    "QuizAttempt",
    "Registration",
    "Role",
    "RoleKind",
    "SeenEvent",
    "Sitting",
    "Tip",
    "TipSession",
    "TipStep",
    "Worker",
]

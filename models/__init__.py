"""The database: one module per thing we remember."""

from models.account import Account, Worker
from models.announcement import Announcement, Attachment, Progress, Reply, Series
from models.apart import Apart
from models.attempt import Attempt
from models.attendance import Attendance, EventDay, Feedback, Way
from models.base import Base
from models.club import Club, Kind, Opening
from models.conversation import Conversation
from models.deed import Deed, What
from models.draft import Draft
from models.errand import Errand, ErrandState
from models.event import (
    COUNTED,
    TAKING,
    Answer,
    Counts,
    Event,
    EventState,
    Notice,
    NoticeKind,
    Registration,
    Sitting,
    invited_clubs,
)
from models.file import File
from models.group import Group
from models.inquiry import Inquiry, Remark
from models.link import Link
from models.member import Invitation, Member, Role, RoleKind, Wants
from models.menu import Menu
from models.outgoing import (
    UNSETTLED,
    Limit,
    Outgoing,
    OutgoingState,
    Priority,
    Promise,
    PromiseState,
    Spending,
    Topic,
)
from models.passkey import CodeApp, Passkey
from models.poll import Poll, SpeakerQuestion, Vote
from models.quiz import QuizAttempt
from models.seen_event import SeenEvent
from models.session import ConsoleSession, Entry
from models.setting import ClubSetting, Reminder, Setting
from models.tally import Counted, Tally
from models.tip import Tip, TipSession, TipStep

__all__ = [
    "COUNTED",
    "TAKING",
    "UNSETTLED",
    "Account",
    "Announcement",
    "Answer",
    "Apart",
    "Attachment",
    "Attempt",
    "Attendance",
    "Base",
    "Club",
    "ClubSetting",
    "CodeApp",
    "ConsoleSession",
    "Conversation",
    "Counted",
    "Counts",
    "Deed",
    "Draft",
    "Entry",
    "Errand",
    "ErrandState",
    "Event",
    "EventDay",
    "EventState",
    "Feedback",
    "File",
    "Group",
    "Inquiry",
    "Invitation",
    "Kind",
    "Limit",
    "Link",
    "Member",
    "Menu",
    "Notice",
    "NoticeKind",
    "Opening",
    "Outgoing",
    "OutgoingState",
    "Passkey",
    "Poll",
    "Priority",
    "Progress",
    "Promise",
    "PromiseState",
    "QuizAttempt",
    "Registration",
    "Remark",
    "Reminder",
    "Reply",
    "Role",
    "RoleKind",
    "SeenEvent",
    "Series",
    "Setting",
    "Sitting",
    "SpeakerQuestion",
    "Spending",
    "Tally",
    "Tip",
    "TipSession",
    "TipStep",
    "Topic",
    "Vote",
    "Wants",
    "Way",
    "What",
    "Worker",
    "invited_clubs",
]

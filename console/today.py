"""Today: what is coming, what waits for her, what is left of the month, what went out last."""

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from bot import dates, entrance, quota
from bot.language import _, language
from console.page import Visit, page
from handlers.announcement import approval, running_cards
from models import (
    Announcement,
    Answer,
    Draft,
    Event,
    EventState,
    Inquiry,
    Opening,
    Progress,
    Registration,
)

SHOWN = 5

blueprint = Blueprint("today", __name__)


@dataclass(frozen=True)
class Task:
    """Something that waits for her, and where it is done."""

    words: str
    way: str
    address: str


@blueprint.get("/")
@page
def show(visit: Visit) -> ResponseReturnValue:
    return render_template(
        "console/today.html",
        now=visit.now,
        tasks=_tasks(visit),
        events=_events(visit),
        left=quota.left(visit.db, visit.now),
        sent=_sent(visit),
        announce_in_chat=entrance.into_chat(visit.db, _("ประกาศ")),
    )


def _tasks(visit: Visit) -> list[Task]:
    asked, answer = _unanswered(visit), url_for("console.questions.show")
    clubs, decide = _openings(visit), url_for("console.openings.show")
    tasks = [
        (asked, Task(_("คำถามจากสมาชิกรอคำตอบ {count} เรื่อง", count=asked), _("อ่านและตอบ"), answer)),
        (clubs, Task(_("คำขอเปิดชมรมรออนุมัติ {count} เรื่อง", count=clubs), _("ดูคำขอ"), decide)),
    ]
    return [*(task for count, task in tasks if count), *_approvals(visit), *_drafts(visit)]


def _approvals(visit: Visit) -> list[Task]:
    """Announcements of others that wait for her yes."""
    waiting = approval.waiting(visit.who, visit.now, administers=visit.administers)
    return [
        Task(
            _("รออนุมัติ: ประกาศ “{quoted}”", quoted=running_cards.begins(each)),
            _("อ่านและตัดสิน"),
            url_for("console.approvals.read", number=each.id),
        )
        for each in visit.db.scalars(waiting.limit(SHOWN))
    ]


def _drafts(visit: Visit) -> list[Task]:
    """Forms that she began and did not send."""
    hers = select(Draft).where(Draft.member_id == visit.who.id).order_by(Draft.saved.desc())
    return [
        Task(
            _("แบบฟอร์มที่พิมพ์ค้างไว้เมื่อ {when}", when=dates.moment(each.saved, language())),
            _("ทำต่อ"),
            each.page,
        )
        for each in visit.db.scalars(hers.limit(SHOWN))
    ]


def _unanswered(visit: Visit) -> int:
    """Only in the clubs that she coordinates: an administrator answers for nobody else."""
    waiting = select(func.count()).where(
        Inquiry.club_id.in_(visit.coordinated), Inquiry.answered.is_(None)
    )
    return visit.db.scalar(waiting) or 0 if visit.coordinated else 0


def _openings(visit: Visit) -> int:
    waiting = select(func.count()).where(Opening.decided.is_(None))
    return visit.db.scalar(waiting) or 0 if visit.administers else 0


def _events(visit: Visit) -> list[tuple[Event, int]]:
    """The next ones of her clubs, and how many come to each."""
    coming = (
        select(func.count())
        .where(Registration.event_id == Event.id, Registration.answer == Answer.COMING)
        .scalar_subquery()
    )
    next_ = select(Event, coming).where(
        visit.within(Event.club_id), Event.state == EventState.PUBLISHED, Event.ends > visit.now
    )
    found = visit.db.execute(next_.order_by(Event.starts, Event.id).limit(SHOWN))
    return [(event, count) for event, count in found]


def _sent(visit: Visit) -> list[Announcement]:
    last = select(Announcement).where(
        visit.within(Announcement.club_id), Announcement.progress == Progress.SENT
    )
    return list(visit.db.scalars(last.order_by(Announcement.id.desc()).limit(SHOWN)))

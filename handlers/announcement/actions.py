"""Planning and scheduling announcements: what chat, console and commands share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import audience, choices, deeds, outbox, placeholders, quiet, quota, request, ways
from bot.audience import Audience, OfClub
from bot.bangkok import next_morning
from bot.language import _, addressing, speaking
from bot.messages import Message, with_quick
from bot.turn import Refusal
from handlers.announcement import approval_cards, cards, flow, pictures, validating
from handlers.announcement.content import Content
from models import Account, Announcement, Club, Member, Priority, Progress, Role, What


@dataclass(frozen=True)
class Wish:
    """What somebody wants to be sent: in whose name, what, to whom, and when."""

    club: Club
    content: Content
    to: Audience | None = None  # none: all of the club
    due: datetime | None = None  # none: in a moment, so that it can still be stopped
    not_after: datetime | None = None  # none: a day after its time it is no news any more
    at_night: bool = False

    @property
    def whom(self) -> Audience:
        return self.to or OfClub(club=self.club.id)


@dataclass(frozen=True)
class Plan:
    """To how many, when, at what price, and what is left of the month and of the club's share."""

    recipients: int
    price: int
    whom: str  # in words
    nobody: str  # why it would reach nobody, and what to do
    leaves: datetime  # in the morning, where its time is at night
    left: quota.Left | None
    share: quota.Left | None = None
    asked: int = 0  # coordinators who get a message first: one of them must say yes
    warning: str | None = None  # what she must know before she writes to them

    @property
    def within_share(self) -> bool:
        return self.share is None or self.share.after(self.price) >= 0

    @property
    def affordable(self) -> bool:
        enough = self.left is None or self.left.after(self.price) >= 0
        return enough and self.within_share


def plan(db: Session, wish: Wish, now: datetime, *, author: Member | None = None) -> Plan:
    """What it would take from the month that it leaves in, questions included."""
    recipients = audience.count(db, wish.whom)
    asked = sum(_can_be_asked(each) for each in approvers(db, wish.club, author))
    leaves = _leaves(db, wish, now)
    share = None if wish.whom.wide() else quota.share(db, wish.club.id, now, leaves)
    price, left = quota.price(recipients + asked), quota.left(db, now, leaves)
    return Plan(
        recipients,
        price,
        wish.whom.named(db),
        wish.whom.nobody(db),
        leaves,
        left,
        share,
        asked,
        wish.whom.warning(db),
    )


def _leaves(db: Session, wish: Wish, now: datetime) -> datetime:
    due = wish.due or now
    return due if wish.at_night or quiet.awake(db, due) else next_morning(due, quiet.waking(db))


def approvers(db: Session, club: Club, author: Member | None) -> list[Member]:
    """The other coordinators, where one of them has to say yes first; a command asks nobody.

    Where she is alone, nobody has to.
    """
    if author is None or not choices.of(db, club.id).approval:
        return []
    return [each for each in Role.coordinators_of(db, club.id) if each.id != author.id]


def check(plan: Plan, content: Content) -> None:
    """Raise Refusal, which says what to do, where this cannot be sent."""
    if not content.parts or not (content.pictures or content.text.strip()):
        raise Refusal(_("ประกาศยังว่างอยู่ค่ะ พิมพ์ข้อความที่อยากบอกสมาชิกนะคะ"))
    if plan.recipients == 0:
        raise Refusal(plan.nobody)
    if not plan.affordable:
        raise Refusal(cards.too_dear(plan))


def schedule(
    db: Session,
    wish: Wish,
    author: Member | None,
    *,
    now: datetime,
    draft: str | None = None,
) -> Announcement:
    """Write an announcement down: from here on it leaves at its time, once.

    Raises Refusal where nobody would get it, the month has too few messages left, she may not
    write to them, or the time cannot be kept. The same draft again gives the same announcement.
    """
    draft = draft or uuid4().hex
    if sent := find(db, draft):
        return sent
    Account.locked(db)
    plan_ = checked(db, wish, author, now)
    announcement = _written(wish, draft, author, plan_, now)
    db.add(announcement)
    db.flush()  # its buttons carry its id
    _compose(db, announcement, wish)
    validating.ask(db, announcement, now)
    if author and (others := approvers(db, wish.club, author)):
        what = What.ANNOUNCEMENT_ASKED
        announcement.not_after = flow.answer_by(wish.due or now, now)
        _ask(db, announcement, author, others, now)
    else:
        what = What.ANNOUNCEMENT_SENT
        announcement.due += flow.grace(wish.due, announcement.due, now)
    told = plan_.recipients
    deeds.record(db, author, what, now, club=wish.club, about=announcement, amount=told)
    return announcement


def _written(
    wish: Wish, draft: str, author: Member | None, plan: Plan, now: datetime
) -> Announcement:
    return Announcement(
        draft=draft,
        club_id=wish.club.id,
        author_id=author.id if author else None,
        audience=audience.kept(wish.whom),
        text=placeholders.plain(wish.content.text),
        parts=wish.content.kept(),
        messages=[],
        made=now,
        due=plan.leaves,
        not_after=wish.not_after or plan.leaves + flow.LATE,
        at_night=wish.at_night,
        progress=Progress.WAITING,
        reserved=quota.price(plan.recipients),
    )


def checked(db: Session, wish: Wish, author: Member | None, now: datetime) -> Plan:
    """The plan, where all of it can be done. Raises Refusal."""
    plan_ = plan(db, wish, now, author=author)
    if author and not wish.whom.may(db, author):
        raise Refusal(_("คุณส่งถึงผู้รับกลุ่มนี้ไม่ได้ค่ะ ลองเลือกผู้รับกลุ่มอื่นนะคะ"))
    check(plan_, wish.content)
    pictures.check(db, wish.content)
    return plan_


def _compose(db: Session, announcement: Announcement, wish: Wish) -> None:
    """Its messages, with buttons that know whose they are."""
    shown = pictures.shown(db, wish.content)
    messages = wish.content.messages(wish.club, shown, announcement.id)
    announcement.messages = messages if wish.whom.direct(db) else _with_choice(messages)
    announcement.personal = placeholders.personal(request.compact(announcement.messages))
    pictures.use(db, wish.content)


def _with_choice(messages: Sequence[Message]) -> list[Message]:
    """Each member can say below it what she wants to be told; in a group nobody is asked that."""
    with speaking("th"):
        chosen = [ways.notifications(), ways.news(), ways.menu()]
    return [*messages[:-1], with_quick(messages[-1], chosen)]


def questions(announcement: Announcement) -> str:
    """How the keys begin of what the other coordinators are asked."""
    return f"announcement:{announcement.id}:ask:"


def withdraw_questions(db: Session, announcement: Announcement) -> None:
    """What has not left yet need not be asked any more."""
    there = select(Role.member_id).where(Role.club_id == announcement.club_id)
    outbox.withdraw_all(db, questions(announcement), there)


def _ask(
    db: Session,
    announcement: Announcement,
    author: Member,
    others: Sequence[Member],
    now: datetime,
) -> None:
    """One message each, with the text as members will see it; at night where it cannot wait."""
    announcement.progress = Progress.ASKED
    until = announcement.not_after
    urgent = until < next_morning(now, quiet.waking(db)) + flow.TO_ANSWER
    for each in filter(_can_be_asked, others):
        with addressing(each):
            question = approval_cards.question(announcement, author)
        key = f"{questions(announcement)}{each.id}"
        outbox.promise(
            db,
            each,
            key,
            question,
            due=now,
            not_after=until,
            priority=Priority.ANNOUNCEMENT,
            club_id=announcement.club_id,
            at_night=urgent,
        )


def _can_be_asked(coordinator: Member) -> bool:
    return coordinator.line_user_id is not None and coordinator.following


def set_budget(db: Session, who: Member, club: Club, budget: int | None, now: datetime) -> None:
    """How many messages of the month are this club's; none, or 0: as many as there are.

    Raises Refusal where `who` is no administrator: it is a share of what all clubs have together.
    """
    if not Role.administers(db, who):
        raise Refusal(_("งบข้อความของชมรม ผู้ดูแลระบบเป็นผู้กำหนดค่ะ"))
    choices.set_(db, who, club, "budget", budget or None, now=now)


def find(db: Session, draft: str) -> Announcement | None:
    return db.scalar(select(Announcement).where(Announcement.draft == draft))

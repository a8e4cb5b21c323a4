"""What coordinators have told besides the usual: how it looks, and how they are asked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from bot import dates, quota, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Message, press, text
from handlers.event import cards, facts
from handlers.event.notice_flow import Sending, Unread
from models import Event, Notice, NoticeKind

if TYPE_CHECKING:
    from handlers.event.notices import Plan

SEND, DROP, REWRITE, HUSH = N_("ส่งเลย"), N_("ไม่ส่ง"), N_("แก้ไขข้อความ"), N_("ถอนข้อความนี้")
CHOOSE, MORE = N_("เลือก"), N_("ดูเพิ่ม")
Draft = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
WHICH = {
    NoticeKind.REMINDER: N_("เตือนเพิ่มของกิจกรรมไหนคะ"),
    NoticeKind.UNANSWERED: N_("เตือนคนที่ยังไม่ตอบกิจกรรมไหนคะ"),
    NoticeKind.LETTER: N_("เขียนถึงคนที่มากิจกรรมไหนคะ"),
}
CALLED = {
    NoticeKind.REMINDER: N_("เตือนคนที่มาอีกครั้ง"),
    NoticeKind.UNANSWERED: N_("เตือนคนที่ยังไม่ตอบ"),
    NoticeKind.LETTER: N_("เขียนถึงคนที่มา"),
}


class For(Button, tag="event.notice.for"):
    event: Number
    kind: NoticeKind


class Among(Button, tag="event.notice.among"):
    """More of the events to choose from."""

    kind: NoticeKind
    start: Number


class Send(Button, tag="event.notice.send"):
    event: Number
    kind: NoticeKind
    draft: Draft


class Drop(Button, tag="event.notice.drop"):
    draft: Draft


class Rewrite(Button, tag="event.notice.rewrite"):
    draft: Draft


class Hush(Button, tag="event.notice.hush"):
    notice: Number


def letter(event: Event, words: str) -> Message:
    """Plain text, so that it can be copied and its links open."""
    heading = _("จากผู้ประสานงาน เรื่อง {title}", title=event.title)
    return text(f"{heading}\n\n{words}", press(_("ดูรายละเอียด"), cards.Show(event=event.id)))


def unanswered(event: Event) -> Message:
    return card(
        event.title,
        band=_("รอคำตอบจากคุณอยู่ค่ะ"),
        rows=facts.rows(event, None),
        primary=press(_("เข้าร่วม"), cards.Respond(event=event.id, coming=True)),
        secondary=[press(_("ไม่สะดวก"), cards.Respond(event=event.id, coming=False))],
        links=[press(_("ยังไม่แน่ใจ"), cards.Ponder(event=event.id))],
    )


def which(kind: NoticeKind, events: Sequence[Event], start: int) -> Message:
    """`events` may hold one more, which is not shown."""
    items = [
        (each.title, facts.beginning(each), press(_(CHOOSE), For(event=each.id, kind=kind)))
        for each in events[: cards.SHOWN]
    ]
    further = Among(kind=kind, start=start + cards.SHOWN)
    more = press(_(MORE), further) if len(events) > cards.SHOWN else None
    return listing(_(WHICH[kind]), items, more=more, quick=[ways.menu()])


def ask_words(event: Event) -> Message:
    words = _("พิมพ์ข้อความถึงคนที่มา {title} ได้เลยค่ะ จะยังไม่ส่งจนกว่าคุณจะกดส่งนะคะ", title=event.title)
    return text(words, ways.cancel())


def ask_moment(event: Event, unread: Unread | None = None, day: date | None = None) -> Message:
    """A day that was said is kept; only what is missing is asked for."""
    if day:
        named = dates.day(day, language())
        return again(_("{day} กี่โมงคะ พิมพ์เวลาได้เลยค่ะ เช่น 9 โมงเช้า หรือ 14.30", day=named))
    said = [_("น้องสตรองยังอ่านวันและเวลานี้ไม่ออกค่ะ")] if unread else []
    said.append(_("เตือน {title} เมื่อไรคะ", title=event.title))
    said.append(_("พิมพ์เช่น พรุ่งนี้ 10 โมง หรือ ก่อนเริ่ม 2 ชั่วโมง"))
    return again("\n".join(said))


def again(words: str) -> Message:
    """What is wrong with it; the question is still open."""
    return text(words, ways.back(), ways.cancel())


def check(event: Event, plan: "Plan", state: Sending, now: datetime) -> Message:
    """Everything that matters before it leaves: to whom, when, at what price."""
    when = dates.moment(plan.due, language()) if plan.due > now else _("ตอนนี้")
    rows = [(_("ผู้รับ"), _("{count} คน", count=plan.price)), (_("เวลาส่ง"), when)]
    if not plan.obstacle:
        price = _("จะใช้ {price} ข้อความ", price=plan.price)
        purse = quota.scarcer(plan.left, plan.share)
        named = _("งบของชมรม") if purse is plan.share and purse else _("โควตา")
        rows.append((named, f"{price} {quota.remains(purse, plan.price)}"))
    send = press(_(SEND), Send(event=event.id, kind=plan.kind, draft=state.draft))
    rewrite = press(_(REWRITE), Rewrite(draft=state.draft))
    return card(
        event.title,
        quoted=state.words or None,
        band=_(CALLED[plan.kind]),
        tone=Tone.CHECK,
        rows=rows,
        warning=plan.obstacle,
        primary=None if plan.obstacle else send,
        secondary=[press(_(DROP), Drop(draft=state.draft))],
        links=[] if plan.kind is NoticeKind.UNANSWERED else [rewrite],
    )


def planned(notice: Notice, count: int, now: datetime) -> Message:
    """`count` are those who would get it as things are now."""
    words = _("กำลังส่งถึง {count} คนค่ะ", count=count)
    if notice.due > now:
        when = dates.moment(notice.due, language())
        words = _("ตั้งไว้แล้วค่ะ จะส่งถึง {count} คน {when}", count=count, when=when)
    return text(words, press(_(HUSH), Hush(notice=notice.id)), ways.events(), ways.menu())


def hushed() -> Message:
    return text(_("หยุดแล้วค่ะ ที่ยังไม่ได้ส่งจะไม่ส่งแล้วนะคะ"), ways.events(), ways.menu())


def dropped() -> Message:
    return text(_("ได้ค่ะ ไม่ได้ส่งอะไรออกไปนะคะ"), ways.events(), ways.menu())


def old_draft() -> Message:
    words = _("การ์ดใบนี้เก่าแล้วค่ะ ไม่ได้ส่งอะไรออกไป เริ่มใหม่ได้เลยนะคะ")
    return text(words, ways.events(), ways.menu())

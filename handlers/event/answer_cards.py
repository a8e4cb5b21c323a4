"""What a member sees of her own answer to an event, and of her place in the line."""

from datetime import datetime

from bot import dates, ways
from bot.flex import Tone, card
from bot.language import _, language
from bot.messages import Message, press
from handlers.event import cards, facts
from handlers.event.companion_cards import PUT_DOWN, PutDown
from models import Answer, Event
from settings import Settings


def registered(
    event: Event,
    name: str | None,
    reminded: datetime | None,
    settings: Settings,
    *,
    meeting: str | None = None,
) -> Message:
    """`name` stands on the roster; `reminded` is when the reminder comes; none where none will.

    `meeting` is her own link to it.
    """
    when = dates.moment(reminded, language()) if reminded else ""
    return card(
        event.title,
        band=" · ".join(part for part in (_("✓ ลงทะเบียนแล้วค่ะ"), name) if part),
        tone=Tone.GOOD,
        rows=facts.rows(event, Answer.COMING),
        note=_("น้องสตรองจะเตือนอีกครั้ง {when} นะคะ", when=when) if reminded else None,
        primary=cards.online(meeting),
        secondary=[ways.my_registrations()],
        links=[
            cards.to_calendar(event, settings),
            press(_("ไม่สะดวกแล้ว"), cards.Respond(event=event.id, coming=False)),
        ],
        quick=[press(_(PUT_DOWN), PutDown(event=event.id)), ways.menu()],
    )


def declined(event: Event, *, cancelled: bool = False) -> Message:
    """`cancelled`: she had a seat, and would have been reminded."""
    reminding = [_("และจะไม่ส่งเตือนกิจกรรมนี้แล้วค่ะ")] if cancelled else []
    return card(
        _("ยกเลิกการลงทะเบียนแล้วค่ะ") if cancelled else _("รับทราบค่ะ ครั้งนี้ไม่สะดวก"),
        event.title,
        *reminding,
        note=_("เปลี่ยนใจได้ก่อนเริ่มงานนะคะ"),
        primary=press(_("เปลี่ยนใจ เข้าร่วม"), cards.Respond(event=event.id, coming=True)),
        secondary=[ways.events()],
        quick=[ways.menu()],
    )


def pondering(event: Event, *, cancelled: bool = False) -> Message:
    """`cancelled`: she had a seat, or waited for one."""
    gone = [_("ที่นั่งหรือคิวของคุณ น้องสตรองคืนให้คนอื่นแล้วค่ะ")] if cancelled else []
    return card(
        _("รับทราบค่ะ ยังไม่แน่ใจ"),
        event.title,
        *gone,
        note=_("แน่ใจเมื่อไรกดบอกได้เลยนะคะ ก่อนเริ่มงานค่ะ"),
        primary=press(_("เข้าร่วม"), cards.Respond(event=event.id, coming=True)),
        secondary=[press(_("ไม่สะดวก"), cards.Respond(event=event.id, coming=False))],
        quick=[ways.events(), ways.menu()],
    )


def waiting(event: Event, ahead: int) -> Message:
    """`ahead` are in the line before her."""
    return card(
        event.title,
        band=_("ลงชื่อรอที่นั่งไว้แล้วค่ะ"),
        rows=facts.rows(event, Answer.WAITING),
        note=_("คุณเป็นคิวที่ {place} ถ้ามีที่ว่าง น้องสตรองจะบอกทันทีค่ะ", place=ahead + 1),
        secondary=[ways.my_registrations()],
        links=[press(_("ไม่รอแล้ว"), cards.Respond(event=event.id, coming=False))],
        quick=[ways.menu()],
    )


def offered(event: Event, until: datetime) -> Message:
    return card(
        event.title,
        band=_("มีที่ว่างสำหรับคุณแล้วค่ะ"),
        tone=Tone.GOOD,
        rows=facts.rows(event, Answer.OFFERED),
        note=cards.kept_until(until),
        primary=press(_("รับที่นั่ง"), cards.Respond(event=event.id, coming=True)),
        secondary=[press(_("ไม่สะดวก"), cards.Respond(event=event.id, coming=False))],
    )


def seated(event: Event, other: str | None) -> Message:
    """She has a seat without having to take it; or `other`, whose name she put down."""
    taken = _("{name} ได้ที่นั่งแล้วค่ะ", name=other) if other else _("คุณได้ที่นั่งแล้วค่ะ")
    return card(
        event.title,
        band=taken,
        tone=Tone.GOOD,
        rows=facts.rows(event, Answer.COMING),
        secondary=[press(_("ดูรายละเอียด"), cards.Show(event=event.id))],
    )


def lapsed(event: Event) -> Message:
    return card(
        _("เวลาที่เก็บที่นั่งไว้ให้หมดแล้วค่ะ"),
        event.title,
        note=_("ยังอยากมา กดต่อคิวใหม่ได้เลยนะคะ"),
        primary=press(_("เข้าร่วม"), cards.Respond(event=event.id, coming=True)),
        secondary=[press(_("ไม่สะดวก"), cards.Respond(event=event.id, coming=False))],
    )

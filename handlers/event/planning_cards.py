"""How the making of an event looks, and what those who come are told of changes."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from bot import dates, quota, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import (
    Message,
    choose_picture,
    press,
    say,
    send_location,
    take_picture,
    text,
)
from handlers.event import cards, facts
from handlers.event.outline import (
    LONGEST_ADDRESS,
    LONGEST_PLACE,
    LONGEST_TITLE,
    LONGEST_TOLD,
    MOST_DAYS,
    MOST_SEATS,
    Fault,
    Outline,
)
from handlers.event.planning_flow import FREE, WHERE, Planning, Step, Unread
from models import Answer, Club, Counts, Event, Sitting

PUBLISH, CHANGE, CALL_OFF = N_("เผยแพร่"), N_("แก้ไขกิจกรรม"), N_("ยกเลิกกิจกรรมนี้")
KEEP, CHOOSE = N_("ไม่ยกเลิก"), N_("เลือก")
NAMES = 20  # in one message
QUESTIONS = {
    Step.TITLE: N_("กิจกรรมชื่ออะไรคะ วางจดหมายเชิญทั้งฉบับก็ได้ค่ะ"),
    Step.WHEN: N_("จัดวันไหน เวลาไหนคะ เช่น 8-9 ก.ค. 70 09.00-16.30"),
    Step.HOUR: N_("เริ่มและจบกี่โมงคะ เช่น 9.00-11.30"),
    Step.PLACE: N_("จัดที่ไหนคะ ถ้าออนไลน์ วางลิงก์ได้เลยค่ะ"),
    Step.ADDRESS: N_("ขอที่อยู่หรือจุดสังเกตค่ะ ส่งตำแหน่งก็ได้ ถ้าไม่มี กด “ข้าม” ได้เลย"),
    Step.SEATS: N_("รับกี่คนคะ ถ้าไม่จำกัด กด “ข้าม” ได้เลย"),
}
UNREAD = {
    Unread.NO_DAY: N_("น้องสตรองยังอ่านวันไม่ออกค่ะ ลองพิมพ์แบบ 8 ก.ค. 70 เวลา 09.00-16.30 นะคะ"),
    Unread.NO_HOUR: N_("น้องสตรองยังอ่านเวลาไม่ออกค่ะ ลองพิมพ์แบบ 9.00-11.30 นะคะ"),
    Unread.NO_NUMBER: N_("ขอเป็นตัวเลขนะคะ เช่น 30 ถ้าไม่จำกัด พิมพ์ “ไม่จำกัด” ได้ค่ะ"),
}
Draft = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class For(Button, tag="event.for"):
    club: Number


class Publish(Button, tag="event.publish"):
    draft: Draft


class Change(Button, tag="event.change"):
    draft: Draft


class Ask(Button, tag="event.ask_off"):
    """Whether it is to be called off."""

    event: Number


class CallOff(Button, tag="event.call_off"):
    event: Number


class Comers(Button, tag="event.comers"):
    event: Number


FAULTS = {
    Fault.NO_TITLE: N_("กิจกรรมยังไม่มีชื่อค่ะ ตั้งชื่อสั้น ๆ ให้รู้ว่าทำอะไรนะคะ"),
    Fault.LONG_TITLE: N_("ชื่อยาวได้ไม่เกิน {most} ตัวอักษรค่ะ ที่เหลือใส่ในรายละเอียดได้นะคะ"),
    Fault.LONG_TOLD: N_("รายละเอียดยาวได้ไม่เกิน {most} ตัวอักษรค่ะ รบกวนย่อนะคะ"),
    Fault.LONG_PLACE: N_("สถานที่ยาวได้ไม่เกิน {most} ตัวอักษรค่ะ รบกวนย่อนะคะ"),
    Fault.LONG_ADDRESS: N_("ที่อยู่ยาวได้ไม่เกิน {most} ตัวอักษรค่ะ รบกวนย่อนะคะ"),
    Fault.NO_SPOT: N_("อ่านจุดบนแผนที่ไม่ออกค่ะ วางแบบ 12.5684, 99.9577 นะคะ"),
    Fault.BACKWARDS: N_("เวลาจบอยู่ก่อนเวลาเริ่มค่ะ ลองตรวจเวลาอีกครั้งนะคะ"),
    Fault.PAST: N_("วันนั้นผ่านไปแล้วค่ะ ขอวันที่ยังมาไม่ถึงนะคะ"),
    Fault.FAR: N_("ตั้งล่วงหน้าได้ไม่เกินสามปีค่ะ ลองตรวจปีอีกครั้งนะคะ"),
    Fault.MANY_DAYS: N_("กิจกรรมหนึ่งยาวได้ไม่เกิน {most} วันค่ะ"),
    Fault.NO_LINK: N_("ลิงก์นี้ยังใช้ไม่ได้ค่ะ ลิงก์ขึ้นต้นด้วย https:// คัดลอกมาวางได้เลยนะคะ"),
    Fault.SEATS: N_("จำนวนที่นั่งเป็นตัวเลข 1 ถึง {most} ค่ะ ถ้าไม่จำกัด เว้นไว้ได้เลยนะคะ"),
    Fault.FEWER_THAN_IN: N_("มีคนลงทะเบียนแล้ว {taken} คนค่ะ ที่นั่งน้อยกว่านี้ไม่ได้นะคะ"),
    Fault.LATE_DEADLINE: N_("วันปิดรับลงทะเบียนอยู่หลังกิจกรรมเริ่มค่ะ ขอวันก่อนเริ่มนะคะ"),
}
MOST = {
    Fault.LONG_TITLE: LONGEST_TITLE,
    Fault.LONG_TOLD: LONGEST_TOLD,
    Fault.LONG_PLACE: LONGEST_PLACE,
    Fault.LONG_ADDRESS: LONGEST_ADDRESS,
    Fault.MANY_DAYS: MOST_DAYS,
    Fault.SEATS: MOST_SEATS,
}
FIELDS = {
    "title": N_("ชื่อ"),
    "stretches": N_("วันและเวลา"),
    "place": N_("สถานที่"),
}


def fault(wrong: Fault, taken: int = 0) -> str:
    """What to mend, in words."""
    return _(FAULTS[wrong], most=f"{MOST.get(wrong, 0):,}", taken=f"{taken:,}")


def changed(event: Event, fields: Sequence[str]) -> Message:
    what = " · ".join(_(FIELDS[each]) for each in fields if each in FIELDS)
    return card(
        event.title,
        band=_("กิจกรรมมีการเปลี่ยนแปลงค่ะ"),
        rows=facts.rows(event, Answer.COMING),
        note=_("ที่เปลี่ยน: {what}", what=what),
        primary=press(_("ดูรายละเอียด"), cards.Show(event=event.id)),
        secondary=[press(_("ไม่สะดวกแล้ว"), cards.Respond(event=event.id, coming=False))],
    )


def cancelled(event: Event) -> Message:
    return card(
        event.title,
        band=_("กิจกรรมนี้ยกเลิกแล้วค่ะ"),
        tone=Tone.DANGER,
        rows=facts.rows(event, Answer.COMING),
        note=_("ขออภัยด้วยนะคะ มีนัดใหม่เมื่อไร ชมรมจะแจ้งค่ะ"),
        primary=ways.events(),
    )


def not_hers() -> Message:
    words = _("สร้างและดูแลกิจกรรม ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")
    return text(words, ways.events(), ways.contact(), ways.menu())


def ask_club(clubs: Sequence[Club]) -> Message:
    return card(
        _("กิจกรรมของชมรมไหนคะ"),
        _("แตะหรือพิมพ์ชื่อชมรมก็ได้ค่ะ"),
        secondary=[press(club.name, For(club=club.id)) for club in clubs[: cards.SHOWN]],
        links=[ways.cancel()],
    )


def question(plan: Planning) -> Message:
    had = _had(plan) if plan.again else None
    words = _(QUESTIONS[plan.step])
    if had:
        words += "\n" + _("ตอนนี้: {had} กด “ข้าม” ถ้าใช้เหมือนเดิม", had=had)
    here = [send_location(_("ส่งตำแหน่ง"))] if plan.step in WHERE else []
    skip = [ways.skip()] if plan.again or plan.step in FREE else []
    return text(words, *here, *skip, ways.back(), ways.cancel())


def from_letter() -> Message:
    return text(_("อ่านจากข้อความที่ส่งมาได้แบบนี้ค่ะ ตรวจทีละข้อนะคะ อะไรไม่ตรงกด “แก้ไขกิจกรรม” ได้เลย"))


def ask_sure(plan: Planning) -> Message:
    first, last = plan.first, plan.last
    when = dates.days(first, last or first, language()) if first else ""
    return text(_("ใช่ {when} ไหมคะ", when=when), say(_("ใช่")), say(_("ไม่ใช่")), ways.cancel())


def unread(why: Fault | Unread) -> Message:
    words = fault(why) if isinstance(why, Fault) else _(UNREAD[why])
    return text(words, ways.back(), ways.cancel())


def check(plan: Planning, club: Club) -> Message:
    """Everything as members will see it, before they do."""
    seats = _("ไม่จำกัดจำนวน") if plan.seats is None else _("รับ {seats} คน", seats=f"{plan.seats:,}")
    picture = _("มีรูปแล้ว") if plan.picture else _("อยากใส่รูป ส่งมาตอนนี้ได้เลยค่ะ")
    return card(
        plan.title,
        band=_("ตรวจก่อนเผยแพร่ · {club}", club=club.name),
        tone=Tone.CHECK,
        rows=facts.rows(_event(plan), None),
        note=seats + " · " + _("สมาชิกจะเห็นเมื่อพิมพ์ “กิจกรรม” ไม่เสียข้อความค่ะ") + "\n" + picture,
        primary=press(_(PUBLISH), Publish(draft=plan.draft)),
        secondary=[press(_(CHANGE), Change(draft=plan.draft))],
        links=[ways.cancel()],
        quick=[choose_picture(_("เลือกรูป")), take_picture(_("ถ่ายรูป"))],
    )


def published(event: Event) -> Message:
    return text(
        _("เผยแพร่แล้วค่ะ ในกลุ่มให้พิมพ์ว่า “เข้าร่วม {code}” ได้เลย", code=event.code),
        ways.announce(),
        ways.events(),
        ways.menu(),
    )


def old_draft() -> Message:
    words = _("ร่างกิจกรรมนี้ใช้ไม่ได้แล้วค่ะ เริ่มใหม่ได้โดยพิมพ์ “สร้างกิจกรรม”")
    return text(words, say(_("สร้างกิจกรรม")), ways.menu())


def none_hers() -> Message:
    words = _("ชมรมของคุณยังไม่มีกิจกรรมข้างหน้าค่ะ")
    return text(words, say(_("สร้างกิจกรรม")), ways.menu())


def which_off(events: Sequence[Event]) -> Message:
    return _which(_("ยกเลิกกิจกรรมไหนคะ"), [(each, Ask(event=each.id)) for each in events])


def which_comers(events: Sequence[Event]) -> Message:
    return _which(_("ดูรายชื่อของกิจกรรมไหนคะ"), [(each, Comers(event=each.id)) for each in events])


def ask_off(event: Event, price: int, left: quota.Left | None) -> Message:
    told = _("ยังไม่มีผู้ลงทะเบียนที่ต้องบอกค่ะ")
    if price:
        told = _("จะบอกผู้ลงทะเบียน {count} คนทันที ใช้ {count} ข้อความ", count=price)
        told += " " + quota.remains(left, price)
    return card(
        event.title,
        told,
        band=_("ยกเลิกกิจกรรมนี้ไหมคะ"),
        tone=Tone.DANGER,
        rows=facts.rows(event, None),
        primary=press(_(CALL_OFF), CallOff(event=event.id)),
        secondary=[press(_(KEEP), cards.Show(event=event.id))],
    )


def called_off(event: Event) -> Message:
    words = _("ยกเลิก {title} แล้วค่ะ น้องสตรองจะบอกผู้ลงทะเบียนทุกคนที่ใช้ LINE นะคะ", title=event.title)
    return text(words, ways.events(), ways.menu())


def comers(event: Event, counts: Counts, names: Sequence[str]) -> Message:
    """`names` may hold more than are shown."""
    said = [event.title, _("มา {coming} คน", coming=counts.coming)]
    if counts.waiting:
        said[-1] += " · " + _("รอที่นั่ง {count} คน", count=counts.waiting)
    if names:
        said.append(", ".join(names[:NAMES]))
    if len(names) > NAMES:
        said.append(_("ดูทั้งหมดได้ที่หน้าจัดการชมรมค่ะ"))
    return text("\n".join(said), say(_("หน้าจัดการชมรม")), ways.menu())


def _which(title: str, choices: Sequence[tuple[Event, Button]]) -> Message:
    items = [
        (event.title, facts.beginning(event), press(_(CHOOSE), button))
        for event, button in choices[: cards.SHOWN]
    ]
    return listing(title, items, quick=[ways.menu()])


def _had(plan: Planning) -> str | None:
    if plan.step in (Step.WHEN, Step.HOUR) and plan.first and plan.begins:
        rows = facts.rows(_event(plan), None)
        return " ".join(row[1] for row in rows[:2])
    return {
        Step.TITLE: plan.title,
        Step.PLACE: " ".join(part for part in (plan.place, plan.link) if part),
        Step.ADDRESS: plan.address,
        Step.SEATS: f"{plan.seats:,}" if plan.seats else _("ไม่จำกัดจำนวน"),
    }.get(plan.step)


def _event(plan: Planning) -> Event:
    return drawn(plan.outline)


def drawn(wanted: Outline) -> Event:
    """What it would be, for a card; it is kept nowhere."""
    sittings = [Sitting(starts=each.starts, ends=each.ends) for each in wanted.stretches]
    event = Event(title=wanted.title, sittings=sittings, starts=wanted.starts, ends=wanted.ends)
    event.place, event.address, event.online_url = wanted.place, wanted.address, wanted.online_url
    event.latitude, event.longitude = wanted.spot or (None, None)
    return event

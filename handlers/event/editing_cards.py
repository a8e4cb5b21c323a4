"""How the changing of an event looks in the chat."""

from collections.abc import Sequence

from bot import dates, quota, ways
from bot.buttons import Button, Number
from bot.flex import Row, Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Action, Message, press, say, send_location, text
from handlers.event import facts, planning_cards
from handlers.event.cards import SHOWN
from handlers.event.editing_flow import ASKED, NEEDED, WHERE, Editing, Part, Uneven
from handlers.event.outline import Fault, Outline
from handlers.event.planning_flow import Unread
from models import Event

SAVE, ALSO, CLEAR = N_("บันทึก"), N_("แก้อย่างอื่นด้วย"), N_("เอาออก")
NAMES = {
    Part.TITLE: N_("ชื่อ"),
    Part.WHEN: N_("วันและเวลา"),
    Part.PLACE: N_("สถานที่"),
    Part.ADDRESS: N_("ที่อยู่หรือจุดสังเกต"),
    Part.LINK: N_("ลิงก์เข้าประชุม"),
    Part.SEATS: N_("จำนวนที่นั่ง"),
    Part.DEADLINE: N_("วันปิดรับลงทะเบียน"),
    Part.TOLD: N_("รายละเอียด"),
}
LONGEST = 60  # characters of a value that is shown beside another


class Edit(Button, tag="event.edit"):
    """Begin to change this event, or go on with another part of it."""

    event: Number
    part: Part


class Among(Button, tag="event.edit.among"):
    start: Number
    part: Part


class Save(Button, tag="event.edit.save"):
    event: Number
    version: Number


def which(events: Sequence[Event], part: Part, start: int) -> Message:
    """`events` may hold one more, which is not shown."""
    items = [
        (
            each.title,
            facts.beginning(each),
            press(_(planning_cards.CHOOSE), Edit(event=each.id, part=part)),
        )
        for each in events[:SHOWN]
    ]
    further = press(_("ดูเพิ่ม"), Among(start=start + SHOWN, part=part))
    more = further if len(events) > SHOWN else None
    return listing(_("แก้กิจกรรมไหนคะ"), items, more=more, quick=[ways.menu()])


def menu(event: Event, state: Editing) -> Message:
    """What it is, and what of it can be changed."""
    parts = [press(_(NAMES[part]), Edit(event=event.id, part=part)) for part in ASKED]
    off = press(_(planning_cards.CALL_OFF), planning_cards.Ask(event=event.id))
    return card(
        state.wanted.title,
        band=_("แก้ไขกิจกรรม"),
        tone=Tone.CHECK,
        rows=facts.rows(event, None),
        note=_("จะแก้อะไรคะ แตะด้านล่าง หรือพิมพ์ เช่น “{part}” ได้เลยค่ะ", part=_(NAMES[Part.SEATS])),
        primary=parts[1],
        secondary=[parts[2], off],
        quick=[*parts, ways.cancel()],
    )


def question(state: Editing) -> Message:
    said = [_("พิมพ์{part}ใหม่ได้เลยค่ะ", part=_(NAMES[state.part]))]
    had = written(state.wanted, state.part)
    if had:
        said.append(_("ตอนนี้: {had}", had=had))
    here = [send_location(_("ส่งตำแหน่ง"))] if state.part in WHERE else []
    clear = [say(_(CLEAR))] if had and state.part not in NEEDED else []
    return text("\n".join(said), *here, *clear, ways.back(), ways.cancel())


def again(why: Fault | Unread | Uneven, taken: int) -> Message:
    """It is asked once more, and nothing is lost."""
    if isinstance(why, Uneven):
        words = _("แต่ละวันไม่เหมือนกันค่ะ เลื่อนทั้งงานไปวันอื่นได้ ถ้าแก้ทีละวัน ใช้หน้าจัดการชมรมนะคะ")
        return text(words, say(_("หน้าจัดการชมรม")), ways.back(), ways.cancel())
    if isinstance(why, Fault):
        return text(planning_cards.fault(why, taken), ways.back(), ways.cancel())
    return planning_cards.unread(why)


def check(state: Editing, price: int, left: quota.Left | None) -> Message:
    """What was and what is to be, and what it costs to tell those who come."""
    rows: list[Row] = [
        (_(NAMES[part]), f"{_short(state.was, part)} → {_short(state.wanted, part)}")
        for part in ASKED
        if _differs(state, part)
    ]
    told = _("บันทึกแล้วไม่เสียข้อความค่ะ")
    if price:
        told = _("จะบอกผู้ลงทะเบียน {count} คนทันที ใช้ {count} ข้อความ", count=price)
        told += " " + quota.remains(left, price)
    return card(
        state.wanted.title,
        band=_("ตรวจก่อนบันทึก"),
        tone=Tone.CHECK,
        rows=rows,
        note=told,
        primary=press(_(SAVE), Save(event=state.event, version=state.version)),
        secondary=[press(_(ALSO), Edit(event=state.event, part=Part.MENU))],
        links=[ways.cancel()],
    )


def _differs(state: Editing, part: Part) -> bool:
    """By what is kept, not by what is shown: a long text may end otherwise. A spot is no words."""
    if part is Part.ADDRESS:
        return not {part.value, "spot"}.isdisjoint(state.differs)
    return part.value in state.differs


def unchanged() -> Message:
    return text(_("เหมือนเดิมอยู่แล้วค่ะ"), say(_(planning_cards.CHANGE)), ways.menu())


def overtaken(fields: Sequence[str]) -> Message:
    what = " · ".join(_(NAMES[part]) for part in ASKED if part.value in fields)
    return text(_("มีคนแก้ไปก่อนค่ะ ({what}) ที่คุณพิมพ์ไว้ยังอยู่ ตรวจอีกครั้งนะคะ", what=what or "–"))


def saved() -> Message:
    return text(_("บันทึกแล้วค่ะ"), say(_(planning_cards.CHANGE)), ways.events(), ways.menu())


def named(said: Sequence[Part]) -> list[Action]:
    return [say(_(NAMES[part])) for part in said]


def written(wanted: Outline, part: Part) -> str:
    match part:
        case Part.WHEN:
            return _when(wanted)
        case Part.SEATS:
            return f"{wanted.capacity:,}" if wanted.capacity else ""
        case Part.DEADLINE:
            return dates.moment(wanted.deadline, language()) if wanted.deadline else ""
        case Part.ADDRESS:
            spot = ", ".join(map(str, wanted.spot or ()))
            return " · ".join(each for each in (wanted.address, spot) if each)
        case _:
            return getattr(wanted, part.value) or ""


def _short(wanted: Outline, part: Part) -> str:
    """All of it where it differs late would be too long: its beginning and length tell enough."""
    whole = written(wanted, part) or "–"
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}… ({len(whole):,})"


def _when(wanted: Outline) -> str:
    first = wanted.stretches[0]
    days = dates.days(wanted.starts, wanted.ends, language())
    return f"{days} {dates.hours(first.starts, first.ends, language())}"

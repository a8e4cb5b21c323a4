"""How a member sees whom she brings along."""

from collections.abc import Sequence

from bot import ways
from bot.answers import WORDS
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _
from bot.messages import Action, Message, press, say, text
from handlers.event import facts
from handlers.event.cards import SHOWN
from models import Answer, Event, Registration

PUT_DOWN, TAKE_BACK = N_("ลงชื่อแทนคนอื่น"), N_("ถอนชื่อที่ลงแทน")


class PutDown(Button, tag="event.put_down"):
    """Another comes to it, too."""

    event: Number


class TakeBack(Button, tag="event.take_back"):
    event: Number
    member: Number


class MoreEvents(Button, tag="event.put_down_more"):
    start: Number


class More(Button, tag="event.companions_more"):
    start: Number


def which(events: Sequence[Event], start: int = 0) -> Message:
    """`events` may hold one more than are shown."""
    items = [
        (each.title, facts.beginning(each), press(_("ลงชื่อแทน"), PutDown(event=each.id)))
        for each in events[:SHOWN]
    ]
    more = MoreEvents(start=start + SHOWN)
    further = press(_("ดูเพิ่ม"), more) if len(events) > SHOWN else None
    return listing(_("ลงชื่อแทนในกิจกรรมไหนคะ"), items, more=further, quick=[ways.cancel()])


def ask_name(event: Event, *, again: bool = False) -> Message:
    words = (
        _("ขอชื่อเป็นตัวอักษร ไม่เกิน 80 ตัวนะคะ เช่น สมศรี มีสุข หรือ คุณยายแดง")
        if again
        else _("{title} ลงชื่อแทนใครคะ พิมพ์ชื่อของเขามาได้เลยค่ะ", title=event.title)
    )
    return text(words, ways.back(), ways.cancel())


def put_down(event: Event, mine: Registration, ahead: int) -> Message:
    """`ahead` are in the line before her."""
    name, waits = mine.member.name or "", mine.answer is Answer.WAITING
    done = N_("ลงชื่อรอที่นั่งแทน {name} แล้วค่ะ") if waits else N_("ลงชื่อแทน {name} แล้วค่ะ")
    note = _("เป็นคิวที่ {place} ถ้ามีที่ว่าง น้องสตรองจะบอกคุณทันทีค่ะ", place=ahead + 1) if waits else None
    return card(
        event.title,
        band=_(done, name=name),
        tone=Tone.FACT if waits else Tone.GOOD,
        rows=facts.rows(event, None),
        note=note,
        secondary=[press(_("ลงชื่อแทนอีกคน"), PutDown(event=event.id)), _back(mine)],
        quick=[ways.my_registrations(), ways.menu()],
    )


def taken_back(event: Event, name: str) -> Message:
    words = _("เอาชื่อ {name} ออกจาก {title} แล้วค่ะ", name=name, title=event.title)
    again = press(_(PUT_DOWN), PutDown(event=event.id))
    return text(words, again, ways.my_registrations(), ways.menu())


def brought(mine: Sequence[Registration], start: int = 0) -> Message:
    """Whom she put down, each with a way to take the name back; `mine` is all of them."""
    items = [
        (each.member.name or "", f"{each.event.title} · {_(WORDS[each.answer])}", _back(each))
        for each in mine[start : start + SHOWN]
    ]
    further = len(mine) > start + SHOWN
    more = press(_("ดูเพิ่ม"), More(start=start + SHOWN)) if further else None
    return listing(_("ชื่อที่คุณลงแทนไว้"), items, more=more, quick=[ways.events(), ways.menu()])


def nobody() -> Message:
    words = _("ยังไม่ได้ลงชื่อแทนใครไว้ค่ะ")
    return text(words, say(_(PUT_DOWN)), ways.events(), ways.menu())


def _back(mine: Registration) -> Action:
    return press(_(TAKE_BACK), TakeBack(event=mine.event_id, member=mine.member_id))

"""How a coordinator sees who is let in."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from bot import dates, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Action, Message, image, link, press, text
from models import Attendance, Event, Member

SHOWN = 3  # things under each other, then “more”
CHOOSE = N_("เลือก")
OTHER_DAY = N_("QR ของวันถัดไป")


class Of(StrEnum):
    """What an event is chosen for."""

    WORD = "word"
    DOOR = "door"
    TICKET = "ticket"
    HEADS = "heads"
    WALK_IN = "walk_in"


TITLES = {
    Of.WORD: N_("ตั้งรหัสเช็กชื่อของกิจกรรมไหนคะ"),
    Of.DOOR: N_("QR เช็กชื่อของกิจกรรมไหนคะ"),
    Of.TICKET: N_("ตั๋วของกิจกรรมไหนคะ"),
    Of.HEADS: N_("นับคนของกิจกรรมไหนคะ"),
    Of.WALK_IN: N_("เพิ่มชื่อในกิจกรรมไหนคะ"),
}
ADD = N_("เพิ่มชื่อและเช็กชื่อ")
CHECK_IN = N_("เช็กชื่อคนนี้")


class Pick(Button, tag="attendance.pick"):
    event: Number
    of: Of
    heads: Number = 0


class More(Button, tag="attendance.more"):
    start: Number
    of: Of
    heads: Number = 0


class CheckIn(Button, tag="attendance.check_in"):
    """She is here today; pressed on another day, it is of that day no more."""

    event: Number
    member: Number
    day: date


class Door(Button, tag="attendance.door"):
    """The code for the door on this day."""

    event: Number
    day: date


def which(of: Of, events: Sequence[Event], start: int = 0, heads: int = 0) -> Message:
    """Up to three of them; `events` may hold more."""
    items = [
        (
            each.title,
            dates.moment(each.starts, language()),
            press(_(CHOOSE), Pick(event=each.id, of=of, heads=heads)),
        )
        for each in events[start : start + SHOWN]
    ]
    further = len(events) > start + SHOWN
    more = press(_("ดูเพิ่ม"), More(start=start + SHOWN, of=of, heads=heads)) if further else None
    return listing(_(TITLES[of]), items, more=more, quick=[ways.menu()])


def others(of: Of, heads: int) -> Action:
    return press(_("กิจกรรมอื่น"), More(start=0, of=of, heads=heads))


def not_hers() -> Message:
    return text(_("เช็กชื่อให้คนอื่น ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ"), ways.contact(), ways.menu())


def none_ahead() -> Message:
    return text(_("ชมรมของคุณยังไม่มีกิจกรรมข้างหน้าค่ะ"), ways.events(), ways.menu())


def none_today() -> Message:
    return text(_("วันนี้ชมรมของคุณไม่มีกิจกรรมค่ะ"), ways.events(), ways.menu())


def ask_word(event: Event, word: str | None) -> Message:
    """`word` is the one that holds now."""
    now = [_("ตอนนี้ใช้คำว่า “{word}” พิมพ์คำใหม่เพื่อเปลี่ยนค่ะ", word=word)] if word else []
    lines = [event.title, _("ขอคำที่จะบอกในงานค่ะ ใครพิมพ์คำนี้ในแชตวันนี้ นับว่ามา"), *now]
    return text("\n".join(lines), ways.cancel(), ways.menu())


def word_set(event: Event, word: str, until: datetime) -> Message:
    return card(
        word,
        _("บอกคำนี้ในงานนะคะ สมาชิกพิมพ์ในแชตแล้วเช็กชื่อได้เลยค่ะ"),
        band=_("รหัสเช็กชื่อ · {event}", event=event.title),
        tone=Tone.GOOD,
        note=_("ใช้ได้วันนี้ถึง {time}", time=dates.clock(until, language())),
        secondary=[ways.menu()],
    )


def door(event: Event, day: date, following: date | None, *, png: str, pdf: str) -> list[Message]:
    """The code as a picture, and as a page to print; `following` is its next day."""
    more = [press(_(OTHER_DAY), Door(event=event.id, day=following))] if following else []
    return [
        image(png, png),
        card(
            event.title,
            _("พิมพ์ A4 ติดไว้หน้างาน หรือเปิดให้สแกนบนจอ"),
            _("สมาชิกสแกนแล้วกดส่งข้อความที่ขึ้นมา ก็เช็กชื่อเรียบร้อยค่ะ"),
            band=_("QR เช็กชื่อ · {day}", day=dates.day(day, language())),
            note=_("ใช้ได้เฉพาะวันนี้วันเดียว วันอื่นใช้ QR ของวันนั้นนะคะ"),
            primary=link(_("เปิดไฟล์ PDF"), pdf),
            secondary=[*more, ways.menu()],
        ),
    ]


def sought(found: Sequence[tuple[Event, Member]], day: date) -> list[Message]:
    """Who may be meant; `found` may hold more than are shown."""
    items = [
        (
            member.name or "",
            event.title,
            press(_(CHECK_IN), CheckIn(event=event.id, member=member.id, day=day)),
        )
        for event, member in found[:SHOWN]
    ]
    more = [text(_("มีชื่อคล้ายกันอีกค่ะ ถ้าไม่ใช่ พิมพ์ชื่อให้ยาวขึ้นนะคะ"))] if len(found) > SHOWN else []
    return [*more, listing(_("เช็กชื่อใครคะ"), items, quick=[ways.menu()])]


def unknown(name: str, events: Sequence[Event]) -> list[Message]:
    """She is on no list: with one event, one press adds her; of more, which."""
    words = _("ไม่พบชื่อ {name} ในรายชื่อค่ะ เพิ่มเป็นคนไม่มีไลน์และเช็กชื่อให้ได้นะคะ", name=name)
    if len(events) > 1:
        return [text(words), which(Of.WALK_IN, events)]
    add = press(_(ADD), Pick(event=events[0].id, of=Of.WALK_IN))
    return [card(name, words, primary=add, secondary=[ways.cancel(), ways.menu()])]


def let_in(there: Attendance, name: str, *, registered: bool) -> Message:
    walked = None if registered else _("ไม่ได้ลงทะเบียนไว้ นับเป็นคนที่มาหน้างานค่ะ")
    return card(
        name,
        there.event.title,
        band=_("✓ เช็กชื่อแล้วค่ะ"),
        tone=Tone.GOOD,
        note=walked,
        secondary=[ways.menu()],
    )


def let_in_before(there: Attendance, name: str) -> Message:
    at = dates.clock(there.at, language())
    again = _("เช็กชื่อแล้วเมื่อ {time} เชิญเข้างานได้เลยค่ะ", time=at)
    return text(f"{name}\n{again}", ways.menu())


def nameless() -> str:
    return _("สมาชิกที่ยังไม่บอกชื่อ")


def done_before() -> Message:
    words = _("รายการนี้ใช้ไม่ได้แล้วค่ะ พิมพ์ “เช็กชื่อ” ตามด้วยชื่อ เพื่อเริ่มใหม่นะคะ")
    return text(words, ways.menu())


def ask_heads() -> Message:
    return text(_("ขอจำนวนด้วยค่ะ เช่น “นับหัว 12”"), ways.menu())


def counted(event: Event, heads: int) -> Message:
    return card(
        _("{heads} คน", heads=f"{heads:,}"),
        event.title,
        band=_("✓ นับคนไม่มีไลน์แล้วค่ะ"),
        tone=Tone.GOOD,
        note=_("นับใหม่ได้เสมอ เลขล่าสุดแทนของเดิมนะคะ"),
        secondary=[ways.menu()],
    )

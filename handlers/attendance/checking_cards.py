"""How a coordinator sees who is let in."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from bot import dates, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Message, image, link, press, text
from models import Event

SHOWN = 3  # things under each other, then “more”
CHOOSE = N_("เลือก")
OTHER_DAY = N_("QR ของวันถัดไป")


class Of(StrEnum):
    """What an event is chosen for."""

    WORD = "word"
    DOOR = "door"


TITLES = {Of.WORD: N_("ตั้งรหัสเช็กชื่อของกิจกรรมไหนคะ"), Of.DOOR: N_("QR เช็กชื่อของกิจกรรมไหนคะ")}


class Pick(Button, tag="attendance.pick"):
    event: Number
    of: Of


class More(Button, tag="attendance.more"):
    start: Number
    of: Of


class Door(Button, tag="attendance.door"):
    """The code for the door on this day."""

    event: Number
    day: date


def which(of: Of, events: Sequence[Event], start: int = 0) -> Message:
    """Up to three of them; `events` may hold more."""
    items = [
        (
            each.title,
            dates.moment(each.starts, language()),
            press(_(CHOOSE), Pick(event=each.id, of=of)),
        )
        for each in events[start : start + SHOWN]
    ]
    further = len(events) > start + SHOWN
    more = press(_("ดูเพิ่ม"), More(start=start + SHOWN, of=of)) if further else None
    return listing(_(TITLES[of]), items, more=more, quick=[ways.menu()])


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

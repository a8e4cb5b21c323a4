"""How being there looks in the chat."""

from datetime import date

from bot import dates, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card
from bot.language import _, language
from bot.messages import Message, image, say, text
from models import Attendance, Club, Event, Way


class Enter(Button, tag="attendance.enter"):
    """She is here: by a word of this event, or by the code at its door."""

    event: Number
    day: date
    signature: str
    way: Way


def how() -> Message:
    lines = (
        _("ถึงงานแล้ว สแกน QR ที่โต๊ะลงทะเบียน หรือแสดง “ตั๋วของฉัน” ให้ผู้ประสานงานค่ะ"),
        _("ประชุมออนไลน์ กด “เข้าประชุม” ในการ์ดกิจกรรม หรือพิมพ์รหัสที่ได้ยินในงานค่ะ"),
    )
    return text("\n".join(lines), say(_("ตั๋วของฉัน")), ways.my_registrations(), ways.menu())


def no_ticket() -> Message:
    words = _("ยังไม่มีตั๋วค่ะ ลงทะเบียนกิจกรรมก่อน แล้วพิมพ์ “ตั๋วของฉัน” ได้เลยนะคะ")
    return text(words, ways.events(), ways.menu())


def ticket(event: Event, picture: str) -> list[Message]:
    return [
        image(picture, picture),
        card(
            event.title,
            dates.moment(event.starts, language()),
            band=_("ตั๋วเข้างานของคุณ"),
            tone=Tone.GOOD,
            note=_("ถึงงานแล้ว แสดงภาพนี้ให้ผู้ประสานงานสแกนนะคะ ไม่ส่งต่อให้คนอื่นค่ะ"),
            secondary=[ways.my_registrations(), ways.menu()],
        ),
    ]


def show_ticket() -> Message:
    words = _("นี่คือตั๋วของคุณเองค่ะ ถึงงานแล้ว แสดงให้ผู้ประสานงานสแกนด้วยเครื่องของเขานะคะ")
    return text(words, say(_("ตั๋วของฉัน")), ways.menu())


def not_yours() -> Message:
    words = _("ตั๋วนี้ผู้ประสานงานของกิจกรรมเป็นผู้สแกนค่ะ ของคุณเองพิมพ์ “ตั๋วของฉัน” นะคะ")
    return text(words, say(_("ตั๋วของฉัน")), ways.menu())


def arrived(event: Event, there: Attendance) -> Message:
    return card(
        event.title,
        _("เช็กชื่อวัน {day} เวลา {time}", day=dates.day(there.day, language()), time=_at(there)),
        band=_("✓ เช็กชื่อแล้วค่ะ"),
        tone=Tone.GOOD,
        note=_("ยินดีต้อนรับนะคะ"),
        secondary=[ways.my_registrations(), ways.menu()],
    )


def again(there: Attendance) -> Message:
    words = _("เช็กชื่อแล้วเมื่อ {time} เชิญเข้างานได้เลยค่ะ", time=_at(there))
    return text(words, ways.my_registrations(), ways.menu())


def join_first(club: Club) -> Message:
    """One tap joins; then she is checked in."""
    join = _("เข้าชมรม {club}", club=club.code)
    return card(
        _("เข้าชมรมก่อนเช็กชื่อนะคะ"),
        _("เข้าแล้ว น้องสตรองเช็กชื่อให้ทันทีค่ะ"),
        primary=say(_("เข้าชมรม {club}", club=club.name), join),
        links=[ways.menu()],
    )


def _at(there: Attendance) -> str:
    return dates.clock(there.at, language())


def forged() -> Message:
    words = _("QR นี้ใช้เช็กชื่อไม่ได้ค่ะ ขอ QR ที่โต๊ะลงทะเบียน แล้วสแกนใหม่นะคะ")
    return text(words, ways.events(), ways.menu())


def other_day(day: date) -> Message:
    named = dates.day(day, language())
    words = _("QR นี้เป็นของวันที่ {day} ค่ะ ขอ QR ของวันนี้ที่โต๊ะลงทะเบียนนะคะ", day=named)
    return text(words, ways.events(), ways.menu())


def nameless() -> Message:
    words = _("รับทราบค่ะ เช็กชื่อไว้แล้ว บอกชื่อทีหลังได้โดยพิมพ์ “แก้ไขชื่อ” นะคะ")
    return text(words, ways.menu())


def thanks(name: str) -> Message:
    words = _("บันทึกชื่อ {name} แล้วค่ะ เชิญเข้างานได้เลยนะคะ", name=name)
    return text(words, ways.my_registrations(), ways.menu())

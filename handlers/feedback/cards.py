"""How members are asked what they think of an event."""

from collections.abc import Sequence

from bot import dates, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Message, press, say, text
from handlers.feedback import flow
from models import Event

SHOWN = 3
RATE, SKIP = N_("ให้คะแนน"), N_("ไม่มีอะไรเพิ่ม")


class Ask(Button, tag="feedback.ask"):
    event: Number


class Rate(Button, tag="feedback.rate"):
    event: Number
    stars: Number


def invite(event: Event) -> Message:
    return card(
        event.title,
        _("ขอบคุณที่มาร่วมนะคะ ครั้งนี้เป็นอย่างไรคะ"),
        band=_("กิจกรรมที่เพิ่งจบ"),
        tone=Tone.GOOD,
        note=_("ผู้ประสานงานเห็นคะแนนและความเห็น แต่ไม่เห็นชื่อคุณค่ะ"),
        primary=press(_(RATE), Ask(event=event.id)),
    )


def ask(event: Event) -> Message:
    choices = [
        press(_(words), Rate(event=event.id, stars=stars)) for stars, words in flow.STARS.items()
    ]
    words = _("{title} ให้คะแนนเท่าไรคะ 5 คือดีมาก 1 คือไม่ดี", title=event.title)
    return text(words, *choices, ways.menu())


def ask_again(event: Event) -> Message:
    choices = [
        press(_(words), Rate(event=event.id, stars=stars)) for stars, words in flow.STARS.items()
    ]
    return text(_("พิมพ์เลข 1 ถึง 5 หรือแตะปุ่มได้เลยค่ะ"), *choices, ways.menu())


def ask_comment(stars: int) -> Message:
    words = _("ได้ {stars} คะแนนค่ะ ขอบคุณนะคะ อยากบอกอะไรเพิ่มไหมคะ พิมพ์ได้เลย", stars=stars)
    return text(words, say(_(SKIP)), ways.menu())


def too_long() -> Message:
    words = _("ความเห็นยาวได้ไม่เกิน {most} ตัวอักษรค่ะ รบกวนย่อแล้วพิมพ์ใหม่นะคะ", most=flow.LONGEST)
    return text(words, say(_(SKIP)), ways.menu())


def thanks() -> Message:
    return text(_("ขอบคุณมากค่ะ ความเห็นของคุณช่วยให้งานครั้งหน้าดีขึ้นนะคะ"), ways.events(), ways.menu())


def none_open() -> Message:
    words = _("ตอนนี้ไม่มีกิจกรรมที่คุณมาร่วมและรอคะแนนอยู่ค่ะ")
    return text(words, ways.events(), ways.menu())


def which(events: Sequence[Event]) -> Message:
    items = [
        (event.title, dates.moment(event.starts, language()), press(_(RATE), Ask(event=event.id)))
        for event in events[:SHOWN]
    ]
    return listing(_("ให้คะแนนกิจกรรมไหนคะ"), items, quick=[ways.menu()])

"""How it looks to repeat an announcement, and what is repeated."""

from collections.abc import Sequence

from bot import dates, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Action, Message, press, text
from handlers.announcement import repeating
from handlers.announcement.content import Draft
from handlers.announcement.repeating_flow import Doubt, Rule, written
from models import Series

REPEAT, ONCE, STOP, LISTED, MORE = (
    *(N_("ส่งเป็นประจำ"), N_("ส่งครั้งเดียว"), N_("หยุดส่งประจำ")),
    *(3, N_("ดูเพิ่ม")),
)
DOUBTS = {
    Doubt.NO_DAYS: N_("น้องสตรองยังอ่านไม่ออกว่าส่งวันไหนบ้างค่ะ"),
    Doubt.NO_HOUR: N_("ส่งกี่โมงคะ พิมพ์วันและเวลามาด้วยกันนะคะ"),
    Doubt.SEVERAL: N_("เวลานี้หมายถึงได้หลายอย่างค่ะ ขอเวลาแบบเต็มนะคะ เช่น 09.00 น."),
    Doubt.NO_END: N_("น้องสตรองยังอ่านวันสุดท้ายไม่ออกค่ะ"),
    Doubt.NEVER: N_("วันสุดท้ายมาก่อนครั้งแรกค่ะ ลองตรวจอีกครั้งนะคะ"),
}


class Repeat(Button, tag="announcement.repeat"):
    draft: Draft


class Once(Button, tag="announcement.once"):
    draft: Draft


class Stop(Button, tag="announcement.stop_series"):
    series: Number


class Running(Button, tag="announcement.running_series"):
    skip: Number


def ask(doubt: Doubt | None = None) -> Message:
    words = _("ส่งวันไหนกี่โมงคะ เช่น ทุกวันจันทร์ 9 โมง · ทุกวันที่ 1 เวลา 8.30 น. · ศุกร์สุดท้ายของเดือน 9 โมง")
    if doubt:
        words = _(DOUBTS[doubt]) + "\n" + words
    return text(words, ways.back(), ways.cancel())


def started(series: Series) -> Message:
    rule = Rule.model_validate(series.rule)
    return card(
        _("ตั้งส่งประจำแล้วค่ะ"),
        written(rule),
        _("ครั้งแรก {when}", when=dates.moment(series.next, language())),
        band=_("✓ ส่งเป็นประจำ"),
        tone=Tone.GOOD,
        note=_("หนึ่งวันก่อนส่ง ประกาศจะอยู่ใน “ประกาศที่รอส่ง” หยุดครั้งนั้นได้ค่ะ"),
        primary=ways.menu(),
        links=[stop(series)],
    )


def running(found: Sequence[Series], skip: int = 0) -> Message:
    if not found:
        return text(_("ยังไม่มีประกาศที่ส่งเป็นประจำค่ะ"), ways.announce(), ways.menu())
    shown = [
        (repeating.quoted(each), written(Rule.model_validate(each.rule)), stop(each))
        for each in found[skip : skip + LISTED]
    ]
    rest = len(found) > skip + LISTED
    more = press(_(MORE), Running(skip=skip + LISTED)) if rest else None
    return listing(_("ประกาศที่ส่งเป็นประจำค่ะ"), shown, more=more, quick=[ways.menu()])


def stopped() -> Message:
    words = _("หยุดส่งประจำแล้วค่ะ ครั้งที่ตั้งไว้แล้วดูได้ที่ “ประกาศที่รอส่ง”")
    return text(words, ways.announce(), ways.menu())


def stop(series: Series) -> Action:
    return press(_(STOP), Stop(series=series.id))

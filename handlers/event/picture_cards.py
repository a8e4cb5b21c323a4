"""How a coordinator is asked for a picture of an event."""

from collections.abc import Sequence

from bot import drawing, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _
from bot.messages import Action, Message, choose_picture, press, say, take_picture, text
from handlers.event import cards, facts
from models import Event

PICTURE, DISCARD = N_("ใส่รูปกิจกรรม"), N_("ลบรูปกิจกรรม")
REMOVE, KEEP = N_("ลบรูปนี้"), N_("เก็บรูปไว้")
UNFIT = {  # what was sent where a picture is expected
    "file": N_("ที่ส่งมาเป็นไฟล์ค่ะ แตะรูปภาพใต้แชตแล้วเลือกรูปส่งมาแทนนะคะ"),
    "video": N_("วิดีโอใช้เป็นรูปกิจกรรมไม่ได้ค่ะ ขอเป็นรูปนิ่ง 1 รูปนะคะ"),
}
WAITING = N_("น้องสตรองรอรูปของกิจกรรมอยู่ค่ะ ส่งมาได้เลย หรือพิมพ์ “ยกเลิก” ถ้ายังไม่พร้อมนะคะ")


class Picture(Button, tag="event.picture"):
    """Give this event a picture."""

    event: Number


class MorePictures(Button, tag="event.pictures"):
    """Further events that can be given one."""

    start: Number


class Discard(Button, tag="event.picture_discard"):
    """Asks once."""

    event: Number


class Remove(Button, tag="event.picture_remove"):
    """A card from before a newer picture came removes nothing."""

    event: Number
    picture: str = ""  # its digest; empty: the one that is still on its way


def which(events: Sequence[Event], start: int) -> Message:
    """`events` may hold one more than is shown."""
    items = [
        (each.title, facts.beginning(each), press(_("เลือก"), Picture(event=each.id)))
        for each in events[: cards.SHOWN]
    ]
    further = press(_("ดูเพิ่ม"), MorePictures(start=start + cards.SHOWN))
    more = further if len(events) > cards.SHOWN else None
    return listing(_("รูปของกิจกรรมไหนคะ"), items, more=more, quick=[ways.cancel()])


def ask(event: Event, public_url: str) -> Message:
    """With the picture that there is, which can be replaced or removed."""
    discard = [press(_(DISCARD), Discard(event=event.id))] if event.picture else []
    return card(
        event.title,
        _("ส่งรูปใหม่มาได้เลยค่ะ 1 รูป") if event.picture else _("ส่งรูปมาได้เลยค่ะ 1 รูป"),
        _("ถ้าเห็นหน้าใครชัด ๆ ขออนุญาตเขาก่อนนะคะ"),
        band=_("รูปกิจกรรม"),
        picture=drawing.address(public_url, event.picture),
        secondary=[*discard, ways.cancel()],
        quick=camera(),
    )


def unfit(kind: str) -> Message:
    return text(_(UNFIT.get(kind, WAITING)), *camera(), ways.cancel())


def taken(event: Event) -> Message:
    words = _("ได้รับรูปแล้วค่ะ อีกสักครู่จะขึ้นในการ์ด {title}", title=event.title)
    return text(words, press(_("ดูรายละเอียด"), cards.Show(event=event.id)), ways.menu())


def taken_along() -> Message:
    return text(_("ได้รับรูปแล้วค่ะ จะขึ้นในการ์ดเมื่อเผยแพร่นะคะ"))


def hung(event: Event) -> Message:
    return text(_("ใส่รูปใหม่ของ {title} แล้วค่ะ", title=event.title))


def failed(why: str) -> Message:
    return card(_("ใส่รูปกิจกรรมไม่ได้ค่ะ"), why, primary=say(_(PICTURE)), secondary=[ways.menu()])


def out_of_reach() -> str:
    return _("น้องสตรองเปิดรูปที่ส่งมาจาก LINE ไม่ได้แล้วค่ะ รบกวนส่งรูปอีกครั้งนะคะ")


def sure(event: Event, public_url: str) -> Message:
    return card(
        _("ลบรูปของกิจกรรมนี้ไหมคะ"),
        event.title,
        band=_("ถามอีกครั้งก่อนลบ"),
        tone=Tone.CHECK,
        picture=drawing.address(public_url, event.picture),
        primary=press(_(REMOVE), Remove(event=event.id, picture=event.picture or "")),
        secondary=[press(_(KEEP), cards.Show(event=event.id))],
    )


def removed(event: Event) -> Message:
    return text(_("ลบรูปของ {title} แล้วค่ะ", title=event.title), say(_(PICTURE)), ways.menu())


def camera() -> list[Action]:
    return [choose_picture(_("เลือกรูป")), take_picture(_("ถ่ายรูป"))]

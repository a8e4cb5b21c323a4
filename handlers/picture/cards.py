"""How a coordinator is asked for a picture of her club."""

from collections.abc import Sequence

from bot import entrance, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card
from bot.language import N_, _
from bot.messages import Action, Message, choose_picture, link, press, say, take_picture, text
from models import Club

SHOWN = 3  # clubs with a button of their own, as many again as links
PICTURE, DISCARD, LOOK = N_("รูปชมรม"), N_("ลบรูปชมรม"), N_("ดูรูปชมรม")
REMOVE, KEEP = N_("ลบรูปนี้"), N_("เก็บรูปไว้")
UNFIT = {  # what was sent where a picture is expected
    "file": N_("ที่ส่งมาเป็นไฟล์ค่ะ แตะรูปภาพใต้แชตแล้วเลือกรูปส่งมาแทนนะคะ"),
    "video": N_("วิดีโอใช้เป็นรูปชมรมไม่ได้ค่ะ ขอเป็นรูปนิ่ง 1 รูปนะคะ"),
}
WAITING = N_("น้องสตรองรอรูปของชมรมอยู่ค่ะ ส่งมาได้เลย หรือพิมพ์ “ยกเลิก” ถ้ายังไม่พร้อมนะคะ")


class Choose(Button, tag="picture.choose"):
    """Give this club a picture."""

    club: Number


class Show(Button, tag="picture.show"):
    club: Number


class Discard(Button, tag="picture.discard"):
    """Asks once."""

    club: Number


class Remove(Button, tag="picture.remove"):
    """A card from before a newer picture came removes nothing."""

    club: Number
    picture: str = ""  # its digest; empty: the one that is still on its way


class Keep(Button, tag="picture.keep"):
    pass


def which(clubs: Sequence[Club], *, discard: bool) -> Message:
    kind = Discard if discard else Choose
    asked = [press(club.name, kind(club=club.id)) for club in clubs[: 2 * SHOWN]]
    return card(_("รูปของชมรมไหนคะ"), secondary=asked[:SHOWN], links=[*asked[SHOWN:], ways.cancel()])


def ask(club: Club, public_url: str) -> Message:
    """With the picture that there is, which can be replaced or removed."""
    picture = entrance.picture(public_url, club)
    if picture is None:
        words = _("ส่งรูปของ{club}มาได้เลยค่ะ 1 รูป", club=club.name)
        fair = _("ทุกคนเห็นรูปนี้ในการ์ดและหน้าชมรม\nถ้าเห็นหน้าใครชัด ๆ ขออนุญาตเขาก่อนนะคะ")
        return text(f"{words}\n{fair}", *_camera(), ways.cancel())
    return card(
        _("รูปของชมรม"),
        _("อยากเปลี่ยน ส่งรูปใหม่มาได้เลยค่ะ 1 รูป"),
        _("ทุกคนเห็นรูปนี้ในการ์ดและหน้าชมรม"),
        picture=picture,
        secondary=[press(_(DISCARD), Discard(club=club.id)), ways.cancel()],
        quick=_camera(),
    )


def unfit(kind: str) -> Message:
    return text(_(UNFIT.get(kind, WAITING)), *_camera(), ways.cancel())


def taken(club: Club) -> Message:
    return card(
        _("ได้รับรูปแล้วค่ะ"),
        _("อีกสักครู่จะเป็นรูปของ{club}", club=club.name),
        _("รอสักนิด แล้วแตะ “ดูรูปชมรม” นะคะ"),
        primary=press(_(LOOK), Show(club=club.id)),
        secondary=[ways.menu()],
    )


def shown(club: Club, public_url: str) -> Message:
    return card(
        _("รูปของชมรม"),
        club.name,
        picture=entrance.picture(public_url, club),
        primary=link(_("ดูหน้าชมรม"), entrance.page(public_url, club)),
        secondary=[press(_("เปลี่ยนรูปชมรม"), Choose(club=club.id)), ways.menu()],
    )


def on_its_way(club: Club) -> Message:
    words = _("กำลังเตรียมรูปอยู่ค่ะ อีกสักครู่แตะดูใหม่นะคะ")
    return text(words, press(_(LOOK), Show(club=club.id)), ways.menu())


def hung(club: Club) -> Message:
    return text(_("ตั้งรูปใหม่ของ{club}แล้วค่ะ", club=club.name))


def failed(why: str) -> Message:
    return card(
        _("ตั้งรูปชมรมไม่ได้ค่ะ"),
        why,
        primary=say(_(PICTURE)),
        secondary=[ways.menu()],
    )


def out_of_reach() -> str:
    return _("น้องสตรองเปิดรูปที่ส่งมาจาก LINE ไม่ได้แล้วค่ะ รบกวนส่งรูปอีกครั้งนะคะ")


def sure(club: Club, public_url: str) -> Message:
    return card(
        _("ลบรูปของชมรมไหมคะ"),
        club.name,
        band=_("ถามอีกครั้งก่อนลบ"),
        tone=Tone.CHECK,
        picture=entrance.picture(public_url, club),
        primary=press(_(REMOVE), Remove(club=club.id, picture=club.picture or "")),
        secondary=[press(_(KEEP), Keep())],
    )


def removed(club: Club) -> Message:
    return text(_("ลบรูปของ{club}แล้วค่ะ", club=club.name), say(_(PICTURE)), ways.menu())


def none(club: Club) -> Message:
    words = _("{club}ยังไม่มีรูปค่ะ พิมพ์ “รูปชมรม” เพื่อใส่รูปได้เลยนะคะ", club=club.name)
    return text(words, say(_(PICTURE)), ways.menu())


def kept() -> Message:
    return text(_("เก็บรูปไว้เหมือนเดิมค่ะ"), ways.menu())


def not_hers() -> Message:
    return text(_("เรื่องนี้ผู้ประสานงานของชมรมเป็นผู้ดูแลค่ะ"), ways.contact(), ways.menu())


def _camera() -> list[Action]:
    return [choose_picture(_("เลือกรูป")), take_picture(_("ถ่ายรูป"))]

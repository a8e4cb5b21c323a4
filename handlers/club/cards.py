"""How clubs, the privacy notice and new roles look in the chat."""

from collections.abc import Sequence

from bot import ways
from bot.buttons import Button, Number
from bot.flex import Tone, card
from bot.language import N_, _
from bot.messages import Message, press, text
from models import Club

JOIN = N_("เข้าชมรม")
YES, NO = N_("ยินยอมและเข้าชมรม"), N_("ไม่ยินยอม")
MISSED = (  # never the same line twice in a row
    N_("ยังไม่พบชมรมนี้ค่ะ ตรวจรหัสหรือชื่ออีกครั้งแล้วพิมพ์ใหม่ได้เลย หรือถามรหัสจากผู้ประสานงานนะคะ"),
    N_("ยังหาไม่พบค่ะ ลองพิมพ์แค่ชื่อสั้น ๆ เช่น หัวหิน โดยไม่ต้องมีคำว่าเทศบาลหรือ อบต. นะคะ"),
)


class Join(Button, tag="club.join"):
    club: Number


class Agree(Button, tag="club.agree"):
    """Yes to the privacy notice, and so to the club."""

    club: Number


class Decline(Button, tag="club.decline"):
    pass


def ask_which() -> Message:
    words = _("พิมพ์รหัสชมรมหรือชื่อเทศบาล/อบต. ของคุณได้เลยค่ะ เช่น HUAHIN หรือ หัวหิน")
    return text(words, ways.cancel(), ways.menu())


def not_found(missed: int) -> Message:
    return text(_(MISSED[missed % len(MISSED)]), ways.cancel(), ways.menu())


def several(clubs: Sequence[Club]) -> Message:
    buttons = [press(club.name, Join(club=club.id)) for club in clubs[:3]]
    return card(
        _("หมายถึงชมรมไหนคะ"),
        _("ถ้าไม่มีในนี้ พิมพ์ชื่อให้ยาวขึ้นอีกนิดนะคะ"),
        secondary=buttons,
        links=[ways.cancel()],
    )


def notice(club: Club, leaving: Club | None) -> Message:
    """The privacy notice, short. What changes here needs a new version in actions.NOTICE."""
    moving = _("ย้ายจาก{club}", club=leaving.name) if leaving and leaving.id != club.id else None
    return card(
        _("เข้าชมรม STRONG {club}", club=club.name),
        _("เราเก็บชื่อและบัญชี LINE ของคุณ เพื่อแจ้งข่าว รับลงทะเบียน และบันทึกผลคำถาม"),
        _("ผู้ประสานงานชมรมเห็นชื่อคุณในรายชื่อกิจกรรม ไม่ส่งต่อให้ผู้อื่น"),
        _("ขอดู ลบ หรือถอนความยินยอมได้ทุกเมื่อ พิมพ์ “ข้อมูลของฉัน”"),
        band=_("ความเป็นส่วนตัวของคุณ"),
        note=moving,
        primary=press(_(YES), Agree(club=club.id)),
        secondary=[press(_(NO), Decline())],
        links=[ways.menu()],
    )


def welcome(club: Club) -> Message:
    return card(
        _("ยินดีต้อนรับสู่ชมรมค่ะ"),
        _("ตอนนี้คุณเป็นสมาชิกชมรม STRONG {club} แล้ว", club=club.name),
        band=_("✓ เข้าชมรมแล้ว"),
        tone=Tone.GOOD,
        primary=ways.events(),
        secondary=[ways.quiz(), ways.menu()],
    )


def at_home(club: Club) -> Message:
    return card(
        _("ชมรมของคุณ"),
        _("ชมรม STRONG {club} จังหวัด{province}", club=club.name, province=club.province),
        note=_("อยากย้ายชมรม พิมพ์ “เข้าชมรม” ตามด้วยรหัสของชมรมใหม่ได้ค่ะ"),
        primary=ways.events(),
        secondary=[ways.menu()],
    )


def declined(*, at_home: bool) -> Message:
    if at_home:
        return text(_("รับทราบค่ะ คุณยังอยู่ชมรมเดิมนะคะ"), ways.events(), ways.menu())
    words = _("รับทราบค่ะ ยังไม่ได้เข้าชมรมและไม่ได้เก็บความยินยอมไว้ เปลี่ยนใจเมื่อไร พิมพ์ “เข้าชมรม” นะคะ")
    return text(words, ways.join(), ways.menu())


def coordinator(club: Club) -> Message:
    return card(
        _("คุณเป็นผู้ประสานงานแล้วค่ะ"),
        _("ชมรม STRONG {club}", club=club.name),
        _("พิมพ์ “ประกาศ” เพื่อส่งข่าวถึงสมาชิกของชมรม"),
        band=_("✓ รับหน้าที่แล้ว"),
        tone=Tone.GOOD,
        primary=ways.announce(),
        secondary=[ways.menu()],
    )

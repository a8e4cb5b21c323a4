"""How clubs, the privacy notice and new roles look in the chat."""

from collections.abc import Sequence
from urllib.parse import quote

from bot import entrance, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card
from bot.language import N_, _
from bot.messages import Action, Message, image, link, press, say, text
from models import Club

WELCOME = 200  # UTF-16 units of a club's own words to whoever joins
SHOWN = 3  # clubs under each other, then “more”
LONGEST = 240  # characters that a button holds of what was typed; what is longer names few
JOIN, MORE = N_("เข้าชมรม"), N_("ดูเพิ่ม")
YES, NO = N_("ยินยอมและเข้าชมรม"), N_("ไม่ยินยอม")
MOVE, STAY = N_("ย้ายชมรม"), N_("ไม่ย้าย")
POSTER = N_("โปสเตอร์ QR")
MISSED = (  # never the same line twice in a row
    N_("ยังไม่พบชมรมนี้ค่ะ ตรวจรหัสหรือชื่ออีกครั้งแล้วพิมพ์ใหม่ได้เลย หรือถามรหัสจากผู้ประสานงานนะคะ"),
    N_("ยังหาไม่พบค่ะ ลองพิมพ์แค่ชื่อสั้น ๆ เช่น หัวหิน โดยไม่ต้องมีคำว่าเทศบาลหรือ อบต. นะคะ"),
)


class Join(Button, tag="club.join"):
    club: Number


class More(Button, tag="club.more"):
    """The next clubs with these words in their name."""

    named: str
    start: Number


class Agree(Button, tag="club.agree"):
    """Yes to the privacy notice, and so to the club."""

    club: Number


class Decline(Button, tag="club.decline"):
    pass


class Poster(Button, tag="club.poster"):
    """The picture with the QR code of this club's link."""

    club: Number


class Move(Button, tag="club.move"):
    """Yes, once more: from the one club to the other."""

    club: Number
    leaving: Number


class Stay(Button, tag="club.stay"):
    pass


def ask_which() -> Message:
    words = _("พิมพ์รหัสชมรมหรือชื่อเทศบาล/อบต. ของคุณได้เลยค่ะ เช่น HUAHIN หรือ หัวหิน")
    return text(words, ways.cancel(), ways.menu())


def not_found(missed: int) -> Message:
    return text(_(MISSED[missed % len(MISSED)]), ways.cancel(), ways.menu())


def several(clubs: Sequence[Club], named: str, start: int) -> Message:
    """Up to three clubs; `clubs` may hold one more, which is not shown."""
    going_on = len(clubs) > SHOWN and len(quote(named)) <= LONGEST
    more = [press(_(MORE), More(named=named, start=start + SHOWN))] if going_on else []
    return card(
        _("หมายถึงชมรมไหนคะ"),
        _("ถ้าไม่มีในนี้ พิมพ์ชื่อให้ยาวขึ้นอีกนิดนะคะ"),
        secondary=_buttons(clubs),
        links=[*more, ways.cancel()],
    )


def near(clubs: Sequence[Club]) -> Message:
    return card(
        _("ใช่ชมรมนี้ไหมคะ"),
        _("ไม่พบชื่อที่พิมพ์มา แต่มีชื่อใกล้เคียงค่ะ ถ้าไม่ใช่ พิมพ์รหัสหรือชื่ออีกครั้งนะคะ"),
        secondary=_buttons(clubs),
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


def sure(club: Club, leaving: Club) -> Message:
    return card(
        _("ย้ายชมรมแน่ไหมคะ"),
        _("ออกจาก {club}", club=leaving.name),
        _("ไปอยู่ {club}", club=club.name),
        band=_("ถามอีกครั้งก่อนย้าย"),
        tone=Tone.CHECK,
        note=_("ผู้ประสานงานทั้งสองชมรมจะทราบว่าคุณย้ายค่ะ"),
        primary=press(_(MOVE), Move(club=club.id, leaving=leaving.id)),
        secondary=[press(_(STAY), Stay())],
        links=[ways.menu()],
    )


def has_left(name: str, club: Club, to: Club) -> Message:
    """For the coordinators whose club somebody left."""
    return text(_("{name} ย้ายจาก{club}ไป{to}แล้วค่ะ", name=name, club=club.name, to=to.name))


def has_come(name: str, club: Club, from_: Club) -> Message:
    """For the coordinators of the new club."""
    return text(_("{name} ย้ายจาก{old}มาอยู่{club}แล้วค่ะ", name=name, old=from_.name, club=club.name))


def nameless() -> str:
    return _("สมาชิกคนหนึ่ง")


def poster(club: Club, public_url: str) -> list[Message]:
    picture, small = (entrance.poster(public_url, club, form) for form in ("png", "preview"))
    return [
        image(picture, small),
        card(
            _("โปสเตอร์ของชมรม"),
            _("ชมรม STRONG {club}", club=club.name),
            _("พิมพ์ขนาด A4 ติดไว้ที่หน่วยงาน สแกนแล้วเข้าชมรมได้ค่ะ"),
            primary=link(_("เปิดไฟล์ PDF"), entrance.poster(public_url, club, "pdf")),
            secondary=[link(_("หน้าชมรม"), entrance.page(public_url, club)), ways.menu()],
        ),
    ]


def which_poster(clubs: Sequence[Club]) -> Message:
    asked = [press(club.name, Poster(club=club.id)) for club in clubs[: 2 * SHOWN]]
    return card(
        _("โปสเตอร์ของชมรมไหนคะ"), secondary=asked[:SHOWN], links=[*asked[SHOWN:], ways.menu()]
    )


def welcome(club: Club, words: str | None = None) -> Message:
    """`words` are the club's own."""
    return card(
        _("ยินดีต้อนรับสู่ชมรมค่ะ"),
        _("ตอนนี้คุณเป็นสมาชิกชมรม STRONG {club} แล้ว", club=club.name),
        quoted=words,
        band=_("✓ เข้าชมรมแล้ว"),
        tone=Tone.GOOD,
        primary=ways.events(),
        secondary=[ways.quiz(), ways.menu()],
    )


def at_home(club: Club, public_url: str, invite: str | None, *, hers: bool) -> Message:
    """`invite` leads others here; only coordinators hand it out."""
    editing = [say(_("แก้ไขข้อมูลชมรม"))] if hers else []
    return card(
        _("ชมรมของคุณ"),
        _("ชมรม STRONG {club} จังหวัด{province}", club=club.name, province=club.province),
        picture=entrance.picture(public_url, club),
        note=_("อยากย้ายชมรม พิมพ์ “เข้าชมรม” ตามด้วยรหัสของชมรมใหม่ได้ค่ะ"),
        primary=ways.events(),
        secondary=[*editing, ways.menu()],
        links=_sharing(club, invite),
    )


def declined(*, at_home: bool) -> Message:
    if at_home:
        return text(_("รับทราบค่ะ คุณยังอยู่ชมรมเดิมนะคะ"), ways.events(), ways.menu())
    words = _("รับทราบค่ะ ยังไม่ได้เข้าชมรมและไม่ได้เก็บความยินยอมไว้ เปลี่ยนใจเมื่อไร พิมพ์ “เข้าชมรม” นะคะ")
    return text(words, ways.join(), ways.menu())


def _buttons(clubs: Sequence[Club]) -> list[Action]:
    return [press(club.name, Join(club=club.id)) for club in clubs[:SHOWN]]


def _sharing(club: Club, invite: str | None) -> list[Action]:
    poster = [press(_(POSTER), Poster(club=club.id))] if invite else []
    return [*entrance.sharing(club, invite), *poster]

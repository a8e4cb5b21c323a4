"""How a club's roster looks to its coordinator."""

from collections.abc import Sequence

from bot import ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _
from bot.messages import Action, Message, press, say, text
from handlers.roster.flow import AT_ONCE, Line, Sheet
from models import Club, Member

SHOWN = 3  # people under each other, then “more”
MORE, SHOW, REMOVE = N_("ดูเพิ่ม"), N_("ดูรายชื่อนี้"), N_("เอาชื่อนี้ออก")
SAME, OTHER = N_("คนเดียวกัน"), N_("คนละคน")


class For(Button, tag="roster.for"):
    club: Number
    adding: bool


class More(Button, tag="roster.more"):
    club: Number
    start: Number


class Person(Button, tag="roster.person"):
    person: Number


class Remove(Button, tag="roster.remove"):
    """The first asks, the second is sure."""

    person: Number
    sure: bool = False


class Same(Button, tag="roster.same"):
    """Whether a member and a name without LINE are one person."""

    member: Number
    name: Number
    same: bool


def ask_club(clubs: Sequence[Club], *, adding: bool) -> Message:
    return card(
        _("รายชื่อของชมรมไหนคะ"),
        _("แตะหรือพิมพ์ชื่อชมรมก็ได้ค่ะ"),
        secondary=[press(each.name, For(club=each.id, adding=adding)) for each in clubs[:SHOWN]],
        links=[ways.cancel()],
    )


def ask_names(club: Club) -> Message:
    words = _(
        "เพิ่มรายชื่อใน{club}\nพิมพ์ชื่อและนามสกุล บรรทัดละคน ครั้งละไม่เกิน {count} คนค่ะ",
        club=club.name,
        count=AT_ONCE,
    )
    return text(words, ways.back(), ways.cancel())


def added(sheet: Sheet) -> Message:
    """What became of every line; what was not taken is named, so that nothing is lost."""
    lines = [_("เพิ่มแล้ว {count} คนค่ะ", count=len(sheet.names))]
    if sheet.twice:
        lines.append(_("มีอยู่แล้ว บรรทัดที่ {names}", names=_first_few(sheet.twice)))
    if sheet.unread:
        lines.append(_("อ่านเป็นชื่อไม่ได้ บรรทัดที่ {names}", names=_first_few(sheet.unread)))
    if sheet.rest:
        lines.append(_remaining(sheet.rest))
    return text("\n".join(lines), _roster(), _add(), ways.menu())


def people(club: Club, found: Sequence[Member], start: int) -> Message:
    """Up to three; `found` may hold one more, which is not shown."""
    more = press(_(MORE), More(club=club.id, start=start + SHOWN)) if len(found) > SHOWN else None
    return listing(
        _("รายชื่อสมาชิก {club}", club=club.name),
        [_item(each) for each in found[:SHOWN]],
        more=more,
        quick=[_add(), ways.menu()],
    )


def nobody(club: Club) -> Message:
    words = _("{club} ยังไม่มีรายชื่อที่บอกชื่อไว้ค่ะ เพิ่มคนที่ไม่ใช้ LINE ได้นะคะ", club=club.name)
    return text(words, _add(), ways.menu())


def not_found() -> Message:
    words = _("ไม่พบชื่อที่ใกล้เคียงค่ะ ลองพิมพ์แค่ชื่อต้นหรือนามสกุลนะคะ")
    return text(words, _roster(), ways.menu())


def person(member: Member) -> Message:
    without = member.line_user_id is None
    removing = [press(_(REMOVE), Remove(person=member.id))] if without else []
    return card(
        member.name or "–",
        _with_line(member),
        primary=_roster(),
        secondary=removing,
        links=[ways.menu()],
    )


def ask_remove(member: Member) -> Message:
    return card(
        _("เอา {name} ออกจากรายชื่อไหมคะ", name=member.name),
        _("งานที่เคยมานับเป็นจำนวนคน เอาออกแล้วกู้คืนไม่ได้ค่ะ"),
        band=_("ยืนยันอีกครั้ง"),
        tone=Tone.DANGER,
        primary=ways.cancel(),
        secondary=[press(_(REMOVE), Remove(person=member.id, sure=True))],
    )


def removed(name: str) -> Message:
    return text(_("เอา {name} ออกจากรายชื่อแล้วค่ะ", name=name), _roster(), ways.menu())


def ask_same(member: Member, name: Member) -> Message:
    """A name is no proof: who knows both decides."""
    return card(
        _("คนเดียวกันไหมคะ"),
        _("{name} เพิ่งเข้าชมรมทาง LINE", name=member.name),
        _("ในรายชื่อมี {name} ที่ยังไม่ใช้ LINE", name=name.name),
        note=_("ถ้ารวม การลงทะเบียนของทั้งสองชื่อจะเป็นของคนเดียวค่ะ"),
        band=_("รายชื่อสมาชิก"),
        tone=Tone.CHECK,
        primary=press(_(SAME), Same(member=member.id, name=name.id, same=True)),
        secondary=[press(_(OTHER), Same(member=member.id, name=name.id, same=False))],
    )


def merged(member: Member) -> Message:
    return text(_("รวมเป็น {name} คนเดียวแล้วค่ะ", name=member.name), _roster(), ways.menu())


def kept_apart() -> Message:
    return text(_("ได้ค่ะ เก็บเป็นสองคนเหมือนเดิมนะคะ"), _roster(), ways.menu())


def not_hers() -> Message:
    return text(_("รายชื่อของชมรมเป็นหน้าที่ของผู้ประสานงานค่ะ"), ways.contact(), ways.menu())


def _first_few(lines: Sequence[Line]) -> str:
    named, more = ", ".join(map(str, lines[:SHOWN])), len(lines) - SHOWN
    return _("{names} และอีก {count} บรรทัด", names=named, count=more) if more > 0 else named


def _remaining(rest: Sequence[str]) -> str:
    return _(
        "ยังไม่ได้เพิ่มอีก {count} บรรทัด ตั้งแต่ “{first}” ส่งต่อได้เลยค่ะ", count=len(rest), first=rest[0][:20]
    )


def _item(member: Member) -> tuple[str, str, Action]:
    return member.name or "–", _with_line(member), press(_(SHOW), Person(person=member.id))


def _with_line(member: Member) -> str:
    return _("ยังไม่ใช้ LINE") if member.line_user_id is None else _("ใช้ LINE แล้ว")


def _roster() -> Action:
    return say(_("รายชื่อสมาชิก"))


def _add() -> Action:
    return say(_("เพิ่มรายชื่อ"))

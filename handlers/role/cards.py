"""How roles look: codes to pass on, who holds what, and what ends."""

from collections.abc import Sequence

from bot import entrance, limits, ways
from bot.buttons import Button, Number
from bot.duties import NAMES
from bot.flex import Tone, card, listing
from bot.language import N_, _
from bot.messages import Action, Message, link, press, say, share_link, text
from handlers.role.flow import Doing
from models import Club, Member, Role, RoleKind

TASKS = {
    RoleKind.COORDINATOR: N_("พิมพ์ “ประกาศ” เพื่อส่งข่าวถึงสมาชิกของชมรม"),
    RoleKind.COACH: N_("โค้ชช่วยชวนสมาชิกเรียนรู้และร่วมกิจกรรมของชมรม"),
    RoleKind.ADMINISTRATOR: N_("พิมพ์ “คำขอเปิดชมรม” เพื่อดูคำขอที่รอคุณตัดสิน"),
}
SURE, MORE, INVITE, HAND_OVER = N_("ยืนยัน"), N_("ดูเพิ่ม"), N_("เชิญผู้ประสานงาน"), N_("ส่งต่อหน้าที่")
SHOWN = 3  # under each other, then “more”
NAME = 60  # UTF-16 units of a club's name in a link


class For(Button, tag="role.for"):
    """The club that something is done for."""

    doing: Doing
    club: Number


class Sure(Button, tag="role.sure"):
    doing: Doing
    club: Number
    role: Number | None = None


class Revoke(Button, tag="role.revoke"):
    role: Number


class Holders(Button, tag="role.holders"):
    club: Number
    start: Number


def ask_club(clubs: Sequence[Club], doing: Doing) -> Message:
    return card(
        _("ของชมรมไหนคะ"),
        _("แตะหรือพิมพ์ชื่อชมรมก็ได้ค่ะ"),
        secondary=[press(club.name, For(doing=doing, club=club.id)) for club in clubs[:SHOWN]],
        links=[ways.cancel()],
    )


def code(club: Club | None, kind: RoleKind, written: str, *, hands_over: bool) -> Message:
    """Shown once; whoever types it takes on the role."""
    whose = club.name if club else _("ทั้งระบบ")
    note = _("เมื่อมีผู้พิมพ์รหัสนี้ หน้าที่ของคุณจะสิ้นสุดทันทีค่ะ") if hands_over else None
    return card(
        written,
        _("รหัส{role} · {club}", role=_(NAMES[kind]), club=whose),
        _("ให้ผู้รับหน้าที่เพิ่มเพื่อนบัญชีนี้ แล้วพิมพ์รหัสในแชต ใช้ได้ครั้งเดียว ภายใน 24 ชั่วโมง"),
        band=_("รหัสรับหน้าที่"),
        tone=Tone.CHECK,
        note=note,
        primary=link(_("ส่งรหัสต่อในไลน์"), share(written, whose)),
        secondary=[ways.menu()],
    )


def granted(kind: RoleKind, club: Club | None, invite: str | None) -> Message:
    names = {
        RoleKind.COORDINATOR: _("คุณเป็นผู้ประสานงานแล้วค่ะ"),
        RoleKind.COACH: _("คุณเป็นโค้ช STRONG แล้วค่ะ"),
        RoleKind.ADMINISTRATOR: _("คุณเป็นผู้ดูแลระบบแล้วค่ะ"),
    }
    whose = _("ชมรม STRONG {club}", club=club.name) if club else _("ดูแลทุกชมรมในระบบนี้")
    leads = kind is RoleKind.COORDINATOR
    return card(
        names[kind],
        whose,
        _(TASKS[kind]),
        band=_("✓ รับหน้าที่แล้ว"),
        tone=Tone.GOOD,
        primary=ways.announce() if leads else ways.menu(),
        secondary=[ways.menu()] if leads else [],
        links=entrance.sharing(club, invite) if club and leads else [],
    )


def holders(
    club: Club, found: Sequence[tuple[Role, Member]], start: int, *, leads: bool
) -> Message:
    """Who does what here; who leads may take back, and invite."""
    quick = [say(_(INVITE)), say(_(HAND_OVER)), ways.menu()] if leads else [ways.menu()]
    if not found:
        return text(_("ชมรม {club} ยังไม่มีผู้ประสานงานค่ะ", club=club.name), *quick)
    page, rest = found[start : start + SHOWN], len(found) > start + SHOWN
    more = press(_(MORE), Holders(club=club.id, start=start + SHOWN)) if rest else None
    if not leads:
        lines = [f"{_name(member)} · {_(NAMES[role.kind])}" for role, member in page]
        links = [more] if more else []
        return card(_("ผู้ดูแลชมรม {club}", club=club.name), *lines, primary=ways.menu(), links=links)
    items = [(_name(member), _(NAMES[role.kind]), _take_back(role)) for role, member in page]
    return listing(_("ผู้ดูแลชมรม {club}", club=club.name), items, more=more, quick=quick)


def ask_revoke(role: Role, holder: Member, club: Club) -> Message:
    return _ask(
        _("ถอดหน้าที่ของ {name} ไหมคะ", name=_name(holder)),
        _("{role} · {club}", role=_(NAMES[role.kind]), club=club.name),
        Sure(doing=Doing.SHOW, club=club.id, role=role.id),
    )


def ask_hand_over(club: Club) -> Message:
    return _ask(
        _("ส่งต่อหน้าที่ผู้ประสานงานไหมคะ"),
        _("{club} · ผู้ที่พิมพ์รหัสจะเป็นผู้ประสานงานแทนคุณ", club=club.name),
        Sure(doing=Doing.HAND_OVER, club=club.id),
    )


def ask_resign(club: Club) -> Message:
    return _ask(
        _("ลาออกจากหน้าที่ไหมคะ"),
        _("{club} · คุณยังเป็นสมาชิกชมรมเหมือนเดิม", club=club.name),
        Sure(doing=Doing.RESIGN, club=club.id),
    )


def revoked(holder: Member) -> Message:
    words = _("ถอดหน้าที่ของ {name} แล้วค่ะ มีผลทันที", name=_name(holder))
    return text(words, say(_(INVITE)), ways.menu())


def resigned(club: Club) -> Message:
    words = _("รับทราบค่ะ คุณไม่ได้เป็นผู้ดูแลชมรม {club} แล้ว ขอบคุณมากนะคะ", club=club.name)
    return text(words, ways.events(), ways.menu())


def kept() -> Message:
    return text(_("ได้ค่ะ ทุกอย่างเหมือนเดิมนะคะ"), ways.menu())


def not_leading() -> Message:
    return text(_("เรื่องนี้เป็นหน้าที่ของผู้ประสานงานชมรมค่ะ"), ways.contact(), ways.menu())


def _ask(title: str, line: str, button: Button) -> Message:
    return card(
        title,
        line,
        band=_("ยืนยันอีกครั้ง"),
        tone=Tone.CHECK,
        primary=press(_(SURE), button),
        secondary=[ways.cancel()],
    )


def _take_back(role: Role) -> Action:
    return press(_("ถอดหน้าที่"), Revoke(role=role.id))


def _name(member: Member) -> str:
    return member.name or member.line_name or _("ยังไม่ได้บอกชื่อ")


def share(written: str, whose: str) -> str:
    """A link that lets its reader choose whom in LINE to send the code to."""
    name = limits.fit_utf16(whose, NAME)
    words = _("รหัสรับหน้าที่ {club}: {code} เพิ่มเพื่อนแล้วพิมพ์รหัสนี้ในแชต", club=name, code=written)
    return share_link(words)

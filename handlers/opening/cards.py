"""How asking for a new club looks in the chat, and deciding about it."""

from collections.abc import Sequence

from bot import dates, entrance, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Action, Message, link, press, say, text
from handlers.opening.flow import Draft, Step
from models import Club, Kind, Member, Opening

SHOWN = 3  # requests under each other, then “more”
REASON = 500  # UTF-16 units of why not
SEND, CHANGE = N_("ส่งคำขอ"), N_("แก้ไขคำขอ")
APPROVE, REFUSE = N_("อนุมัติ"), N_("ไม่อนุมัติ")
OTHER = N_("อื่น ๆ")
LATER = N_("ดูคำขอเพิ่ม")


class Send(Button, tag="opening.send"):
    """Ask for the club of the newest card."""


class Change(Button, tag="opening.change"):
    """Begin again with the first question."""


class Show(Button, tag="opening.show"):
    opening: Number


class More(Button, tag="opening.more"):
    start: Number


class Approve(Button, tag="opening.approve"):
    opening: Number


class Refuse(Button, tag="opening.refuse"):
    opening: Number


def question(draft: Draft, member: Member) -> Message:
    """What is asked in this step."""
    match draft.step:
        case Step.KIND:
            return ask_kind()
        case Step.NAME:
            return ask_name(draft.kind)
        case Step.PROVINCE:
            words = _("{club} อยู่จังหวัดอะไรคะ", club=_so_far(draft))
            return text(words, *_back())
        case Step.CONTACT:
            return ask_contact(member)
        case Step.PHONE:
            words = _("เบอร์โทรของผู้ติดต่อเบอร์อะไรคะ\nไม่สะดวกบอก พิมพ์ “ข้าม” ได้ค่ะ")
            return text(words, ways.skip(), *_back())
        case Step.CHECK:
            return check(draft)


def ask_kind() -> Message:
    words = _("ขอเปิดชมรมใหม่นะคะ\nหน่วยงานของคุณเป็นประเภทไหนคะ แตะเลือก หรือพิมพ์ เช่น อบต.")
    kinds = [say(_(kind.value)) for kind in Kind if kind is not Kind.OTHER]
    return text(words, *kinds, say(_(OTHER)), ways.cancel())


def ask_name(kind: Kind | None) -> Message:
    if kind is Kind.BANGKOK:
        return text(_("สำนักงานเขตอะไรคะ พิมพ์ชื่อเขตได้เลยค่ะ"), *_back())
    if kind is Kind.OTHER or kind is None:
        return text(_("หน่วยงานชื่ออะไรคะ พิมพ์ชื่อเต็มได้เลยค่ะ"), *_back())
    return text(_("{kind}อะไรคะ พิมพ์แค่ชื่อได้เลยค่ะ", kind=kind.value), *_back())


def ask_contact(member: Member) -> Message:
    known = dict.fromkeys(name for name in (member.name, member.line_name) if name)
    words = _("ผู้ติดต่อของชมรมคือใครคะ พิมพ์ชื่อและนามสกุลได้เลยค่ะ")
    return text(words, *(say(name) for name in known), *_back())


def unread(draft: Draft, likely: Sequence[str]) -> Message:
    """What was typed is no answer: say what one looks like."""
    match draft.step:
        case Step.KIND:
            kinds = [say(_(kind.value)) for kind in Kind if kind is not Kind.OTHER]
            words = _("ยังไม่รู้จักประเภทนี้ค่ะ พิมพ์ เช่น อบต. เทศบาลตำบล หรือแตะ “อื่น ๆ” นะคะ")
            return text(words, *kinds, say(_(OTHER)), ways.cancel())
        case Step.NAME:
            words = _("ขอชื่อหน่วยงานเป็นตัวอักษรไทยหรืออังกฤษ ไม่เกิน 80 ตัวนะคะ เช่น ปากน้ำปราณ")
            return text(words, *_back())
        case Step.PROVINCE:
            return _which_province(likely)
        case Step.CONTACT:
            words = _("ขอชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 80 ตัวนะคะ เช่น สมชาย ใจดี")
            return text(words, *_back())
        case Step.PHONE:
            words = _("ขอเบอร์โทร 9 หรือ 10 หลักนะคะ เช่น 081-234-5678\nไม่สะดวกบอก พิมพ์ “ข้าม” ได้ค่ะ")
            return text(words, ways.skip(), *_back())
        case Step.CHECK:
            return check(draft)


def check(draft: Draft) -> Message:
    return card(
        _so_far(draft),
        rows=_rows(draft.province, draft.contact, draft.phone),
        band=_("ตรวจก่อนส่งคำขอเปิดชมรม"),
        tone=Tone.CHECK,
        note=_("ผู้ดูแลระบบเห็นชื่อและเบอร์นี้เพื่อติดต่อกลับ เมื่ออนุมัติแล้วสมาชิกชมรมเห็นด้วยค่ะ"),
        primary=press(_(SEND), Send()),
        secondary=[press(_(CHANGE), Change()), ways.cancel()],
    )


def sent(opening: Opening) -> Message:
    return card(
        _("ส่งคำขอเปิดชมรมแล้วค่ะ"),
        _("ชมรม STRONG {club}", club=opening.name),
        _("ผู้ดูแลระบบตอบเมื่อไร น้องสตรองจะบอกคุณค่ะ"),
        band=_("รออนุมัติ"),
        primary=ways.menu(),
    )


def still_waiting(opening: Opening) -> Message:
    return card(
        _("คำขอของคุณรออนุมัติอยู่ค่ะ"),
        _("ชมรม STRONG {club}", club=opening.name),
        _("ส่งไว้เมื่อ {day}", day=_day(opening)),
        band=_("รออนุมัติ"),
        primary=ways.menu(),
    )


def there_is_one(club: Club) -> Message:
    return card(
        _("มีชมรมนี้แล้วค่ะ"),
        _("ชมรม STRONG {club} จังหวัด{province}", club=club.name, province=club.province),
        _("เข้าชมรมนี้ได้เลย ไม่ต้องเปิดใหม่ค่ะ"),
        primary=_joining(club),
        secondary=[ways.back(), ways.menu()],
    )


def somebody_asked(name: str) -> str:
    return _("มีผู้ขอเปิดชมรมของ{club}แล้ว กำลังรออนุมัติค่ะ เปิดเมื่อไร พิมพ์ชื่อเพื่อเข้าชมรมได้เลยนะคะ", club=name)


def is_asked_for(opening: Opening) -> Message:
    return text(somebody_asked(opening.name), ways.back(), ways.join(), ways.menu())


def request(opening: Opening) -> Message:
    """For administrators."""
    rows = _rows(opening.province, opening.contact_name, opening.contact_phone or "")
    return card(
        opening.name,
        rows=rows,
        band=_("มีผู้ขอเปิดชมรมใหม่"),
        tone=Tone.CHECK,
        note=_("ขอเมื่อ {day}", day=_day(opening)),
        primary=press(_(APPROVE), Approve(opening=opening.id)),
        secondary=[press(_(REFUSE), Refuse(opening=opening.id))],
        links=_dial(opening.contact_phone),
    )


def requests(waiting: Sequence[Opening], start: int) -> Message:
    """Up to three requests, for administrators."""
    items = [
        (each.name, f"{each.province} · {_day(each)}", press(_("ดูคำขอ"), Show(opening=each.id)))
        for each in waiting[start : start + SHOWN]
    ]
    going_on = len(waiting) > start + SHOWN
    more = press(_(LATER), More(start=start + SHOWN)) if going_on else None
    return listing(_("คำขอเปิดชมรมที่รออยู่"), items, more=more, quick=[ways.menu()])


def none_waiting() -> Message:
    return text(_("ตอนนี้ไม่มีคำขอเปิดชมรมที่รออยู่ค่ะ"), ways.menu())


def none_of_hers() -> Message:
    words = _("คุณยังไม่มีคำขอเปิดชมรมที่รออยู่ค่ะ อยากขอเปิด พิมพ์ “เปิดชมรมใหม่” ได้เลยนะคะ")
    return text(words, say(_("เปิดชมรมใหม่")), ways.menu())


def approved(opening: Opening, club: Club) -> Message:
    known = opening.asked_by is not None
    told = _("น้องสตรองแจ้งผู้ขอแล้วค่ะ") if known else _("ผู้ขอไม่อยู่ในระบบแล้ว เชิญผู้ประสานงานด้วยรหัสชมรมได้ค่ะ")
    return card(
        _("เปิดชมรมแล้วค่ะ"),
        _("ชมรม STRONG {club}", club=club.name),
        told,
        rows=[(_("รหัสชมรม"), club.code)],
        band=_("✓ อนุมัติแล้ว"),
        tone=Tone.GOOD,
        primary=_waiting_requests(),
        secondary=[ways.menu()],
    )


def opened(club: Club, invite: str | None, public_url: str) -> Message:
    """For her who asked: she coordinates the club from now on."""
    return card(
        _("ชมรมของคุณเปิดแล้วค่ะ"),
        _("ชมรม STRONG {club}", club=club.name),
        _("คุณเป็นผู้ประสานงาน ติดโปสเตอร์ไว้ สมาชิกสแกนแล้วเข้าชมรมได้ทันที"),
        rows=[(_("รหัสชมรม"), club.code)],
        band=_("✓ อนุมัติแล้ว"),
        tone=Tone.GOOD,
        primary=_joining(club),
        secondary=[
            link(_("โปสเตอร์ PDF"), entrance.poster(public_url, club, "pdf")),
            link(_("โปสเตอร์ภาพ"), entrance.poster(public_url, club, "png")),
        ],
        links=[*entrance.sharing(club, invite), ways.announce()],
    )


def ask_why(opening: Opening) -> Message:
    words = _("ไม่อนุมัติ{club}เพราะอะไรคะ\nพิมพ์เหตุผลสั้น ๆ น้องสตรองจะส่งให้ผู้ขอค่ะ", club=opening.name)
    return text(words, ways.back(), ways.menu())


def too_long() -> Message:
    words = _("เหตุผลยาวไปนิดค่ะ ขอไม่เกิน {count} ตัวอักษรนะคะ", count=REASON)
    return text(words, ways.back(), ways.menu())


def left_open(opening: Opening) -> Message:
    return text(_("ยังไม่ได้ตัดสินคำขอของ{club}ค่ะ", club=opening.name), _waiting_requests(), ways.menu())


def refused(opening: Opening) -> Message:
    words = _("ไม่อนุมัติ{club}แล้วค่ะ น้องสตรองส่งเหตุผลให้ผู้ขอแล้วนะคะ", club=opening.name)
    return text(words, _waiting_requests(), ways.menu())


def turned_down(opening: Opening, why: str) -> Message:
    """For her who asked."""
    return card(
        _("คำขอเปิดชมรมยังไม่ผ่านค่ะ"),
        _("{club} ผู้ดูแลระบบบอกเหตุผลไว้ว่า", club=opening.name),
        quoted=why,
        primary=say(_("เปิดชมรมใหม่")),
        secondary=[ways.join(), ways.menu()],
    )


def decided_already(opening: Opening, who: Member | None) -> str:
    name = (who and who.name) or _("ผู้ดูแลระบบอีกคน")
    if opening.club is None:
        return _("{name} ไม่อนุมัติคำขอนี้ไปก่อนแล้วค่ะ", name=name)
    club, code = opening.club.name, opening.club.code
    return _("{name} อนุมัติ{club}ไปก่อนแล้วค่ะ รหัสชมรม {code}", name=name, club=club, code=code)


def _which_province(likely: Sequence[str]) -> Message:
    if not likely:
        words = _("ไม่พบจังหวัดนี้ค่ะ พิมพ์ชื่อเต็มได้เลย เช่น ประจวบคีรีขันธ์")
        return text(words, *_back())
    return card(
        _("หมายถึงจังหวัดไหนคะ"),
        _("แตะชื่อที่ใช่ ถ้าไม่มีในนี้ พิมพ์ชื่อเต็มได้เลยค่ะ"),
        secondary=[say(each) for each in likely],
        links=_back(),
    )


def _so_far(draft: Draft) -> str:
    return draft.name or (_(draft.kind.value) if draft.kind else "")


def _rows(province: str, contact: str, phone: str) -> list[tuple[str, str]]:
    return [
        (_("จังหวัด"), province),
        (_("ผู้ติดต่อ"), contact),
        (_("โทร"), phone or _("ไม่ได้บอก")),
    ]


def _day(opening: Opening) -> str:
    return dates.day(opening.asked, language())


def _back() -> list[Action]:
    return [ways.back(), ways.cancel()]


def _waiting_requests() -> Action:
    return say(_("คำขอเปิดชมรม"))


def _joining(club: Club) -> Action:
    """The usual way in, with its privacy notice."""
    return say(_("เข้าชมรม"), _("เข้าชมรม {club}", club=club.code))


def _dial(phone: str | None) -> list[Action]:
    return [link(_("โทร {phone}", phone=phone), f"tel:{phone.replace('-', '')}")] if phone else []

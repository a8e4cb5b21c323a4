"""How it looks to be asked for a yes to another's announcement, and what became of it."""

from collections.abc import Sequence

from bot import dates, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Message, press, text
from handlers.announcement import running_cards
from models import Announcement, Club, Member, Progress

APPROVE, REFUSE, READ = N_("อนุมัติ"), N_("ไม่อนุมัติ"), N_("อ่านประกาศ")


class Read(Button, tag="announcement.read"):
    announcement: Number


class Approve(Button, tag="announcement.approve"):
    announcement: Number


class Refuse(Button, tag="announcement.refuse"):
    announcement: Number


class Asked(Button, tag="announcement.asked"):
    skip: Number


def question(announcement: Announcement, author: Member | None) -> list[Message]:
    """The text as members will see it, then the card that asks."""
    until = dates.moment(announcement.not_after, language())
    ask = card(
        _("อนุมัติให้ส่งประกาศนี้ไหมคะ"),
        band=_("รออนุมัติ · {club}", club=announcement.club.name),
        tone=Tone.CHECK,
        rows=facts(announcement),
        note=_("{name} ขอส่ง ตอบได้ถึง {when} คำตอบแรกมีผลค่ะ", name=named(author), when=until),
        primary=press(_(APPROVE), Approve(announcement=announcement.id)),
        secondary=[press(_(REFUSE), Refuse(announcement=announcement.id))],
        links=[ways.menu()],
    )
    return [*announcement.messages, ask]


def facts(announcement: Announcement) -> list[tuple[str, str]]:
    """To whom, when, at what price."""
    asked = announcement.progress is Progress.ASKED
    at_once = asked and announcement.not_after > announcement.due
    when = _("ทันทีที่อนุมัติ") if at_once else dates.moment(announcement.due, language())
    count = announcement.reserved
    return [
        (_("ผู้รับ"), _("สมาชิกทั้งหมด {count} คน", count=count)),
        (_("เวลาส่ง"), when),
        (_("โควตา"), _("จะใช้ {price} ข้อความ", price=count)),
    ]


def planned(announcement: Announcement, *, later: bool, exhausted: bool = False) -> Message:
    """What her own announcement waits for, or that nobody got it."""
    match announcement.progress:
        case Progress.ASKED:
            return asked(announcement)
        case Progress.REFUSED | Progress.EXPIRED:
            return text(not_sent(announcement), ways.announce(), ways.menu())
    return running_cards.scheduled(announcement, later=later, exhausted=exhausted)


def asked(announcement: Announcement) -> Message:
    until = dates.moment(announcement.not_after, language())
    return card(
        _("รอผู้ประสานงานอีกคนอนุมัติค่ะ"),
        _("จะส่งถึงสมาชิก {count} คน", count=announcement.reserved),
        band=_("รออนุมัติ"),
        tone=Tone.CHECK,
        note=_("ถ้าไม่มีใครอนุมัติถึง {when} ประกาศนี้จะไม่ถูกส่งค่ะ", when=until),
        primary=ways.menu(),
        links=[running_cards.stop(announcement)],
    )


def approved(announcement: Announcement) -> Message:
    if announcement.progress is Progress.CANCELLED:
        return running_cards.cancelled()
    when = dates.moment(announcement.due, language())
    words = _("อนุมัติแล้วค่ะ ส่งถึงสมาชิก {count} คน {when}", count=announcement.reserved, when=when)
    return text(words, running_cards.stop(announcement), ways.menu())


def refused() -> Message:
    words = _("ไม่อนุมัติแล้วค่ะ ประกาศนี้จะไม่ถูกส่ง น้องสตรองจะบอกผู้เขียนเมื่อทักมานะคะ")
    return text(words, ways.menu())


def waiting(asked: Sequence[Announcement], skip: int = 0) -> Message:
    """What waits for her yes, three at a time."""
    if not asked:
        return text(_("ไม่มีประกาศที่รอคุณอนุมัติค่ะ"), ways.announce(), ways.menu())
    shown = [
        (running_cards.begins(each), each.club.name, press(_(READ), Read(announcement=each.id)))
        for each in asked[skip : skip + running_cards.LISTED]
    ]
    rest = len(asked) > skip + running_cards.LISTED
    more = press(_(running_cards.MORE), Asked(skip=skip + running_cards.LISTED)) if rest else None
    return listing(_("ประกาศที่รอคุณอนุมัติค่ะ"), shown, more=more, quick=[ways.menu()])


def chosen(club: Club, who: Member, *, wanted: bool) -> str:
    if wanted:
        words = N_("{name} ตั้งให้ประกาศของชมรม {club} ต้องมีผู้ประสานงานอีกคนอนุมัติก่อนส่งค่ะ")
    else:
        words = N_("{name} ตั้งให้ประกาศของชมรม {club} ส่งได้เลย ไม่ต้องมีอีกคนอนุมัติแล้วค่ะ")
    return _(words, name=named(who), club=club.name)


def told_approved(announcement: Announcement, approver: Member) -> str:
    when = dates.moment(announcement.due, language())
    return _(
        "{name} อนุมัติประกาศ “{quoted}” แล้วค่ะ ส่งถึงสมาชิก {when}",
        name=named(approver),
        quoted=running_cards.begins(announcement),
        when=when,
    )


def told_refused(announcement: Announcement, approver: Member) -> str:
    return _(
        "{name} ไม่อนุมัติประกาศ “{quoted}” ค่ะ จึงไม่ได้ส่ง คุยกันแล้วเขียนใหม่ได้นะคะ",
        name=named(approver),
        quoted=running_cards.begins(announcement),
    )


def not_sent(announcement: Announcement) -> str:
    quoted = running_cards.begins(announcement)
    if announcement.progress is Progress.REFUSED:
        return _("ประกาศ “{quoted}” ไม่ได้รับอนุมัติค่ะ จึงไม่ได้ส่ง", quoted=quoted)
    return _("ประกาศ “{quoted}” เลยเวลาแล้วค่ะ จึงไม่ได้ส่ง พิมพ์ “ประกาศ” เพื่อเขียนใหม่ได้นะคะ", quoted=quoted)


def not_waiting(announcement: Announcement, decider: Member | None) -> str:
    """Why there is nothing to decide about it any more."""
    match announcement.progress:
        case Progress.REFUSED:
            return _("{name} ไม่อนุมัติประกาศนี้ไปแล้วค่ะ จึงไม่ได้ส่ง", name=named(decider))
        case Progress.ASKED | Progress.EXPIRED:
            return _("เลยเวลาอนุมัติแล้วค่ะ ประกาศนี้จึงไม่ได้ส่ง")
        case Progress.CANCELLED:
            return _("ประกาศนี้ถูกยกเลิกไปแล้วค่ะ จึงไม่ต้องอนุมัติ")
    if announcement.approver_id is None:
        return _("ประกาศนี้ไม่ต้องรออนุมัติค่ะ")
    return _("{name} อนุมัติประกาศนี้ไปแล้วค่ะ", name=named(decider))


def named(member: Member | None) -> str:
    return (member and (member.name or member.line_name)) or _("ผู้ประสานงานอีกคน")

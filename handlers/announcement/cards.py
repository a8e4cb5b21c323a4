"""How announcements look: to those who get them, and to her who writes them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from bot import dates, limits, outcome, quota, ways
from bot.bangkok import local
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language, speaking
from bot.messages import Action, Message, pick, press, text
from handlers.announcement import flow
from models import Announcement, Club, Progress

if TYPE_CHECKING:
    from handlers.announcement.actions import Plan

LONGEST = 4500  # UTF-16 units, so that the heading fits into one message with it
LISTED, MORE = 3, N_("ดูเพิ่ม")


SEND, SEND_THEN = N_("ส่งเลย"), N_("ส่งตามเวลานี้")
REPLACE, KEEP = N_("ใช้ข้อความใหม่"), N_("ใช้ข้อความเดิม")
TRY, WHEN, REWRITE = N_("ลองส่งให้ฉันดูก่อน"), N_("ตั้งเวลา"), N_("แก้ไขข้อความ")

DOUBTS = {
    flow.Doubt.NO_TIME: N_("น้องสตรองยังอ่านวันและเวลานี้ไม่ออกค่ะ"),
    flow.Doubt.NO_SUCH_DAY: N_("ไม่มีวันที่นี้ในปฏิทินค่ะ ลองตรวจวันและเดือนอีกครั้งนะคะ"),
    flow.Doubt.SEVERAL: N_("คำนี้หมายถึงได้หลายเวลาค่ะ ขอวันที่และเวลาแบบเต็มนะคะ"),
    flow.Doubt.PAST: N_("เวลานั้นผ่านไปแล้วค่ะ ขอเวลาที่ยังมาไม่ถึงนะคะ"),
    flow.Doubt.TOO_FAR: N_("ตั้งเวลาล่วงหน้าได้ไม่เกินหนึ่งปีค่ะ"),
}

Draft = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class For(Button, tag="announcement.for"):
    club: Number


class Others(Button, tag="announcement.others"):
    """More of the clubs that she coordinates."""

    skip: Number


class Send(Button, tag="announcement.send"):
    draft: Draft


class Try(Button, tag="announcement.try"):
    draft: Draft


class When(Button, tag="announcement.when"):
    draft: Draft


class Rewrite(Button, tag="announcement.rewrite"):
    draft: Draft


class Waiting(Button, tag="announcement.waiting"):
    skip: Number


class Replace(Button, tag="announcement.replace"):
    """`by` names the draft with the new text, so that a second press changes nothing."""

    draft: Draft
    by: Draft


class Keep(Button, tag="announcement.keep"):
    draft: Draft


class Cancel(Button, tag="announcement.cancel"):
    announcement: Number


def announcement(club: Club, words: str) -> Message:
    """What members get: plain text, so that it can be copied and its links open.

    Everybody gets the same, so its heading is Thai whoever writes it.
    """
    with speaking("th"):
        heading = _("ประกาศจากชมรม STRONG {club}", club=club.name)
    return text(heading + "\n\n" + words)


def ask_club(clubs: Sequence[Club], skip: int = 0) -> Message:
    shown, rest = clubs[skip : skip + LISTED], len(clubs) > skip + LISTED
    more = [press(_(MORE), Others(skip=skip + LISTED))] if rest else []
    return card(
        _("ประกาศของชมรมไหนคะ"),
        _("แตะหรือพิมพ์ชื่อชมรมก็ได้ค่ะ"),
        secondary=[press(club.name, For(club=club.id)) for club in shown],
        links=[*more, ways.cancel()],
    )


def ask_text(club: Club) -> Message:
    words = _(
        "พิมพ์ข้อความที่อยากบอกสมาชิกชมรม STRONG {club} ได้เลยค่ะ จะยังไม่ส่งจนกว่าคุณจะกดส่งนะคะ", club=club.name
    )
    return text(words, ways.cancel())


def too_long(units: int) -> Message:
    words = _(
        "ข้อความยาว {units} ตัวอักษร ส่งได้ไม่เกิน {most} ตัวค่ะ รบกวนย่อแล้วพิมพ์ใหม่นะคะ",
        units=units,
        most=LONGEST,
    )
    return text(words, ways.cancel())


def check(draft: flow.Checking, plan: "Plan", now: datetime) -> Message:
    """Everything that matters before it leaves: to whom, when, at what price."""
    when = dates.moment(draft.due, language()) if draft.due else _("ตอนนี้")
    can_send = plan.affordable and plan.recipients > 0
    everybody = _("สมาชิกทั้งหมด {count} คน", count=plan.recipients)
    rows = [(_("ผู้รับ"), everybody), (_("เวลาส่ง"), when)]
    if can_send:
        rows.append(_cost(plan))
    later = pick(
        _(WHEN),
        When(draft=draft.draft),
        initial=flow.tomorrow_morning(now),
        earliest=flow.earliest(now),
    )
    send = _(SEND_THEN) if draft.due else _(SEND)
    return card(
        _("ตรวจข้อความก่อนส่งนะคะ"),
        quoted=draft.text,
        band=_("ตรวจก่อนส่ง"),
        tone=Tone.CHECK,
        rows=rows,
        note=_asks(plan) if can_send and plan.asked else None,
        warning=None if can_send else _obstacle(plan),
        primary=press(send, Send(draft=draft.draft)) if can_send else None,
        secondary=[press(_(TRY), Try(draft=draft.draft))],
        links=[later, press(_(REWRITE), Rewrite(draft=draft.draft)), ways.cancel()],
        alt=_("ตรวจก่อนส่งประกาศ ถึง {count} คน", count=plan.recipients),
    )


def _asks(plan: "Plan") -> str:
    return _(
        "ผู้ประสานงานอีกคนต้องอนุมัติก่อน น้องสตรองจะถาม {count} คน คนละ 1 ข้อความค่ะ",
        count=plan.asked,
    )


def _cost(plan: "Plan") -> tuple[str, str]:
    """What runs out first: the club's share, or what all have together."""
    price = _("จะใช้ {price} ข้อความ", price=plan.price)
    if plan.share and (plan.left is None or plan.share.free < plan.left.free):
        return _("งบของชมรม"), price + " " + quota.remains(plan.share, plan.price)
    return _("โควตา"), price + " " + quota.remains(plan.left, plan.price)


def too_dear(plan: "Plan") -> str:
    if plan.share and not plan.within_share:
        return _(
            "ต้องใช้ {price} ข้อความ แต่งบของชมรมเดือนนี้เหลือ {left} จาก {total} ค่ะ ขอเพิ่มได้จากผู้ดูแลระบบ",
            price=plan.price,
            left=max(plan.share.free, 0),
            total=plan.share.total,
        )
    return quota.too_dear(plan.left, plan.price) or ""


def ask_time(doubt: flow.Doubt | None = None) -> Message:
    words = _("พิมพ์วันและเวลาที่จะส่งได้เลยค่ะ เช่น พรุ่งนี้ 9 โมงเช้า หรือ 8 ก.ค. 09.00 น.")
    if doubt:
        words = _(DOUBTS[doubt]) + "\n" + words
    return text(words, ways.back(), ways.cancel())


def ask_hour(day: date) -> Message:
    """The day is kept; only what is missing is asked for."""
    words = _("{day} กี่โมงคะ พิมพ์เวลาได้เลยค่ะ เช่น 9 โมงเช้า หรือ 14.30", day=dates.day(day, language()))
    return text(words, ways.back(), ways.cancel())


def offer(draft: flow.Checking, by: str) -> Message:
    """Something else was typed at the card: nothing is replaced unasked, and nothing is lost."""
    return card(
        _("เปลี่ยนประกาศเป็นข้อความนี้ไหมคะ"),
        quoted=draft.instead,
        note=_("ข้อความเดิมยังอยู่ ยังไม่มีอะไรถูกส่งค่ะ"),
        band=_("ขอถามก่อนค่ะ"),
        tone=Tone.CHECK,
        primary=press(_(REPLACE), Replace(draft=draft.draft, by=by)),
        secondary=[press(_(KEEP), Keep(draft=draft.draft))],
        links=[ways.cancel()],
    )


def scheduled(announcement: Announcement, *, later: bool, exhausted: bool = False) -> Message:
    if announcement.progress is Progress.CANCELLED:
        return cancelled()
    count = announcement.reserved
    if not later:
        words = _("กำลังส่งถึงสมาชิก {count} คนค่ะ", count=count)
        if exhausted:
            words = _("บันทึกประกาศแล้วค่ะ") + "\n" + outcome.held()
        return text(words, stop(announcement), ways.menu(), ways.announce())
    return card(
        _("ตั้งเวลาแล้วค่ะ"),
        _("จะส่งถึงสมาชิก {count} คน", count=count),
        dates.moment(announcement.due, language()),
        band=_("✓ ตั้งเวลาแล้ว"),
        tone=Tone.GOOD,
        primary=ways.menu(),
        links=[stop(announcement)],
    )


def unsent(waiting: Sequence[Announcement], skip: int = 0) -> Message:
    """What can still be stopped, three at a time."""
    if not waiting:
        return text(_("ไม่มีประกาศที่รอส่งอยู่ค่ะ"), ways.announce(), ways.menu())
    shown = [(begins(each), _due(each), stop(each)) for each in waiting[skip : skip + LISTED]]
    rest = len(waiting) > skip + LISTED
    more = press(_(MORE), Waiting(skip=skip + LISTED)) if rest else None
    return listing(_("ประกาศที่ยังส่งไม่หมดค่ะ"), shown, more=more, quick=[ways.menu()])


def begins(announcement: Announcement) -> str:
    return limits.fit_utf16(announcement.text.strip().partition("\n")[0], 60)


def _due(announcement: Announcement) -> str:
    asked = announcement.progress is Progress.ASKED
    when = _("รออนุมัติ") if asked else dates.moment(announcement.due, language())
    return when + " · " + announcement.club.name


def stop(announcement: Announcement) -> Action:
    return press(_("ยกเลิกประกาศนี้"), Cancel(announcement=announcement.id))


def cancelled(sent: int = 0) -> Message:
    words = _("ยกเลิกประกาศแล้วค่ะ ไม่มีใครได้รับ")
    if sent:
        words = _("หยุดแล้วค่ะ ส่งออกไปก่อนแล้ว {count} คน ที่เหลือจะไม่ได้รับนะคะ", count=sent)
    return text(words, ways.announce(), ways.menu())


def old_draft() -> Message:
    return text(_("ร่างประกาศนี้เก่าแล้วค่ะ พิมพ์ “ประกาศ” เพื่อเขียนใหม่นะคะ"), ways.announce(), ways.menu())


def news(latest: Sequence[Announcement]) -> list[Message]:
    """The newest last, as a chat reads."""
    told = [
        text(
            dates.day(local(each.due).date(), language())
            + "\n"
            + limits.fit_utf16(each.text, LONGEST)
        )
        for each in reversed(latest)
    ]
    if not told:
        return [text(_("ยังไม่มีประกาศจากชมรมของคุณค่ะ"), ways.events(), ways.menu())]
    return [*told, text(_("ประกาศล่าสุดจากชมรมของคุณค่ะ"), ways.events(), ways.menu())]


def _obstacle(plan: "Plan") -> str:
    if plan.recipients == 0:
        return _("ชมรมนี้ยังไม่มีสมาชิกที่รับข้อความได้ค่ะ")
    return too_dear(plan)

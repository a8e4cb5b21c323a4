"""How announcements look: to those who get them, and to her who writes them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot import dates, quota, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card
from bot.language import N_, _, language
from bot.messages import Message, choose_picture, pick, press, text
from handlers.announcement import flow, parts_cards
from handlers.announcement.content import LONGEST, Draft
from handlers.announcement.repeating_flow import Rule, written
from models import Club

if TYPE_CHECKING:
    from handlers.announcement.actions import Plan

LISTED, MORE = 3, N_("ดูเพิ่ม")

SEND, SEND_THEN = N_("ส่งเลย"), N_("ส่งตามเวลานี้")
REPLACE, KEEP = N_("ใช้ข้อความใหม่"), N_("ใช้ข้อความเดิม")
TRY, WHEN, REWRITE = N_("ลองส่งให้ฉันดูก่อน"), N_("ตั้งเวลา"), N_("แก้ไขข้อความ")
FURTHER = N_("เพิ่มเติม")

DOUBTS = {
    flow.Doubt.NO_TIME: N_("น้องสตรองยังอ่านวันและเวลานี้ไม่ออกค่ะ"),
    flow.Doubt.NO_SUCH_DAY: N_("ไม่มีวันที่นี้ในปฏิทินค่ะ ลองตรวจวันและเดือนอีกครั้งนะคะ"),
    flow.Doubt.SEVERAL: N_("คำนี้หมายถึงได้หลายเวลาค่ะ ขอวันที่และเวลาแบบเต็มนะคะ"),
    flow.Doubt.PAST: N_("เวลานั้นผ่านไปแล้วค่ะ ขอเวลาที่ยังมาไม่ถึงนะคะ"),
    flow.Doubt.TOO_FAR: N_("ตั้งเวลาล่วงหน้าได้ไม่เกินหนึ่งปีค่ะ"),
}


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


class Further(Button, tag="announcement.further"):
    draft: Draft


class Rewrite(Button, tag="announcement.rewrite"):
    draft: Draft


class Replace(Button, tag="announcement.replace"):
    """`by` names the draft with the new text, so that a second press changes nothing."""

    draft: Draft
    by: Draft


class Keep(Button, tag="announcement.keep"):
    draft: Draft


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
        "พิมพ์ข้อความที่อยากบอกสมาชิกชมรม STRONG {club} หรือส่งรูปมาได้เลยค่ะ จะยังไม่ส่งจนกว่าคุณจะกดส่งนะคะ",
        club=club.name,
    )
    return text(words, choose_picture(_("เลือกรูป")), ways.cancel())


def too_long(units: int) -> Message:
    words = _(
        "ข้อความยาว {units} ตัวอักษร ส่งได้ไม่เกิน {most} ตัวค่ะ รบกวนย่อแล้วพิมพ์ใหม่นะคะ",
        units=units,
        most=LONGEST,
    )
    return text(words, ways.cancel())


def check(
    draft: flow.Checking, plan: "Plan", now: datetime, *, picture: str | None = None
) -> Message:
    """Everything that matters before it leaves: to whom, when, at what price."""
    can_send = plan.affordable and plan.recipients > 0
    rows = [(_("ผู้รับ"), to_how_many(plan)), (_("เวลาส่ง"), _when(draft, plan, now))]
    if can_send:
        rows.append(_cost(plan))
    if more := parts_cards.what_else(draft):
        rows.insert(0, (_("แนบ"), more))
    later = pick(
        _(WHEN),
        When(draft=draft.draft),
        initial=flow.tomorrow_morning(now),
        earliest=flow.earliest(now),
    )
    send = _(SEND_THEN) if plan.leaves > now else _(SEND)
    further = press(_(FURTHER), Further(draft=draft.draft))
    return card(
        _("ตรวจข้อความก่อนส่งนะคะ"),
        quoted=draft.content.text or None,
        picture=picture,
        band=_("ตรวจก่อนส่ง"),
        tone=Tone.CHECK,
        rows=rows,
        note=_asks(plan) if can_send and plan.asked else None,
        warning=plan.warning if can_send else _obstacle(plan),
        primary=press(send, Send(draft=draft.draft)) if can_send else None,
        secondary=[press(_(TRY), Try(draft=draft.draft))],
        links=[later, further, press(_(REWRITE), Rewrite(draft=draft.draft)), ways.cancel()],
        alt=_("ตรวจก่อนส่งประกาศ ถึง {count} คน", count=plan.recipients),
    )


def to_how_many(plan: "Plan") -> str:
    return _("{whom} {count} คน", whom=plan.whom, count=plan.recipients)


def _when(draft: flow.Checking, plan: "Plan", now: datetime) -> str:
    """Its own time, or the morning after a night in which nobody is disturbed."""
    if plan.leaves <= now and not draft.rule:
        return _("ตอนนี้")
    leaves = dates.moment(plan.leaves, language())
    if draft.rule:
        repeated = written(Rule.model_validate(draft.rule))
        return _("{rule} ครั้งแรก {when}", rule=repeated, when=leaves)
    if plan.leaves == draft.due:
        return leaves
    return _("{when} (พ้นเวลางดรบกวนแล้ว)", when=leaves)


def _asks(plan: "Plan") -> str:
    return _(
        "ผู้ประสานงานอีกคนต้องอนุมัติก่อน น้องสตรองจะถาม {count} คน คนละ 1 ข้อความค่ะ",
        count=plan.asked,
    )


def _cost(plan: "Plan") -> tuple[str, str]:
    """What runs out first: the club's share, or what all have together."""
    price = _("จะใช้ {price} ข้อความ", price=plan.price)
    purse = quota.scarcer(plan.left, plan.share)
    named = _("งบของชมรม") if purse is plan.share and purse else _("โควตา")
    return named, price + " " + quota.remains(purse, plan.price)


def too_dear(plan: "Plan") -> str:
    beyond = quota.beyond_share(plan.share, plan.price)
    return beyond or quota.too_dear(plan.left, plan.price) or ""


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
        secondary=[
            press(_(KEEP), Keep(draft=draft.draft)),
            press(_(parts_cards.APPEND), parts_cards.Append(draft=draft.draft, by=by)),
        ],
        links=[ways.cancel()],
    )


def old_draft() -> Message:
    return text(_("ร่างประกาศนี้เก่าแล้วค่ะ พิมพ์ “ประกาศ” เพื่อเขียนใหม่นะคะ"), ways.announce(), ways.menu())


def _obstacle(plan: "Plan") -> str:
    if plan.recipients == 0:
        return _("ยังไม่มีใครในกลุ่มนี้ที่รับข้อความได้ค่ะ")
    return too_dear(plan)

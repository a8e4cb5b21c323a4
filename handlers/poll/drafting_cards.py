"""How making a poll looks to the coordinator who makes it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import Field

from bot import dates, limits, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card
from bot.language import N_, _, language
from bot.messages import Message, link, press, say, share_link, text
from handlers.poll import cards
from handlers.poll.flow import (
    FEWEST,
    LONGEST_CHOICE,
    LONGEST_QUESTION,
    MANY,
    Drafting,
    Fault,
    Step,
)
from models import Club, Poll

SOME = 5  # numbers that are offered to tap
OPEN, CHANGE = N_("เปิดโพล"), N_("แก้ไขโพล")
QUESTIONS = {
    Step.QUESTION: N_("อยากถามสมาชิกว่าอะไรคะ พิมพ์คำถามมาได้เลยค่ะ"),
    Step.CHOICES: N_("มีตัวเลือกอะไรคะ พิมพ์บรรทัดละข้อในข้อความเดียว 2 ถึง 10 ข้อค่ะ"),
    Step.MOST: N_("ให้แต่ละคนเลือกได้มากสุดเท่าไรคะ แตะ “ข้าม” ถ้าเลือกได้ข้อเดียวค่ะ"),
}
FAULTS = {
    Fault.LONG_QUESTION: N_("คำถามยาวไปค่ะ ขอไม่เกิน {question} ตัวอักษรนะคะ"),
    Fault.FEW: N_("ขอตัวเลือกอย่างน้อย {fewest} ข้อค่ะ พิมพ์บรรทัดละข้อนะคะ"),
    Fault.MANY: N_("ตัวเลือกมากไปค่ะ ขอไม่เกิน {many} ข้อนะคะ"),
    Fault.LONG_CHOICE: N_("ตัวเลือกบางข้อยาวไปค่ะ ขอข้อละไม่เกิน {choice} ตัวอักษรนะคะ"),
    Fault.TWICE: N_("มีตัวเลือกซ้ำกันค่ะ ตรวจแล้วพิมพ์ใหม่ทั้งหมดนะคะ"),
    Fault.NO_NUMBER: N_("พิมพ์เป็นตัวเลขนะคะ ไม่น้อยกว่า 1 และไม่เกินจำนวนตัวเลือกค่ะ"),
}

Draft = Annotated[str, Field(pattern="^[0-9A-Z]{1,32}$")]


class For(Button, tag="poll.for"):
    """Ask this club."""

    club: Number


class Open(Button, tag="poll.open"):
    draft: Draft


class Change(Button, tag="poll.change"):
    draft: Draft


def ask_club(clubs: Sequence[Club]) -> Message:
    return card(
        _("ถามสมาชิกของชมรมไหนคะ"),
        _("แตะหรือพิมพ์ชื่อชมรมก็ได้ค่ะ"),
        secondary=[press(club.name, For(club=club.id)) for club in clubs[: cards.SHOWN]],
        links=[ways.cancel()],
    )


def not_hers() -> Message:
    words = _("ทำโพล ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ พิมพ์ “โพล” เพื่อตอบโพลที่เปิดอยู่นะคะ")
    return text(words, cards.polls(), ways.menu())


def question(plan: Drafting) -> Message:
    """With what is there already, where she goes through it again."""
    quick = [ways.back(), ways.cancel()]
    if plan.step is Step.MOST:
        few = range(1, min(len(plan.choices), SOME) + 1)
        quick = [*(say(str(number)) for number in few), ways.skip(), *quick]
    elif plan.question and (plan.step is Step.QUESTION or plan.choices):
        quick = [ways.skip(), *quick]
    return text(_(QUESTIONS[plan.step]), *quick)


def wrong(fault: Fault) -> Message:
    limits_ = {"question": LONGEST_QUESTION, "choice": LONGEST_CHOICE}
    return text(_(FAULTS[fault], **limits_, fewest=FEWEST, many=MANY), ways.cancel())


def check(plan: Drafting, club: Club, closes: datetime) -> list[Message]:
    """As members will see it, and then what to do with it."""
    poll = Poll(id=0, club=club, question=plan.question, choices=list(plan.choices))
    poll.most, poll.closes = plan.most, closes
    return [
        cards.ballot(poll, ()),
        card(
            _("สมาชิกจะเห็นโพลแบบข้างบนค่ะ"),
            band=_("ตรวจก่อนเปิดโพล"),
            tone=Tone.CHECK,
            rows=[(_("ชมรม"), club.name), (_("ปิด"), dates.moment(closes, language()))],
            note=_("เปิดแล้วแก้ไม่ได้ แต่ปิดก่อนได้ และไม่เสียข้อความค่ะ"),
            primary=press(_(OPEN), Open(draft=plan.draft)),
            secondary=[press(_(CHANGE), Change(draft=plan.draft))],
            links=[ways.cancel()],
        ),
    ]


def only_shown() -> Message:
    return text(_("นี่เป็นตัวอย่างค่ะ กด “เปิดโพล” ก่อน แล้วสมาชิกจะตอบได้นะคะ"), ways.cancel())


def opened(poll: Poll, address: str | None) -> Message:
    """`address` opens the chat with the poll's words."""
    name = limits.fit_utf16(poll.club.name, cards.NAME)
    shared = _("ตอบโพลของชมรม {club}", club=name) + "\n" + (address or "")
    typed = cards.forwarded(poll.draft)
    return card(
        _("เปิดโพลแล้วค่ะ"),
        _("ส่งต่อลิงก์ในกลุ่มของชมรมได้เลย หรือให้สมาชิกพิมพ์ “{words}” ค่ะ", words=typed),
        quoted=poll.question,
        band=_("✓ เปิดแล้ว"),
        tone=Tone.GOOD,
        primary=link(_("ส่งต่อในกลุ่ม"), share_link(shared)) if address else None,
        secondary=[
            press(_(cards.RESULT), cards.Result(poll=poll.id)),
            press(_(cards.CLOSE), cards.AskClose(poll=poll.id)),
        ],
        links=[ways.menu()],
    )


def old_draft() -> Message:
    words = _("ร่างโพลนี้ใช้ไม่ได้แล้วค่ะ เริ่มใหม่ได้โดยพิมพ์ “ทำโพล”")
    return text(words, cards.make(), ways.menu())

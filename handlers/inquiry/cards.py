"""How asking and answering look: to members, and to their coordinators."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from bot import asking, dates, limits, quota, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card, listing
from bot.language import N_, _, language
from bot.messages import Action, Message, link, press, say, text
from handlers.inquiry import flow
from models import Club, Inquiry, Remark

SHOWN = 3  # things under each other, then “more”
LONGEST = 1_000  # UTF-16 units of a question or an answer
QUOTED = 60  # of them, so that a list shows what each is about
FREE, PAID, REWRITE = N_("ส่งฟรี"), N_("ส่งทันที"), N_("แก้ไขคำตอบ")
TALK, EARLIER, NO_TIP = N_("ดูที่คุยกันไว้"), N_("ดูข้อความก่อนหน้า"), N_("ไม่ใช่เบาะแส")
ASK_MODEL = N_("ถามชมรมต้นแบบ")

Draft = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class Ask(Button, tag="inquiry.ask"):
    club: Number


class AskModel(Button, tag="inquiry.model"):
    """Which model club to ask, from the `start`-th on."""

    start: Number = 0


class NoTip(Button, tag="inquiry.no_tip"):
    club: Number


class Talk(Button, tag="inquiry.talk"):
    """A member's own talk with a club; `before` is a remark."""

    club: Number
    before: Number | None = None


class Read(Button, tag="inquiry.read"):
    """A talk, for a coordinator."""

    inquiry: Number
    before: Number | None = None


class More(Button, tag="inquiry.more"):
    start: Number


class Send(Button, tag="inquiry.send"):
    inquiry: Number
    draft: Draft
    paid: bool


def contact(club: Club, names: Sequence[str], *, talking: bool) -> Message:
    """Whom to ask, when, and by which telephone; or here, in writing."""
    who = club.contact_name or ", ".join(names[:SHOWN]) or _("ยังไม่มีผู้ประสานงานที่บอกชื่อไว้")
    call = _call(club.contact_phone)
    write = press(_(asking.WRITE), Ask(club=club.id))
    rows = [(_("ชื่อ"), who)]
    if call:
        rows.append((_("โทร"), flow.telephone(club.contact_phone or "")))
    if club.contact_hours:
        rows.append((_("เวลา"), club.contact_hours))
    return card(
        _("ผู้ประสานงานของชมรม"),
        _("ชมรม STRONG {club}", club=club.name),
        rows=rows,
        primary=call or write,
        secondary=[write, hotlines()] if call else [hotlines()],
        links=[*([press(_(TALK), Talk(club=club.id))] if talking else []), ways.menu()],
    )


def contact_without_club(*, models: bool) -> Message:
    asking_models = [press(_(ASK_MODEL), AskModel())] if models else []
    return card(
        _("ติดต่อเจ้าหน้าที่"),
        _("เข้าชมรมก่อน แล้วน้องสตรองจะบอกได้ว่าใครเป็นผู้ประสานงานค่ะ"),
        _("ถ้าอยากคุยกับคนตอนนี้ โทรสายด่วนได้เลยนะคะ"),
        primary=hotlines(),
        secondary=[ways.join(), *asking_models],
        links=[ways.menu()],
    )


def models(clubs: Sequence[Club], start: int) -> Message:
    """Up to three model clubs; `clubs` may hold one more, which is not shown."""
    items = [(each.name, each.province, _ask(each)) for each in clubs[:SHOWN]]
    more = press(_("ดูเพิ่ม"), AskModel(start=start + SHOWN)) if len(clubs) > SHOWN else None
    return listing(_("ถามชมรมต้นแบบไหนคะ"), items, more=more, quick=[ways.menu()])


def ask(club: Club) -> Message:
    """What is written here is read by people who see her name."""
    return card(
        _("ฝากคำถามถึงผู้ประสานงาน"),
        _("พิมพ์คำถามถึงชมรม STRONG {club} ได้เลยค่ะ", club=club.name),
        _("ผู้ประสานงานจะเห็นชื่อและข้อความของคุณ แล้วตอบผ่านน้องสตรอง"),
        warning=_("ที่นี่ไม่ใช่ช่องทางแจ้งเบาะแสนะคะ"),
        primary=ways.cancel(),
        secondary=[ways.tip()],
    )


def too_long(units: int) -> Message:
    words = _(
        "ข้อความยาว {units} ตัวอักษร ส่งได้ไม่เกิน {most} ตัวค่ะ รบกวนย่อแล้วพิมพ์ใหม่นะคะ",
        units=units,
        most=LONGEST,
    )
    return text(words, ways.cancel())


def is_it_a_tip(club: Club) -> Message:
    """Nothing of it is quoted, kept, or sent."""
    return card(
        _("เรื่องนี้เป็นเบาะแสไหมคะ"),
        _("ยังไม่ได้ส่งและไม่ได้เก็บไว้ค่ะ ถ้าส่งที่นี่ ผู้ประสานงานจะเห็นชื่อคุณ"),
        _("ถ้าไม่ใช่ กด “ไม่ใช่เบาะแส” แล้วส่งข้อความเดิมอีกครั้งนะคะ"),
        band=_("ขอถามก่อนค่ะ"),
        tone=Tone.CHECK,
        primary=ways.tip(),
        secondary=[press(_(NO_TIP), NoTip(club=club.id))],
        links=[ways.cancel()],
    )


def send_again() -> Message:
    return text(_("ได้ค่ะ ส่งข้อความเดิมมาอีกครั้งได้เลย น้องสตรองจะส่งให้ผู้ประสานงานนะคะ"), ways.cancel())


def asked(club: Club, words: str) -> Message:
    return card(
        _("ฝากถึงผู้ประสานงานแล้วค่ะ"),
        _("ชมรม STRONG {club}", club=club.name),
        quoted=words,
        note=_("มีคำตอบเมื่อไร น้องสตรองจะบอกเมื่อคุณทักมานะคะ"),
        band=_("✓ ฝากแล้ว"),
        tone=Tone.GOOD,
        primary=press(_(TALK), Talk(club=club.id)),
        secondary=[ways.menu()],
    )


def somebody_asks(club: Club) -> Message:
    words = _("มีสมาชิกถามถึงชมรม {club} ค่ะ พิมพ์ “มีคนถาม” เพื่ออ่านและตอบนะคะ", club=club.name)
    return text(words, inquiries(), ways.menu())


def answered(inquiry: Inquiry, words: str) -> Message:
    """Plain text, so that it can be copied and its links open."""
    heading = _("ผู้ประสานงานชมรม STRONG {club} ตอบค่ะ", club=inquiry.club.name)
    further = _ask(inquiry.club, _(asking.ASK_MORE))
    return text(
        heading + "\n" + words, further, press(_(TALK), Talk(club=inquiry.club_id)), ways.menu()
    )


def waiting(open_: Sequence[Inquiry], start: int) -> Message:
    """Three at a time; `open_` may hold one more, which is not shown."""
    if not open_:
        return text(_("ตอนนี้ไม่มีคำถามค้างอยู่ค่ะ"), ways.announce(), ways.menu())
    items = [
        (begins(each), _whose(each), press(_("อ่านและตอบ"), Read(inquiry=each.id)))
        for each in open_[:SHOWN]
    ]
    more = press(_("ดูเพิ่ม"), More(start=start + SHOWN)) if len(open_) > SHOWN else None
    return listing(_("คำถามที่รอคำตอบค่ะ"), items, more=more, quick=[ways.menu()])


def said(inquiry: Inquiry, remarks: Sequence[Remark], *, to_coordinator: bool) -> list[Message]:
    """Up to three remarks, the newest last, as a chat reads; then what can be done."""
    shown = list(reversed(remarks[:SHOWN]))
    before = shown[0].id if len(remarks) > SHOWN else None
    closing = _to_answer if to_coordinator else _to_go_on
    return [*(_remark(inquiry, each) for each in shown), closing(inquiry, before)]


def nothing_said() -> Message:
    return text(_("ยังไม่ได้คุยอะไรกันไว้ค่ะ"), ways.contact(), ways.menu())


def check(
    draft: flow.Checking,
    inquiry: Inquiry,
    left: quota.Left | None,
    *,
    share: quota.Left | None,
    can_pay: bool,
) -> Message:
    """The answer, and what each way of sending it costs."""
    free, paid = (Send(inquiry=inquiry.id, draft=draft.draft, paid=each) for each in (False, True))
    price = _("ใช้ {price} ข้อความ", price=quota.price(1)) + " " + quota.remains(left, quota.price(1))
    rows = [(_("ผู้รับ"), name(inquiry)), (_(FREE), _("ถึงเมื่อสมาชิกทักมา"))]
    return card(
        _("ตรวจคำตอบก่อนส่งนะคะ"),
        quoted=draft.words,
        band=_("ตรวจก่อนส่ง"),
        tone=Tone.CHECK,
        rows=[*rows, (_(PAID), price)] if can_pay else rows,
        warning=None if can_pay else _why_unpaid(share),
        primary=press(_(FREE), free),
        secondary=[press(_(PAID), paid)] if can_pay else [],
        links=[press(_(REWRITE), Read(inquiry=inquiry.id)), ways.cancel()],
    )


def _why_unpaid(share: quota.Left | None) -> str:
    if share and share.free < quota.price(1):
        return _("งบของชมรมเดือนนี้ใช้ครบ {total} ข้อความแล้วค่ะ ส่งฟรีได้เสมอนะคะ", total=share.total)
    return _("ตอนนี้ส่งทันทีไม่ได้ค่ะ โควตาไม่พอ หรือสมาชิกปิดรับข้อความ")


def sent(*, paid: bool) -> Message:
    words = _("ส่งคำตอบแล้วค่ะ")
    if not paid:
        words = _("รับคำตอบแล้วค่ะ จะถึงสมาชิกเมื่อเขาทักมาครั้งหน้านะคะ")
    return text(words, inquiries(), ways.menu())


def inquiries() -> Action:
    return say(_("มีคนถาม"))


def hotlines() -> Action:
    return say(_("เบอร์สายด่วน"))


def name(inquiry: Inquiry) -> str:
    return inquiry.member.name or _("สมาชิก")


def begins(inquiry: Inquiry) -> str:
    """How the member's last words begin; what she asked may be unsent, and an answer remain."""
    hers = (each for each in reversed(inquiry.remarks) if not each.from_coordinator)
    last = next(hers, inquiry.remarks[-1])
    return limits.fit_utf16(last.words.strip().partition("\n")[0], QUOTED)


def _call(phone: str | None) -> Action | None:
    figures = flow.dialled(phone or "")
    shown = flow.telephone(phone or "")
    return link(_("โทร {number}", number=shown), f"tel:{figures}") if figures else None


def _ask(club: Club, label: str | None = None) -> Action:
    return press(label or _("ถามชมรมนี้"), Ask(club=club.id))


def _remark(inquiry: Inquiry, remark: Remark) -> Message:
    who = _("ผู้ประสานงาน") if remark.from_coordinator else name(inquiry)
    return text(f"{who} · {dates.moment(remark.said, language())}\n{remark.words}")


def _to_answer(inquiry: Inquiry, before: int | None) -> Message:
    earlier = Read(inquiry=inquiry.id, before=before) if before is not None else None
    return card(
        _("พิมพ์คำตอบได้เลยค่ะ"),
        _("จะยังไม่ส่งจนกว่าคุณจะกดส่งนะคะ"),
        primary=inquiries(),
        secondary=[press(_(EARLIER), earlier)] if earlier else [],
        links=[ways.cancel()],
        alt=_("คำถามจาก{name}", name=name(inquiry)),
    )


def _to_go_on(inquiry: Inquiry, before: int | None) -> Message:
    earlier = Talk(club=inquiry.club_id, before=before) if before is not None else None
    state = _("ตอบแล้วค่ะ") if inquiry.answered else _("รอผู้ประสานงานตอบค่ะ")
    return card(
        state,
        _("ชมรม STRONG {club}", club=inquiry.club.name),
        primary=_ask(inquiry.club, _(asking.ASK_MORE)),
        secondary=[press(_(EARLIER), earlier)] if earlier else [],
        links=[ways.menu()],
    )


def _whose(inquiry: Inquiry) -> str:
    when = dates.moment(inquiry.asked, language())
    return f"{name(inquiry)} · {inquiry.club.name} · {when}"

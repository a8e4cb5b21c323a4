"""How a member sees what is kept of her."""

from bot import ways
from bot.buttons import Button
from bot.flex import Tone, card
from bot.language import _
from bot.messages import Message, press, text
from models import Member


class Rename(Button, tag="member.rename"):
    pass


class Delete(Button, tag="member.delete"):
    """Asked twice: `sure` is the second yes."""

    sure: bool = False


def my_data(member: Member, coming: int, answered: int, day: str) -> Message:
    rows = [
        (_("ชื่อ"), member.name or _("ยังไม่ได้บอก")),
        (_("ชมรม"), member.club.name if member.club else _("ยังไม่ได้เข้าชมรม")),
        (_("ลงทะเบียนไว้"), _("{count} กิจกรรม", count=coming)),
        (_("ตอบคำถามแล้ว"), _("{count} ข้อ", count=answered)),
        (_("การแจ้งเตือน"), _("ปิดอยู่") if member.muted else _("เปิดอยู่")),
    ]
    agreed = _("ยินยอมเมื่อ {day} (ฉบับ {version})", day=day, version=member.consent)
    return card(
        _("ข้อมูลของฉัน"),
        rows=rows,
        note=agreed if member.consent else _("ยังไม่ได้ให้ความยินยอม"),
        primary=press(_("แก้ไขชื่อ"), Rename()),
        secondary=[press(_("ลบข้อมูลของฉัน"), Delete())],
        links=[ways.menu()],
    )


def ask_name(suggested: str | None) -> Message:
    """Ask for the name on rosters; LINE's own is offered."""
    offered = [] if suggested is None else [_say(suggested)]
    words = _("พิมพ์ชื่อและนามสกุลที่อยากให้อยู่ในรายชื่อได้เลยค่ะ")
    return text(words, *offered, ways.cancel())


def renamed(name: str) -> Message:
    return text(_("บันทึกชื่อ “{name}” แล้วค่ะ", name=name), ways.my_data(), ways.menu())


def ask_delete(*, sure: bool) -> Message:
    if sure:
        title = _("ขอถามอีกครั้งนะคะ ลบทั้งหมดจริงไหมคะ")
        line = _("ลบแล้วกู้คืนไม่ได้ค่ะ")
    else:
        title = _("ต้องการลบข้อมูลของคุณไหมคะ")
        line = _("ชื่อ ชมรม การลงทะเบียน ผลคำถาม และความยินยอม จะถูกลบทั้งหมด")
    return card(
        title,
        line,
        band=_("ลบข้อมูลของฉัน"),
        tone=Tone.DANGER,
        primary=ways.cancel(),
        secondary=[press(_("ลบข้อมูล"), Delete(sure=sure))],
    )


def deleted() -> Message:
    return text(
        _("ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ ขอบคุณที่เคยร่วมทางกันนะคะ อยากกลับมาเมื่อไรพิมพ์ “เข้าชมรม” ได้เสมอ")
    )


def muted(*, now: bool) -> Message:
    if now:
        words = _("ปิดการแจ้งเตือนแล้วค่ะ จะไม่มีข้อความส่งหาคุณก่อน ถามมาเมื่อไรก็ตอบเสมอนะคะ")
    else:
        words = _("เปิดการแจ้งเตือนแล้วค่ะ มีข่าวจะรีบบอกนะคะ")
    return text(words, ways.menu())


def language_changed() -> Message:
    return text(_("เปลี่ยนเป็นภาษาไทยแล้วค่ะ"), ways.menu())


def _say(name: str) -> dict[str, str]:
    return {"type": "message", "label": name, "text": name}

"""How a member sees what is kept of her."""

from bot import ways
from bot.buttons import Button
from bot.flex import Tone, card
from bot.language import N_, OWN_NAMES, _
from bot.messages import Message, press, say, text
from models import Member, Wants

DELETE = N_("ลบข้อมูล")


class Rename(Button, tag="member.rename"):
    pass


class Delete(Button, tag="member.delete"):
    """Asked twice: `sure` is the second yes."""

    sure: bool = False


def my_data(member: Member, coming: int, answered: int, day: str) -> Message:
    kept = _("ลงทะเบียน {coming} · คำถาม {answered} ข้อ", coming=coming, answered=answered)
    rows = [
        (_("ชื่อ"), member.name or _("ยังไม่ได้บอก")),
        (_("ชมรม"), member.club.name if member.club else _("ยังไม่ได้เข้าชมรม")),
        (_("บันทึกไว้"), kept),
    ]
    told = _("การแจ้งเตือนปิดอยู่") if member.wants is Wants.NOTHING else _("การแจ้งเตือนเปิดอยู่")
    agreed = _("ยินยอมเมื่อ {day} (ฉบับ {version})", day=day, version=member.consent)
    return card(
        _("ข้อมูลของฉัน"),
        rows=rows,
        note=(agreed if member.consent else _("ยังไม่ได้ให้ความยินยอม")) + " · " + told,
        primary=press(_("แก้ไขชื่อ"), Rename()),
        secondary=[press(_("ลบข้อมูลของฉัน"), Delete())],
        links=[ways.menu()],
    )


def renamed(name: str) -> Message:
    return text(_("บันทึกชื่อ “{name}” แล้วค่ะ", name=name), ways.my_data(), ways.menu())


def ask_delete(*, sure: bool) -> Message:
    if sure:
        title = _("ขอถามอีกครั้งค่ะ ลบทั้งหมดจริงไหมคะ")
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
        secondary=[press(_(DELETE), Delete(sure=sure))],
    )


def nothing_deleted() -> Message:
    return text(_("ยังไม่ได้ลบค่ะ ข้อมูลของคุณยังอยู่ครบนะคะ"))


def deleted() -> Message:
    words = _("ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ ขอบคุณที่เคยร่วมทางกันนะคะ อยากกลับมาเมื่อไร พิมพ์ “เข้าชมรม” ได้เสมอค่ะ")
    return text(words, ways.join(), ways.menu())


def muted(*, now: bool) -> Message:
    if now:
        words = _("ปิดการแจ้งเตือนแล้วค่ะ จะไม่ส่งข้อความหาคุณก่อน แต่ถามมาเมื่อไรก็ตอบเสมอนะคะ")
    else:
        words = _("เปิดการแจ้งเตือนแล้วค่ะ มีประกาศเมื่อไรจะส่งให้ทันทีนะคะ")
    return text(words, ways.menu())


def language_changed(now: str) -> Message:
    """The way back is in the other language, for whoever came here by mistake."""
    other = [say(name) for code, name in OWN_NAMES.items() if code != now]
    return text(_("เปลี่ยนเป็นภาษาไทยแล้วค่ะ"), *other, ways.menu())

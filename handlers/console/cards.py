"""How the way to the coordinators' web pages looks in the chat."""

from bot import dates, machine, ways
from bot.buttons import Button, Number
from bot.flex import Tone, card
from bot.language import N_, _, language
from bot.messages import Action, Message, link, press, say, text
from models import Entry

SURE, NOT_ME = N_("ยืนยัน"), N_("ไม่ใช่ฉัน")


class LetIn(Button, tag="console.in"):
    """A waiting machine is hers."""

    entry: Number


class TurnAway(Button, tag="console.away"):
    entry: Number


def way_in(address: str) -> Message:
    """`address` works once; it opens outside LINE, whose own browser forgets who signed in."""
    return card(
        _("หน้าจัดการชมรม"),
        _("ดูแลชมรมบนหน้าเว็บ ใช้ได้ทั้งมือถือและคอมพิวเตอร์"),
        _("ลิงก์นี้เป็นของคุณคนเดียว ใช้ได้ครั้งเดียวภายใน 5 นาทีค่ะ"),
        note=_("ถ้าลิงก์หมดอายุ พิมพ์ “หน้าจัดการชมรม” อีกครั้งนะคะ"),
        primary=link(_("เปิดหน้าจัดการชมรม"), f"{address}?openExternalBrowser=1"),
        secondary=[ways.menu()],
    )


def not_hers() -> Message:
    words = _("หน้าจัดการชมรมเปิดให้ผู้ประสานงานและผู้ดูแลระบบค่ะ มีเรื่องใด ถามผู้ประสานงานได้นะคะ")
    return text(words, ways.contact(), ways.menu())


def ask(entry: Entry) -> Message:
    """Which machine it is, and what nobody of ours ever asks for."""
    asked = dates.clock(entry.asked, language())
    which = machine.described(entry.machine)
    return card(
        _("ให้เครื่องนี้เข้าหน้าจัดการไหมคะ"),
        _("{machine} ที่เพิ่งขอเข้า เมื่อ {time}", machine=which, time=asked),
        band=_("ตรวจก่อนยืนยัน"),
        tone=Tone.CHECK,
        warning=_("ถ้ามีคนโทรหรือทักมาขอให้พิมพ์รหัสนี้ กด “ไม่ใช่ฉัน” นะคะ เจ้าหน้าที่ไม่เคยขอรหัสจากคุณ"),
        primary=press(_(SURE), LetIn(entry=entry.id)),
        secondary=[press(_(NOT_ME), TurnAway(entry=entry.id))],
    )


def let_in() -> Message:
    return card(
        _("เปิดหน้าจัดการให้แล้วค่ะ"),
        _("กลับไปดูที่หน้าจอเครื่องนั้นได้เลย"),
        note=_("เข้าผิดเครื่อง กด “ออกจากระบบทุกเครื่อง” ได้ทันทีนะคะ"),
        band=_("✓ ยืนยันแล้ว"),
        tone=Tone.GOOD,
        secondary=[leave_everywhere(), ways.menu()],
    )


def turned_away() -> Message:
    words = _("ไม่ให้เครื่องนั้นเข้าแล้วค่ะ ถ้ามีคนขอรหัสจากคุณ ไม่ต้องทำตามนะคะ")
    return text(words, leave_everywhere(), ways.menu())


def unknown() -> Message:
    words = _("รหัสนี้ไม่ตรงหรือหมดเวลาแล้วค่ะ ดูเลข 6 ตัวที่หน้าเว็บแล้วพิมพ์อีกครั้ง หรือขอรหัสใหม่นะคะ")
    return text(words, say(_("หน้าจัดการชมรม")), ways.menu())


def left_everywhere() -> Message:
    words = _("ออกจากหน้าจัดการทุกเครื่องแล้วค่ะ อยากเข้าอีก พิมพ์ “หน้าจัดการชมรม” นะคะ")
    return text(words, say(_("หน้าจัดการชมรม")), ways.menu())


def protected() -> Message:
    words = _("เพิ่มวิธียืนยันตัวตนสำหรับหน้าจัดการชมรมแล้วค่ะ ถ้าไม่ใช่คุณ บอกผู้ดูแลระบบทันทีนะคะ")
    return text(words, leave_everywhere(), ways.menu())


def forgotten() -> Message:
    words = _(
        "ล้างพาสคีย์และแอปรหัสของคุณแล้วค่ะ พิมพ์ “หน้าจัดการชมรม” แล้วตั้งใหม่ได้เลย ถ้าไม่ได้ขอ บอกผู้ดูแลระบบนะคะ"
    )
    return text(words, say(_("หน้าจัดการชมรม")), ways.menu())


def leave_everywhere() -> Action:
    return say(_("ออกจากระบบทุกเครื่อง"))

"""How the way to the coordinators' web pages looks in the chat."""

from bot import ways
from bot.flex import card
from bot.language import _
from bot.messages import Message, link, text


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

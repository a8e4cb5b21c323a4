"""How it looks what the month's messages are: all, gone, put aside, and left for a club."""

from collections.abc import Sequence

from bot import ways
from bot.flex import card
from bot.language import N_, _
from bot.messages import Message, text
from bot.quota import Left, Month
from models import Club

LINES, LISTED = 4, 2  # as much as is read at a glance
HOW = N_("ตอบกลับในแชตไม่นับค่ะ งบของแต่ละชมรม ผู้ดูแลระบบเปลี่ยนได้ที่หน้าจัดการชมรม")
Shares = Sequence[tuple[Club, Left | None]]


def month(month: Month | None, shares: Shares) -> Message:
    rows = [*(_account(month) if month else []), *_clubs(shares)]
    return card(
        _("ข้อความของเดือนนี้ค่ะ"),
        *([] if month else [_("บัญชีนี้ไม่จำกัดจำนวนข้อความ หรือยังไม่ทราบโควตา")]),
        rows=rows,
        note=_(HOW) if len(rows) < LINES else None,
        primary=ways.menu(),
    )


def _account(month: Month) -> list[tuple[str, str]]:
    left = max(month.free, 0)
    return [
        (_("ส่งไปแล้ว"), _("{sent} จาก {total} ข้อความ", sent=month.sent, total=month.total)),
        (_("เหลือทั้งบัญชี"), _("{left} (จองไว้ {reserved})", left=left, reserved=month.reserved)),
    ]


def _clubs(shares: Shares) -> list[tuple[str, str]]:
    """Those that have a part of their own."""
    return [
        (club.name, _("เหลือ {left} จาก {total}", left=max(share.free, 0), total=share.total))
        for club, share in shares
        if share
    ][:LISTED]


def for_coordinators() -> Message:
    return text(_("จำนวนข้อความของเดือน ผู้ประสานงานชมรมเป็นผู้ดูค่ะ"), ways.menu())

"""What stands on the rich menus, and how they are drawn."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot import menus, typeset

WIDTH, HEIGHT = 2500, 1686  # dots
COLUMNS, ROWS = 3, 2
TEMPLATE = Path(__file__).with_name("menu.typ")
DOTS_PER_INCH = 72  # a point of the template is a dot
CHAT_BAR = "เมนูน้องสตรอง"


@dataclass(frozen=True)
class Area:
    """One big word: pressing it types `says`, which anybody could type herself."""

    icon: str  # a drawing in the template
    word: str
    hint: str
    says: str
    main: bool = False


TIP = Area("shield", "แจ้งเบาะแส", "พบเห็นการทุจริต", "แจ้งเบาะแส")
ALL = Area("grid", "เมนูทั้งหมด", "ทุกอย่างที่ทำได้", "เมนู")
AREAS = {
    menus.MEMBERS: (
        Area("calendar", "กิจกรรม", "ดูและลงทะเบียน", "กิจกรรม", main=True),
        Area("question", "คำถามวันนี้", "ตอบสั้น ๆ ได้ความรู้", "คำถามวันนี้"),
        Area("news", "ข่าวสาร", "ประกาศของชมรม", "ข่าวสาร"),
        Area("talk", "ติดต่อ", "ถามผู้ประสานงาน", "ผู้ประสานงาน"),
        TIP,
        ALL,
    ),
    menus.COORDINATORS: (
        Area("horn", "ส่งประกาศ", "บอกสมาชิกทุกคน", "ส่งประกาศ", main=True),
        Area("calendar", "กิจกรรม", "ดูว่าใครมาบ้าง", "กิจกรรม"),
        Area("clock", "ที่รอส่ง", "ดูหรือหยุดประกาศ", "ประกาศที่รอส่ง"),
        Area("question", "มีคนถาม", "อ่านและตอบสมาชิก", "มีคนถาม"),
        TIP,
        ALL,
    ),
}


def menu(name: str) -> dict[str, Any]:
    """The menu as LINE is told of it; its name tells whether it is out of date."""
    return {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "name": f"strong {name} {drawn(name)[:12]}",
        "chatBarText": CHAT_BAR,
        "areas": [_pressable(place, area) for place, area in enumerate(AREAS[name])],
    }


def ours(menu_name: str) -> bool:
    """Whether a menu at LINE was published from here; an administrator may have made others."""
    return menu_name.startswith("strong ")


def picture(name: str) -> bytes:
    told = {"areas": _told(AREAS[name]), "coordinators": name == menus.COORDINATORS}
    return typeset.png(TEMPLATE, told, dots_per_inch=DOTS_PER_INCH)


def drawn(name: str) -> str:
    """A digest of all that the menu says and looks like."""
    parts = [json.dumps(_told(AREAS[name])), TEMPLATE.read_text(encoding="utf-8"), CHAT_BAR]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _told(areas: Sequence[Area]) -> list[dict[str, Any]]:
    return [asdict(area) for area in areas]


def _pressable(place: int, area: Area) -> dict[str, Any]:
    """Whole dots, and none left over: the last column and row take the rest."""
    row, column = divmod(place, COLUMNS)
    left, right = WIDTH * column // COLUMNS, WIDTH * (column + 1) // COLUMNS
    top, bottom = HEIGHT * row // ROWS, HEIGHT * (row + 1) // ROWS
    return {
        "bounds": {"x": left, "y": top, "width": right - left, "height": bottom - top},
        "action": {"type": "message", "label": area.word, "text": area.says},
    }

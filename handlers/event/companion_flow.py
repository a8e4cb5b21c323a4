"""Whose name a member puts down beside her own. Nothing here touches the chat or the database."""

import re

from bot.conversation import State
from bot.spelling import without_particles

MOST = 5  # people whose names one member puts down for one event
_ASKED = re.compile(
    "(?:ลงชื่อ|ลงทะเบียน|สมัคร|จองที่นั่ง|จองที่|จอง|ใส่ชื่อ|เพิ่มชื่อ|เขียนชื่อ)(?:เข้าร่วม)?"
    " *(?P<how>แทน|เผื่อ|ให้) *(?P<name>.*)"
    "|(?:พา|นำ) *(?P<taken>.+?) *(?:ไป|มา) *(?:ด้วย|กัน|ร่วม)"
    "|(?:sign up|register|put down) (?:for )?(?:(?:somebody|someone)(?: else)?$|(?P<other>.+))",
    re.IGNORECASE,
)
_HERSELF = re.compile(
    "(?:ผม|หนู|ฉัน|ดิฉัน|เรา|ตัวเอง)?(?:หน่อย|ที|ด้วย|ยังไง|ตรงไหน|ได้เลย|ไหน)?"
    "|me|myself|us|for .*|the .*|.*event.*",
    re.IGNORECASE,
)
_NOBODY = re.compile("(?:คน)?(?:อื่น|ใคร|ด้วย).*|.*(?:ไหม|มั้ย|บ้าง)")


class PuttingDown(State, tag="event.putting_down"):
    """What was not said yet is asked: which event, and who comes to it."""

    event: int | None = None
    name: str = ""


def asked(said: str) -> str | None:
    """The name of another who is to come, as typed: “ลงชื่อแทนคุณยายด้วยค่ะ”; empty: not said.

    None where she speaks of herself: “ลงทะเบียนให้หน่อยค่ะ”.
    """
    found = _ASKED.search(said.strip())
    if found is None:
        return None
    name = without_particles(found["name"] or found["taken"] or found["other"] or "").strip()
    unsaid = found["how"] == "ให้" or found["other"]
    return None if unsaid and _HERSELF.fullmatch(name) else _named(name)


def _named(name: str) -> str:
    return "" if _NOBODY.fullmatch(name) else name

"""Asking a member for the name on rosters: in the same way wherever it is asked."""

import re

from bot import ways, words
from bot.language import _
from bot.messages import Message, say, text
from bot.spelling import without_particles
from bot.turn import Aside
from content.intents import INTENTS
from models import Member
from models.name import person_name

_INTRODUCTION = re.compile(
    "^(?:(?:ผม|ดิฉัน|ฉัน|หนู)? ?ชื่อ(?:ว่า|คือ)? ?|my name is |i am )", re.IGNORECASE
)
_AFTERWORD = re.compile("(?: นะ| )?(?:ค่ะ|ครับ|คับ)$|(?: นะ| )คะ$")  # นะ and คะ may end a surname
_WISH = re.compile("^(?:ขอ(?!ง)|อยาก|ไม่|ช่วย|จะ|ต้องการ|please|i want|i will)", re.IGNORECASE)
_QUESTION = re.compile(
    "(?:ไหม|มั้ย|เปล่า|ไหน|อะไร|เมื่อไร|เมื่อไหร่|เท่าไร|เท่าไหร่|ยังไง|อย่างไร|หรือยัง|รึยัง|ใคร|ทำไม)$"
    "|กี่(?:โมง|คน|วัน|ที่|บาท|ชั่วโมง)|^(?:ทำไม|ใคร|อะไร|what|when|where|who|why|how) ?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    "ไม่|อยาก|แล้ว|พรุ่งนี้|วันนี้|เมื่อวาน|ต้องการ|ทั้งหมด|ทุกงาน|กำลังจะ|ทำไม|http|www|[0-9๐-๙]"
)
_ALSO_NAMES = re.compile("^(?:สมัคร|ประชุม|ของขวัญ) ")  # before a surname
_WORDS = 6  # ว่าที่ ร.ต. หญิง สมศรี ณ อยุธยา


def ask(member: Member) -> Message:
    """Ask for it; LINE's own is offered where it could be one."""
    return _asking(_("ขอชื่อและนามสกุลสำหรับรายชื่อผู้เข้าร่วมค่ะ พิมพ์มาได้เลยนะคะ"), member)


def ask_again(member: Member) -> Message:
    return _asking(_("ขอชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 80 ตัวนะคะ เช่น สมชาย ใจดี"), member)


def read(said: str) -> str | None:
    """The name that was typed; None where this is none, but a sign, a sentence or a question."""
    bare = _AFTERWORD.sub("", _INTRODUCTION.sub("", said.strip()))
    name = None if words.is_phrase(said) else person_name(bare)
    return None if name is None or _is_question(name) or _is_sentence(name) else name


def is_other_matter(said: str) -> bool:
    """Whether this means something of its own, and so is no answer to the question for a name."""
    if words.is_phrase(said):
        return words.is_request(said)
    if _ALSO_NAMES.match(said.strip()) and read(said):
        return False
    return words.asks_inside(said) or (read(said) is None and _is_request(words.intent(said)))


def beside(member: Member, said: str) -> Aside | None:
    """What is looked at is answered, and the name asked again; anything else leaves the name."""
    meant = words.intent(said)
    looks = meant is not None and INTENTS[meant].effect == "shows"
    return Aside([ask(member)]) if looks else None


def _is_request(intent: str | None) -> bool:
    return intent is not None and INTENTS[intent].effect not in {"answer", "courtesy"}


def _is_question(name: str) -> bool:
    return bool(_QUESTION.search(without_particles(name)))


def _is_sentence(name: str) -> bool:
    wished = bool(_WISH.search(name)) and words.understood(name)
    return wished or bool(_SENTENCE.search(name)) or len(name.split()) > _WORDS


def _asking(question: str, member: Member) -> Message:
    known = person_name(member.line_name or "")
    return text(question, *([say(known)] if known else []), ways.back(), ways.cancel())

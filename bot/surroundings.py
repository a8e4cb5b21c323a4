"""How the words around a phrase turn its meaning: denied, asked about, thanked for, or past."""

import re

from content.intents import INTENTS

WINDOW = 40  # code points on each side that can turn a phrase

_DENIED = re.compile(
    "(?:(?<!ทน)(?<!รับ)ไม่|บ่|อย่า|ห้าม|ไร้|ปลอด|ต้าน|ปราบ|ปราม|ป้องกัน|เลิก)"
    "(?:ทน|ชอบ|ใช่|ได้|บอก|หมายความ|ว่า|มี|ใคร|คน|เคย|คิด|อยาก|ต้องการ|ต้อง|ยอม|กล้า|ขอ|จะ|ให้|พบ|เห็น|การ|เรื่อง|มา|ไป)*$"
)
_TROUBLE = re.compile("ไม่(?:ได้|เป็น|ถูก|สำเร็จ|ผ่าน)")
_ASKING = "(?:[ไใ]หน|ไหม|ป่าว|เปล่า|หรือ|รึยัง|เหรอ|หรอ|ยังไง|ยังงัย|อย่างไร|ทำไ|อะไร|เมื่อไ|เท่าไ|กี่|ใคร)"
_ASKED = re.compile(_ASKING)
_REPORTED = "<[^>]*(?:แจ้ง|แจง|ร้อง|ฟ้อง|ส่ง|รายงาน|เบาะแส|report)[^>]*>"  # not โกง, เรียกเงิน
_TURNS_OF_TIP = (
    tuple(  # what stands around the phrase, told as before<phrase>after; the first that fits
        (re.compile(around), meant)
        for around, meant in (
            (">กาง", ()),  # โกงกาง is a mangrove
            (">.*(?:คือ|หมายถึง|หมายความ|แปลว่า)", ("help",)),
            ("(?:ที่|ทาง|ตรง|หน่วย|หน่วยงาน)[ไใ]หน|ที่ใด|ช่องทาง|กับใคร|ใครได้|ใครรับ|เบอร์", ("hotline",)),
            (_REPORTED + ".{0,12}?(?:ไปแล้ว|ไว้|ไปเมื่อ|ไปตั้งแต่|ถึง[ไใ]หน|คืบหน้า)", ("track_tip",)),
            (_REPORTED + "แล้ว(?:ค่ะ|คะ|ครับ|คับ|นะ|จ้า|ไม่|ยัง|$)", ("track_tip", "tip")),
            (f"ใคร<|>ไม่(?:ได้|เป็น|ถูก|สำเร็จ|ผ่าน)|>.*{_ASKING}", ("tip", "help")),
        )
    )
)
_FOR_IT = re.compile("(?:มาก|ค่ะ|คะ|ครับ|คับ|นะ|คุณ|ทุกท่าน|ท่าน|พี่)*(?:ที่|สำหรับ)")
_HARMLESS_SIDE = {"cancel_event": "events", "announce": "news"}  # who asks wants to look


def thanked_for(after: str) -> bool:
    """Whether what follows a word of thanks is what one is thanked for."""
    return bool(_FOR_IT.match(after))


def denied(before: str) -> bool:
    return bool(_DENIED.search(before))


def asked(after: str) -> bool:
    return bool(_ASKED.search(after))


def turned(intent: str, phrase: str, before: str, after: str, *, question: bool) -> tuple[str, ...]:
    """What this phrase of an intent stands for here; more than one name when it must be asked."""
    effect = INTENTS[intent].effect
    if effect not in {"records", "grave", "urgent"}:
        return (intent,)
    if denied(before):
        return ()
    if intent == "tip":
        return _tip(f"{before}<{phrase}>{after}", question=question)
    if _TROUBLE.match(after):
        return (intent, "help")
    if effect == "grave" and (question or asked(after)):
        look = _HARMLESS_SIDE.get(intent)
        return (look,) if look else (intent, "help")
    return (intent,)


def _tip(around: str, *, question: bool) -> tuple[str, ...]:
    unturned = ("tip", "help") if question else ("tip",)
    return next((meant for turn, meant in _TURNS_OF_TIP if turn.search(around)), unturned)

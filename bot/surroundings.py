"""How the words around a phrase turn its meaning: denied, asked about, thanked for, or past."""

import re

from content.intents import INTENTS

MOST = 2.5  # times as long as a thing's name is a text of which it is not the matter itself
SHORT = 18  # code points; so short a text has no other matter
WINDOW = 40  # code points on each side that can turn a phrase

_DENIED = re.compile(
    "(?:(?<!ทน)(?<!รับ)ไม่|บ่|อย่า|ห้าม|ไร้|ปลอด|ต้าน|ปราบ|ปราม|ป้องกัน|เลิก)"
    "(?:ทน|ชอบ|ใช่|ได้|บอก|หมายความ|ว่า|มี|ใคร|คน|เคย|คิด|ประสงค์|อยาก|ต้องการ|ต้อง|ยอม|กล้า|ขอ|จะ|ให้|พบ|เห็น|การ|เรื่อง|มา|ไป)*$"
)
_TROUBLE = re.compile("ไม่(?:ได้|เป็น|ถูก|สำเร็จ|ผ่าน)")
_ASKING = "(?:[ไใ]หน|ไหม|ป่าว|เปล่า|หรือ|รึยัง|เหรอ|หรอ|ยังไง|ยังงัย|อย่างไร|ทำไ|อะไร|เมื่อไ|เท่าไ|กี่|ใคร)"
_ASKED = re.compile(_ASKING)
_REPORTED = "<[^>]*(?:แจ้ง|แจง|ร้อง|ฟ้อง|ส่ง|รายงาน|เบาะแส|report)[^>]*>"  # not โกง, เรียกเงิน
_TURNS_OF_TIP = (
    tuple(  # what stands around the phrase, told as before<phrase>after; the first that fits
        (re.compile(around), meant)
        for around, meant in (
            (">.*(?:คือ|หมายถึง|หมายความ|แปลว่า)", ("help",)),
            ("(?:ที่|ทาง|ตรง|หน่วย|หน่วยงาน)[ไใ]หน|ที่ใด|ช่องทาง|กับใคร|ใครได้|ใครรับ|เบอร์", ("hotline",)),
            (_REPORTED + ".{0,12}?(?:ไปแล้ว|ไว้|ไปเมื่อ|ไปตั้งแต่|ถึง[ไใ]หน|คืบหน้า)", ("track_tip",)),
            (_REPORTED + "แล้ว(?:ค่ะ|คะ|ครับ|คับ|นะ|จ้า|ไม่|ยัง|$)", ("track_tip", "tip")),
            (f"ใคร<|>ไม่(?:ได้|เป็น|ถูก|สำเร็จ|ผ่าน)|>.*{_ASKING}", ("tip", "help")),
        )
    )
)
_PLAY = re.compile(
    "เกม|ไพ่|บอล|มวย|แข่ง|กรรมการ|ล้ำหน้า|ประตู|นักเตะ|ทีม|แมตช์|ดาวน์|หวย|ไฮโล|หมากรุก|ตี้|แรงค์|เพื่อน|แฟน|ข้อสอบ|ตอนสอบ|น้องชาย|ลูกชาย"
    "|ละคร|หนัง|นางร้าย|หมดตัว|ออนไลน์|ร้าน|แม่ค้า|555"
)
_OFFICIAL = re.compile(
    "นายก|อบต|อบจ|ปลัด|เทศบาล|ผู้ใหญ่|กำนัน|เจ้าหน้าที่|ข้าราชการ|ผอ|อำนวยการ|ราชการ|หลวง|งบ|ประมูล|ผู้รับเหมา|ภาษี|วัด|ถนน|สภา"
    "|อำเภอ|ตำรวจ|หมู่บ้าน|กองทุน|กองช่าง|กองคลัง|โครงการ|ก่อสร้าง|สหกรณ์|รัฐ|ชาวบ้าน|สส|รัฐมนตรี|ช่าง|หัวหน้า"
)
_FOR_IT = re.compile("(?:มาก|ค่ะ|คะ|ครับ|คับ|นะ|คุณ|ทุกท่าน|ท่าน|พี่)*(?:ที่|สำหรับ)(?!.*แต่)")
_WISH = re.compile("(?:ขอ|ช่วย|รบกวน|อยากให้)(?:ให้)?$")
_GRANT = re.compile("(?:ให้|หน่อย|ด้วย|ของ|ผม|หนู|ฉัน|ป้า|ลุง|ที)*(?:จะ)?(?:ได้ไหม|ได้หรือ)")
_FICTION = re.compile(
    "หนัง(?!สือ)|ละคร|ซีรี|นิยาย|การ์ตูน|พระเอก|นางเอก|เกม|ฝันร้าย|ฝันว่า|สารคดี|ซ้อมแผน|ปฐมพยาบาล|กู้ชีพ|ช่วยชีวิต"
)
_IN_NEED = re.compile(
    "ช่วยด้วย|ช่วยผม|ช่วยหนู|ช่วยฉัน|ช่วยที|กลัว|ตอนนี้|จริง|เมื่อกี้|ตำรวจ|เรื่องที่แจ้ง|ร้องเรียน|ผมโดน|หนูโดน|ฉันโดน"
)
_HOW = re.compile("ยังไง|ตรงไหน")
_WANTED = re.compile(
    f"ขอ|อยาก|ต้องการ|ช่วย|ดู|หา|เปิด|กด|ส่ง|เช็ค|บ้าง|ไม่ได้|หน่อย|ยัง|สนใจ|รู้|ทราบ|เดือน|สัปดาห์|อาทิตย์|พรุ่งนี้|{_ASKING}"
)
_THINGS = {  # whose phrases name something that anybody may speak of
    *("menu", "events", "event_info", "quiz", "score", "certificate", "language"),
    *("gift_advice", "news", "poster", "roster"),
}
_PRIVATE = re.compile(
    "ลูก|หลาน|เมีย|ผัว|แฟน|ร้าน|ตลาด|หมอ|พยาบาล|บอล|หวย|ละคร|แกง|ส้มตำ|กับข้าว|กินข้าว|หมา|แมว|ปลา|ไก่|ควาย|สวน|นา(?:ข้าว|ปี)"
    "|ราคา|โลละ|กิโล|ขาย|ซื้อ|เบี้ย|บัตรประชาชน|บัตรคน|ประกัน|ธนาคาร|ธกส|เที่ยว|ทะเล|ฝน|อากาศ|ร้อน|หนาว|ดวง|มือถือ|คอม|เน็ต|ทีวี|รถไฟ|รถทัวร์|เครื่องบิน|โฉลก"
)
_OF_THE_CLUB = re.compile(
    "ชมรม|กิจกรรม|อบรม|ประชุม|สัมมนา|รณรงค์|ลงทะเบียน|เกียรติ|ใบประกาศ|แบบทดสอบ|ควิซ|ของขวัญ|กระเช้า|ของฝาก|มาฝาก|รับ|เมนู|งานวัน"
    "|สตรอง|strong|ซูม|zoom|ลิงค์|ทุจริต|น้อง|ภาษา"
)
_HARMLESS_SIDE = {"cancel_event": "events", "announce": "news"}  # who asks wants to look


def thanked_for(after: str) -> bool:
    """Whether what follows a word of thanks is what one is thanked for."""
    return bool(_FOR_IT.match(after))


def denied(before: str) -> bool:
    return bool(_DENIED.search(before))


def asked(after: str) -> bool:
    return bool(_ASKED.search(after))


def mentioned(intent: str, phrase: str, before: str, after: str) -> bool:
    """Whether nobody asks for this thing, and most of the text is about something else."""
    text = before + phrase + after
    little = len(phrase) * MOST < len(text) > SHORT
    return little and intent in _THINGS and not _WANTED.search(text)


def private(intent: str, phrase: str, before: str, after: str) -> bool:
    """Whether the thing belongs to somebody's daily life, and nothing of the club is spoken of."""
    text = before + phrase + after
    theirs = _PRIVATE.search(text) and not _OF_THE_CLUB.search(text)
    return bool(theirs) and intent in _THINGS


def made_up(before: str, after: str) -> bool:
    """Whether what sounds dangerous is told of a film or a drill, and nobody is in need."""
    text = before + after
    return bool(_FICTION.search(text)) and not _IN_NEED.search(text)


def turned(intent: str, phrase: str, before: str, after: str, *, question: bool) -> tuple[str, ...]:
    """What this phrase of an intent stands for here; more than one name when it must be asked."""
    effect = INTENTS[intent].effect
    if effect not in {"records", "grave"}:
        return (intent,)
    if denied(before):
        return ()
    if intent == "tip":
        return _tip(phrase, before, after, question=question)
    if _TROUBLE.match(after):
        return (intent, "help")
    if effect == "grave" and (question or asked(after)) and not _requested(before, after):
        return _asked_about(intent, after)
    return (intent,)


def _asked_about(intent: str, after: str) -> tuple[str, ...]:
    """Who asks whether wants to look, who asks how wants to do it."""
    look = None if _HOW.search(after) else _HARMLESS_SIDE.get(intent)
    return (look,) if look else (intent, "help")


def _requested(before: str, after: str) -> bool:
    """Whether this is a polite wish, “ขอ…ได้ไหม”, and no question."""
    return bool(_WISH.search(before) and _GRANT.match(after))


def _tip(phrase: str, before: str, after: str, *, question: bool) -> tuple[str, ...]:
    if phrase == "โกง" and not _OFFICIAL.search(before + after):
        return () if _PLAY.search(before + after) else ("tip", "help")
    around = f"{before}<{phrase}>{after}"
    unturned = ("tip", "help") if question else ("tip",)
    return next((meant for turn, meant in _TURNS_OF_TIP if turn.search(around)), unturned)

"""One way of writing for the many ways in which people type the same Thai words."""

import re
import unicodedata

LONGEST = 5_000  # LINE sends no more characters in one message

MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # Thai vowels and tones that stand on a letter
_FIGURES = str.maketrans("๐๑๒๓๔๕๖๗๘๙ๅ", "0123456789า")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SARA_AM = re.compile("ํ([่-๋]?)า")
_TONE_FIRST = re.compile("([่-๋])([ัิ-ื])")
_UNSAID = re.compile(rf"(?<![a-z]) | (?![a-z])|[^\w {MARKS}]|[_ๆฯ]")
_DRAWN_OUT = re.compile(rf"(?!อออ[กม])([^\W\d_]|[{MARKS}])\1\1+")  # but not in ขอออก, รอออม
_DOUBLED = re.compile(rf"([ะาำ{MARKS}])\1")
_MANY_WAYS = {  # of writing one word, and how other parts of the country say it
    "ไหม": "มั้ย|มั๊ย|ไม๊|ใหม(?!่)|หม้าย|บ่(?=$|คะ|ค่ะ|คับ|ครับ|น้อ|จ้า)",
    "ไม่": "บ่(?=ได้|ไป|มี|ต้อง|เอา|ลง|ว่าง|สะดวก|ฮู้|รู้|เข้าใจ|อยาก|ไหล)",
    "ยังไง": "ยังงัย|ยังงาย|อย่างไร|จั่งใด๋?|จังได๋|ปรือ|(?<=ทำ)ไง",
    "เมื่อไหร่": "เมื่อไร|เมื่อไหร่|เมื่อไหร|เมื่อใด|มื้อใด๋?|ยามใด๋?",
    "อะไร": "หยัง|อิหยัง|อาราย|อารัย",
    "ใคร": "ไผ(?![่้])|คัย",
    "ที่ไหน": "ตี้ไหน|ที่ใด|ทีไหน|ที่ใหน|ไสแหน่",
    "ตรงไหน": "ตรงใหน",
    "บ้าง": "มั่ง(?!คั่ง|มี)|บ้าง|แหน่(?!ง)",
    "หรือยัง": "รึยัง|แล้วยัง",
    "หรือเปล่า": "หรือป่าว|รึป่าว|รึเปล่า|หรือป่ะ",
    "จะไป": "สิไป",
    "เช็ค": "เช็ก|เชค|เช็ค",
    "ลิงค์": "ลิ[้๊]ง(?:[คก]์)?|ลิง[คก]์",
    "เจ้าหน้าที่": "จนท",
    "ผู้ใหญ่บ้าน": "ผญบ|พ่อหลวง(?=บ้าน)",
    "เขา": "เค้า",
    "ใบเซอร์": "ใบเซอ(?!ร์)",
}
_ONE_WAY = {f"way{each}": plain for each, plain in enumerate(_MANY_WAYS)}
_WAYS = re.compile("|".join(f"(?P<way{n}>{ways})" for n, ways in enumerate(_MANY_WAYS.values())))
_PARTICLES = (
    *("ค่ะ", "คะ", "ค่า", "คร่า", "คร้า", "คร๊า", "จ้า", "จร้า", "จ้ะ", "จ๊ะ", "จ๋า", "เจ้า", "ฮะ", "ฮ่ะ"),
    *("ครับผม", "ครับ", "คับผม", "คับ", "คัฟ", "คร้าบ", "ค้าบ", "ฮับ", "งับ", "เด้อ", "แหน่", "แน"),
    *("(?<!ช)นะ", "น่ะ", "(?<!ห)น้า", "น้อ", "เนอะ", "เนาะ", "หน่อย", "(?<!นา)ที", "ด้วย", "สิ", "ซิ"),
    *("อ่ะ", "อะ", "(?<!แ)ละ", "ล่ะ", "เนี่ย"),
)
_AT_THE_END = re.compile(f"(?<=.)(?:{'|'.join(_PARTICLES)})+$")
_ASKING = (  # how a wish begins and ends; what is wished for stands between
    re.compile(
        "^(?:สวัสดี|รบกวน|ขอ|อยากได้|อยากจะ|อยาก|ต้องการ|ช่วย|สอบถาม|เรื่อง|น้องสตรอง|น้อง|แอดมิน|ผม|หนู|ดิฉัน|ฉัน"
        "|ป้า|ลุง|ยาย|จ๋า|จ้า|ค่ะ|คะ|ครับ|คับ|จะ|ดู|ทำ|มี)+"
    ),
    re.compile("(?:ให้|หน่อย|ได้ไหม|ได้เปล่า|ยังไง|ที่ไหน|ตรงไหน|ก่อน|เลย|ด้วย|ไหม|ค่ะ|คะ|ครับ|คับ|จ้า|นะ)+$"),
)
_LEADING = frozenset("เแโใไ")  # a vowel that belongs to the letter after it
_TRAILING = frozenset("ะาำัิีึืฺุู็่้๊๋์")  # and those that belong to the letter before them
_MEANT_TO_BE_SHORT = 80  # code points: a longer text is no phrase, whatever it ends with


def composed(text: str) -> str:
    """Compatibility-normalised, lower case, Thai figures as 0-9, sara am in one piece."""
    text = _INVISIBLE.sub("", text[:LONGEST])
    text = unicodedata.normalize("NFKC", text)[:LONGEST].casefold()
    text = _TONE_FIRST.sub(r"\2\1", text.translate(_FIGURES))
    return _SARA_AM.sub(r"\1ำ", text)


def letters(composed: str) -> str:
    """What is pronounced: no spaces but between Latin words, no signs, nothing drawn out."""
    text = _UNSAID.sub("", " ".join(composed.split()))
    text = _DRAWN_OUT.sub(r"\1", text)
    text = _DOUBLED.sub(r"\1", text).replace("เเ", "แ")
    return _WAYS.sub(lambda found: _ONE_WAY[found.lastgroup or ""], text)


def without_particles(words: str) -> str:
    """The words less the polite particles at their end, as long as something is left."""
    if len(words) > _MEANT_TO_BE_SHORT:
        return words
    return _AT_THE_END.sub("", words)


def without_asking(words: str) -> str:
    """What is wished for, without the words that make a wish of it; empty when these are all."""
    for frame in _ASKING:
        words = frame.sub("", words)
    return words


def whole(words: str, start: int, end: int) -> bool:
    """Whether no syllable, Latin word or number is cut through at these edges."""
    before, after = words[start - 1 : start], words[end : end + 1]
    if before in _LEADING or after in _TRAILING:
        return False
    return not (_joined(before, words[start]) or _joined(words[end - 1], after))


def _joined(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()

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
_DRAWN_OUT = re.compile(rf"([^\W\d_]|[{MARKS}])\1\1+")
_DOUBLED = re.compile(rf"([ะาำ{MARKS}])\1")
_QUESTION_WORD = re.compile("มั้ย|มั๊ย|ไม๊|ใหม(?!่)")
_PARTICLES = (
    *("ค่ะ", "คะ", "ค่า", "คร่า", "คร้า", "คร๊า", "จ้า", "จร้า", "จ้ะ", "จ๊ะ", "จ๋า", "เจ้า", "ฮะ", "ฮ่ะ"),
    *("ครับผม", "ครับ", "คับผม", "คับ", "คัฟ", "คร้าบ", "ค้าบ", "ฮับ", "งับ", "เด้อ", "แหน่", "แน"),
    *("นะ", "น่ะ", "น้า", "หน่อย", "ที", "ด้วย", "สิ", "ซิ", "อ่ะ"),
)
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
    return _QUESTION_WORD.sub("ไหม", text)


def without_particles(words: str) -> str:
    """The words less the polite particles at their end, as long as something is left."""
    if len(words) > _MEANT_TO_BE_SHORT:
        return words
    while particle := next((each for each in _PARTICLES if _ends(words, each)), None):
        words = words[: -len(particle)]
    return words


def _ends(words: str, particle: str) -> bool:
    return words.endswith(particle) and len(words) > len(particle)

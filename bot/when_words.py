"""The words that dates and times are told with, cut out of a phrase one after another."""

import re
from collections.abc import Callable
from typing import NamedTuple

from bot.spelling import MARKS, composed

LONGEST = 200  # code points; no date is told with as many

_ONES = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_COUNT = {word: number for number, word in enumerate(_ONES, 1)} | {"นึง": 1, "เอ็ด": 1, "ยี่": 2}
_UNITS = "|".join((*_ONES, "นึง"))
_NUMBER = rf"(?:[0-9]{{1,3}}|(?:ยี่|สาม|สี่|ห้า)?สิบ(?:เอ็ด|{_UNITS})?|{_UNITS})"
_HOUR, _MINUTE = "([01]?[0-9]|2[0-4])", "([0-5][0-9])"
_O_CLOCK = r"(?:น\.|น(?![ก-๎])|นาฬิกา)"
_ERA = r"พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|พุทธศักราช|คริสต์ศักราช"
_HALF = r"(?:\s*ตรง)?(\s*ครึ่ง)?"

_MONTHS = (
    r"มกรา(?:คม)?|ม\.?\s?ค|jan(?:uary)?",
    r"กุม[ภพ]า(?:พัน(?:ธ์|ธุ์|ธ)?)?|ก\.?\s?พ|feb(?:ruary)?",
    r"มีนา(?:คม)?|มี\.?\s?ค|mar(?:ch)?",
    r"เม[ษศส]า(?:ยน)?|เม\.?\s?ย|apr(?:il)?",
    r"พฤ[กษศส]{1,2}ภา(?:คม)?|พ\.?\s?ค|may",
    r"มิถุ[นณ]า(?:ยน)?|มิ\.?\s?ย|june?",
    r"กร[กร]{0,2}[ฎฏดต]า(?:คม)?|ก\.?\s?ค|july?",
    r"สิงหา(?:คม)?|ส\.?\s?ค|aug(?:ust)?",
    r"กัน[ยญ]า(?:ยน)?|ก\.?\s?ย|sept?(?:ember)?",
    r"ตุลา(?:คม)?|ต\.?\s?ค|oct(?:ober)?",
    r"พฤ[ษศส]?จิกา(?:ยน)?|พ\.?\s?ย|nov(?:ember)?",
    r"[ธท]ันวา(?:คม)?|ธ\.?\s?ค|dec(?:ember)?",
)
_WEEKDAYS = (
    r"จัน(?:ทร์|ทร|ท์|ท)?|mon(?:day)?",
    r"อังคาร|อังคาน|tue(?:s|sday)?",
    r"พุ[ธทด]|wed(?:nesday)?",
    r"พ[ฤะ]หั[สดท](?:บดี|ฯ|ฯ)?|thu(?:rs?|rsday)?",
    r"[ศส]ุก(?:ร์|ร)?|fri(?:day)?",
    r"เสาร์?|sat(?:urday)?",
    r"อาทิ(?:ตย์|ตย|ด)|sun(?:day)?",
)
_LETTERS = ("จ", "อ", "พ", "พฤ", "ศ", "ส", "อา")  # the weekdays, where a figure follows


class Token(NamedTuple):
    """One word of a date: its kind (a letter, see _TABLE), its text, and the numbers in it."""

    kind: str
    text: str
    numbers: tuple[int, ...] = ()
    part: str = ""  # of a time: the part of the day said beside it


def number(words: str) -> int:
    """8, แปด, สิบแปด or ยี่สิบแปด as a number."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("สิบ")
    return (10 * _COUNT.get(tens, 1) if ten else 0) + _COUNT.get(ones, 0)


def tokens(text: str) -> list[Token] | None:
    """The phrase as tokens; None where a word is unknown, for it might turn the meaning."""
    rest = composed(text[: LONGEST + 1]).strip()
    if len(rest) > LONGEST:
        return None
    found: list[Token] = []
    at = 0
    while at < len(rest):
        token, at = _next(rest, at)
        if token is None:
            return None
        if token.kind:
            found.append(token)
    return found


def _next(text: str, at: int) -> tuple[Token | None, int]:
    for kind, pattern, read in WORDS:
        if match := pattern.match(text, at):
            return Token(kind, match[0], read(match)), match.end()
    return None, at


Read = Callable[[re.Match[str]], tuple[int, ...]]


def _nothing(_: re.Match[str]) -> tuple[int, ...]:
    return ()


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(number(group) for group in match.groups() if group)


def _which(match: re.Match[str]) -> tuple[int, ...]:
    """The place of the alternative that matched, counted from 0."""
    return (next(place for place, group in enumerate(match.groups()) if group),)


def _later(match: re.Match[str]) -> tuple[int, ...]:
    return (int("หน้า" in match[0] or "ถัดไป" in match[0]),)


def _ahead(match: re.Match[str]) -> tuple[int, ...]:
    """Days and months ahead."""
    count = number(match[1])
    return (0, count) if match[2] == "เดือน" else (count * (1 if match[2] == "วัน" else 7), 0)


def _minutes(match: re.Match[str]) -> tuple[int, ...]:
    each = 1 if match[2] == "นาที" else 60
    return ((number(match[1]) if match[1] else 1) * each + (each // 2 if match[3] else 0),)


def _half_hour(_: re.Match[str]) -> tuple[int, ...]:
    return (30,)


def _clock(match: re.Match[str]) -> tuple[int, ...]:
    """Hour and minute; the hour as it was said, 1 where none was (ทุ่มครึ่ง, บ่ายโมง)."""
    hour, half, *minute = match.groups()
    told = number(minute[0]) if minute and minute[0] else 0
    return (number(hour) if hour else 1, 30 if half else told)


def _year_first(match: re.Match[str]) -> tuple[int, ...]:
    return (int(match[4]), int(match[3]), int(match[1]))


def _day_first(match: re.Match[str]) -> tuple[int, ...]:
    return (int(match[1]), int(match[3]), int(match[4]))


def _one_of(patterns: tuple[str, ...], before: str, after: str) -> str:
    groups = "|".join(f"({pattern})" for pattern in patterns)
    return f"{before}(?:{groups}){after}"


# The order matters: the first that fits is taken.
_TABLE: tuple[tuple[str, str, Read], ...] = (
    ("", r"[\s,()\"']+", _nothing),
    # I: minutes from now; A: days and months from today
    ("I", r"อีก\s*ครึ่ง\s*(?:ชั่วโมง|ชม\.?)", _half_hour),
    ("I", rf"อีก\s*({_NUMBER})?\s*(ชั่วโมง|ชม\.?|นาที)(\s*ครึ่ง)?", _minutes),
    ("A", rf"อีก\s*({_NUMBER})\s*(วัน|สัปดาห์|อาทิตย์|เดือน)(?:\s*ข้างหน้า)?", _ahead),
    ("A", rf"({_NUMBER})\s*(วัน|สัปดาห์|อาทิตย์|เดือน)\s*ข้างหน้า", _ahead),
    # D: a date in figures
    ("D", r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9]|[-/.:][0-9])", _year_first),
    (
        "D",
        r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9]|[/.:][0-9])",
        _day_first,
    ),
    ("D", r"([0-9]{1,2})/([0-9]{1,2})(?![0-9]|/)", _numbers),
    # c: a time; its text tells how the hour counts
    ("c", rf"{_HOUR}[.:]{_MINUTE}(?![0-9])(?:\s*(?:{_O_CLOCK}|[ap]\.?m\b\.?))?", _numbers),
    ("c", rf"([01][0-9]|2[0-4]){_MINUTE}\s*{_O_CLOCK}", _numbers),
    ("c", rf"(0[0-9]|1[0-8]){_MINUTE}(?=\s*[-–]\s*[0-9]{{4}}(?![0-9]))", _numbers),
    ("c", rf"(?:(?<=[-–])|(?<=[-–]\s))(0[0-9]|1[0-8]){_MINUTE}(?![0-9])", _numbers),
    ("c", rf"เวลา\s*([01][0-9]|2[0-4]){_MINUTE}(?![0-9])(?:\s*{_O_CLOCK})?", _numbers),
    ("c", rf"{_HOUR}()\s*{_O_CLOCK}(?:\s*({_NUMBER})\s*นาที)?", _clock),
    ("c", rf"{_HOUR}()\s*[ap]\.?m\b\.?", _clock),
    ("c", r"()เที่ยง(?:คืน|วัน)?" + _HALF, _clock),
    ("c", rf"ตี\s*({_NUMBER}){_HALF}", _clock),
    ("c", rf"บ่าย\s*({_NUMBER})(?![0-9]|[.:][0-9])(?:\s*โมง)?{_HALF}", _clock),
    ("c", r"บ่าย()\s*โมง" + _HALF, _clock),
    ("c", rf"({_NUMBER})\s*โมง(?:\s*(?:เช้า|เย็น))?{_HALF}(?:\s*({_NUMBER})\s*นาที)?", _clock),
    ("c", r"()โมงเช้า" + _HALF, _clock),
    ("c", rf"({_NUMBER})?\s*ทุ่ม{_HALF}", _clock),
    # y: a year; j: this year or the next
    ("j", r"ปี\s*(?:นี้|หน้า)", _later),
    ("y", rf"(?:ปี\s*)?(?:ปี|{_ERA})\s*([0-9]{{4}}|[0-9]{{2}})(?![0-9])", _numbers),
    ("y", r"([0-9]{4})(?![0-9])", _numbers),
    # R: a day by its distance from today
    (
        "R",
        r"(วันนี้|today)|(พ(?:รุ่ง|ุ่ง|รุง)\s*นี้|tomorrow)|(มะ?รืน(?:\s*นี้)?)|(มะเรื่อง(?:\s*นี้)?)",
        _which,
    ),
    # s: a weekend; w: a week; o: a month by its distance; e: a part of a month; b: a bare "month"
    ("s", r"(?:วัน)?\s*เสาร์?\s*(?:-|–|และ)?\s*(?:วัน)?อาทิตย์", _nothing),
    ("w", r"(?:สัปดาห์|อาทิตย์|วีค)\s*(?:นี้|หน้า|ถัดไป)", _later),
    ("o", r"เดือน\s*(?:นี้|หน้า|ถัดไป)", _later),
    ("e", r"(?:(สิ้น)|(ต้น)|(กลาง)|(ปลาย))\s*(?=เดือน)", _which),
    ("M", r"เดือน\s*(1[0-2]|0?[1-9])(?![0-9])", _numbers),
    ("M", _one_of(_MONTHS, r"(?:เดือน\s*)?", r"\.?(?![a-z])"), lambda m: (_which(m)[0] + 1,)),
    ("b", "เดือน", _nothing),
    # W: a weekday
    ("W", _one_of(_WEEKDAYS, r"(?:วัน\s*)?", rf"\.?(?![a-z{MARKS}])"), _which),
    ("W", _one_of(_LETTERS, r"(?:วัน\s*)?", r"\.?(?=\s*(?:ที่\s*)?[0-9])"), _which),
    # n: a number, which is a day where วันที่ stands before it
    ("n", rf"(?:วันที่|ที่)?\s*({_NUMBER})(?:st|nd|rd|th)?(?![0-9])", _numbers),
    # x and z: next, this; - and &: until, and; p: a part of the day; u: about
    ("x", r"หน้า|ถัดไป|next\b", _nothing),
    ("z", r"นี้|ที่จะถึง(?:\s*นี้)?|this\b", _nothing),
    ("-", r"[-–—−~]|จนถึง|ถึง|until\b|to\b", _nothing),
    ("&", r"และ|กับ", _nothing),
    ("p", r"(?:ตอน|ช่วง)?\s*(?:กลาง)?(?:(เช้า|สาย)|(บ่าย|เย็น|ค่ำ|ดึก|คืน))(?:\s*ๆ)?", _which),
    ("u", r"ประมาณ|ราว|สัก|กว่า|แถว", _nothing),
    # what may stand around a date without turning it
    (
        "",
        r"ทั้งวัน|ครึ่งวัน|เป็นต้นไป|วันที่|วัน|เวลา|ตอน|ช่วง|เริ่ม|ตั้งแต่|ของ|ใน|ตรง|ๆ|at\b|on\b|from\b|of\b",
        _nothing,
    ),
    ("", r"ขอ(?=เป็น)|เอา(?=เป็น)|เป็น|จัด|นัด(?:กัน)?|ประชุม|เจอกัน|พบกัน|(?:ก็\s*)?(?:แล้ว|ละ)กัน", _nothing),
    ("", r"ค่ะ|คะ|ค่า|ครับ|คับ|ฮะ|นะ|จ้า|จ้ะ|[.!]+$", _nothing),
)
WORDS = tuple((kind, re.compile(pattern), read) for kind, pattern, read in _TABLE)

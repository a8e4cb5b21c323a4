"""What an invitation letter says of its event: title, day, hours, place, link and seats."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.bangkok import local
from bot.when import When, when
from handlers.event.outline import LONGEST_PLACE, LONGEST_TITLE, MOST_DAYS, is_link

LONGEST = 10_000  # characters; of more, the beginning
STARTS = 40  # words at which a day could begin; a letter has a dozen, and each costs time
WINDOW = 14  # words that a day with its hours takes at most
_LINK = re.compile(r"https?://[^\s<>\"”]+", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^\s*(?:เรื่อง|หัวข้อ|ชื่อกิจกรรม|subject)\s*[::]?\s*(\S.*)$", re.IGNORECASE | re.MULTILINE
)
_NAMES_ONE = re.compile("โครงการ|กิจกรรม|ประชุม|อบรม|สัมมนา|เสวนา|เวที|workshop|meeting", re.IGNORECASE)
_INVITING = re.compile(r"^(?:ขอ(?:เรียน)?เชิญ|เชิญชวน|เชิญ)(?:เข้าร่วม|ร่วม|ประชาชน|ทุกท่าน)*\s*")
_ROOMS = "ศาลา|ห้อง|หอ|วัด|โรงแรม|โรงเรียน|อาคาร|สำนักงาน|เทศบาล|อบต|ลาน|สวน"
_PLACE = re.compile(
    rf"(?:^|\s)(?:ณ|สถานที่|place|ที่(?={_ROOMS}))\s*[::]?\s*(\S[^\n]*)", re.IGNORECASE | re.MULTILINE
)
_BETWEEN = re.compile(r"\s*(?:และ)?(?:ทาง|ผ่าน|ทางออนไลน์)?$")  # a place and a link after it
_PLACE_ENDS = re.compile(
    r"\s*(?:ใน\s*)?(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|ที่)|เวลา|ตั้งแต่|จึงเรียน|โดยมี|เพื่อ|https?:|$).*",
    re.DOTALL,
)
_COULD_BEGIN = re.compile(r"[\d๐-๙]|วัน")
_AROUND = " ,.()"
_SEATS = re.compile(r"(?:จำนวน|รับ|ไม่เกิน)\s*([\d๐-๙,]{1,7})\s*(?:คน|ท่าน|ที่นั่ง)")
_GLUED = re.compile(r"(?<=[ก-๙])(?=วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|ที่)|เวลา)")
_WHEN_BEGINS = re.compile(
    r"\s+(?:ใน|ระหว่าง)?(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|ที่)|เวลา|ตั้งแต่|ณ\s).*"
)
_ELSEWHEN = timedelta(days=40)  # seen from then, an hour alone means another day
_OWN_DAY = re.compile(r"(?:ลง|เมื่อ|ภายใน)\s*$")  # before the letter's own day, or a deadline


@dataclass(frozen=True)
class Letter:
    """What was found; None is what it does not say."""

    title: str | None
    when: When | None
    place: str | None
    link: str | None
    seats: int | None

    @property
    def tells(self) -> bool:
        """Whether this says more than a title could."""
        return self.when is not None or self.link is not None


def read(text: str, now: datetime) -> Letter:
    text = text[:LONGEST]
    link = next((each[0].rstrip(".,)") for each in _LINK.finditer(text) if is_link(each[0])), None)
    seats = _SEATS.search(text)
    return Letter(
        title=_title(text),
        when=_when(text, now),
        place=_place(text),
        link=link,
        seats=int(seats[1].replace(",", "")) if seats else None,
    )


def _title(text: str) -> str | None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    subject = _SUBJECT.search(text)
    named = subject[1] if subject else next(filter(_NAMES_ONE.search, lines), None)
    said = " ".join((named or (lines[0] if lines else "")).split())
    return _WHEN_BEGINS.sub("", _INVITING.sub("", said))[:LONGEST_TITLE].strip() or None


def _place(text: str) -> str | None:
    found = _PLACE.search(text)
    said = _PLACE_ENDS.sub("", _LINK.sub("", found[1]), count=1).strip(" ,.") if found else ""
    return _BETWEEN.sub("", " ".join(said.split()))[:LONGEST_PLACE] or None


def _when(text: str, now: datetime) -> When | None:
    """The first day ahead that is said with hours; else the first, with the first hours."""
    tries = iter(range(STARTS))
    said = [each for line in text.splitlines() for each in _days(line, now, tries)]
    days = [(words, each) for words, each in said if not _hours_alone(words, each, now)]
    ahead = [(words, each) for words, each in days if _possible(each, now)]
    if timed := next((each for _words, each in ahead if each.time), None):
        return timed
    named = [
        each for words, each in ahead if words.startswith("วัน")
    ]  # the letter's own has no such word
    day = next(iter([*named, *(each for _words, each in ahead)]), None)
    hours = next((each for words, each in said if _hours_alone(words, each, now)), None)
    return replace(day, time=hours.time, end_time=hours.end_time) if day and hours else day


def _possible(each: When, now: datetime) -> bool:
    last = each.end or each.start
    if each.start is None or last is None or each.unsure:
        return False
    return each.start >= local(now).date() and (last - each.start).days < MOST_DAYS


def _hours_alone(words: str, each: When, now: datetime) -> bool:
    later = when(words, now + _ELSEWHEN)
    return bool(each.time and later and later.start != each.start)


def _days(line: str, now: datetime, tries: Iterator[int]) -> Iterator[tuple[str, When]]:
    """What its words say of days, the longest stretches first from where each begins."""
    words = _GLUED.sub(" ", _LINK.sub(" ", line)).split()
    start = 0
    while start < len(words):
        if _COULD_BEGIN.search(words[start]) is None:
            start += 1
            continue
        if next(tries, None) is None:
            return
        length, found = _longest(words[start : start + WINDOW], now)
        own = found and _OWN_DAY.search(words[start - 1] if start else "")
        if found and found.start and not own:
            yield " ".join(words[start : start + length]).strip(_AROUND), found
        start += length or 1


def _longest(words: list[str], now: datetime) -> tuple[int, When | None]:
    for length in range(len(words), 0, -1):
        said = " ".join(words[:length])
        if re.search(r"[\d๐-๙]", said) and (found := when(said.strip(_AROUND), now)):
            return length, found
    return 0, None

"""When to remind, and which answer counts. Nothing here touches the chat or the database."""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from bot import bangkok
from bot.conversation import Detour, State
from bot.when import when
from models import Reminder

HOLD = timedelta(hours=12)  # an offered seat, the quiet hours not counted
LAST_OFFER = timedelta(hours=2)  # before the start; from then on the first who asks has it
EVENING = time(18)  # of the day before
WORTH_IT = timedelta(hours=1)  # a reminder closer to the start is no help any more
AT_THE_START = timedelta(minutes=10)  # before it: time to find the link and come in
NEAR = timedelta(hours=2)  # whoever was reminded so shortly before needs no second one
_AROUND_A_DAY = re.compile(  # what stands about it in “พรุ่งนี้ประชุมกี่โมงคะ”
    "เข้าร่วม|ลงทะเบียน|สะดวก|ว่าง|ยกเลิก|ไม่|ประชุม|กิจกรรม|อบรม|นัด|งาน|เริ่ม|เลิก|จัด|มี|ไป|กี่โมง|ตอนไหน|ที่ไหน|ขอ|ลิงก์|ลิงค์|ลิ้งค์|ซูม|เข้า|ยังไง|ไหม|มั้ย"
    "|ค่ะ|คะ|ครับ|คับ|[?？,]|what time|where|when|is|the|meeting|event|link|zoom",
    re.IGNORECASE,
)


_CODE = re.compile(r"(?<![A-Z0-9-])[A-Z][A-Z0-9-]{2,31}(?![A-Z0-9-])")
FEW = 5  # words of a text that could be a code


class Joining(Detour, tag="event.joining"):
    """She wants to come, and joins her club first."""


class Naming(State, tag="event.naming"):
    """We asked for the name on the roster, to register for this event."""

    event: int


ASKED_FOR = (  # what people ask about that has no place of its own on the card
    re.compile(r"จอด|\bpark", re.IGNORECASE),
    re.compile("แต่งตัว|แต่งกาย|ชุด|เสื้อ|dress|wear", re.IGNORECASE),
    re.compile("เตรียม|เอาอะไรไป|bring|prepare", re.IGNORECASE),
)


def about(said: str, told: str) -> str | None:
    """The lines of `told` about what `said` asks for; empty: there are none; None: it asks not."""
    asked = next((each for each in ASKED_FOR if each.search(said)), None)
    if asked is None:
        return None
    return "\n".join(line.strip() for line in told.splitlines() if asked.search(line))


def event_codes(said: str) -> list[str]:
    """What could be an event's code in what was typed, such as “เข้าร่วม meeting-2569”."""
    return _CODE.findall(said.upper())[:FEW]


def day_asked(said: str, now: datetime) -> tuple[date, date] | None:
    """The first and last day that a question is about; None where it names none."""
    read = (when(words, now) for words in _AROUND_A_DAY.split(said) if words.strip())
    found = next((each for each in read if each and each.time is None), None)
    return (found.start, found.end or found.start) if found and found.start else None


class Reminders(NamedTuple):
    """When an event is reminded of; None: not at all."""

    before: datetime | None
    start: datetime | None = None


def reminder(
    starts: datetime,
    now: datetime,
    rule: Reminder = Reminder.EVENING,
    waking: bangkok.Waking = bangkok.WAKING,
) -> datetime | None:
    """When to remind of an event: at six the evening before, or so long before as the rule says.

    Nobody is reminded at night: what falls there comes in the morning, or, where that is too
    late, the evening before. Whoever registers later than that is not reminded.
    """
    if rule.before is None:
        return _evening_before(starts, now, waking)
    due = starts - rule.before
    if not bangkok.awake(due, waking):
        due = bangkok.next_morning(due, waking)
    if due + WORTH_IT > starts:
        return _evening_before(starts, now, waking)
    return due if due > now else None


def at_start(
    starts: datetime, now: datetime, waking: bangkok.Waking = bangkok.WAKING
) -> datetime | None:
    """When to lead people in; none at night, when the evening before has told it all."""
    due = starts - AT_THE_START
    return due if due > now and bangkok.awake(due, waking) else None


def at_a_decent_hour(moment: datetime, waking: bangkok.Waking = bangkok.WAKING) -> datetime:
    """At this moment, or, where it is at night, at six in the evening before."""
    if bangkok.awake(moment, waking):
        return moment
    here = bangkok.local(moment)
    early = here.time() < waking.morning
    return bangkok.at(here.date() - timedelta(days=early), EVENING)


def _evening_before(starts: datetime, now: datetime, waking: bangkok.Waking) -> datetime | None:
    """Whoever registers later is reminded in the morning; on the day itself she has been told."""
    day = bangkok.local(starts).date()
    evening = bangkok.at(day - timedelta(days=1), EVENING)
    if now <= evening:
        return evening
    morning = bangkok.at(day, waking.morning)
    on_the_day = bangkok.local(now).date() >= day
    return None if on_the_day or morning + WORTH_IT > starts else morning


def hold(
    now: datetime, starts: datetime, waking: bangkok.Waking = bangkok.WAKING
) -> datetime | None:
    """Until when a seat that is offered now is held; None: it is too late to offer any.

    Twelve hours in which people are awake, and never past two hours before the start.
    """
    begins = now if bangkok.awake(now, waking) else bangkok.next_morning(now, waking)
    until, rest = begins, HOLD
    while (night := bangkok.at(bangkok.local(until).date(), waking.night)) - until < rest:
        rest -= night - until
        until = bangkok.next_morning(night, waking)
    until = min(until + rest, starts - LAST_OFFER)
    return until if until > begins else None

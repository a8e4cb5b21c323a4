"""What a coordinator changes of an event in her chat, and what each answer makes of it."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot import bangkok
from bot.bangkok import local
from bot.conversation import State
from bot.incoming import Location
from bot.when import When, when
from handlers.event import outline, planning_flow
from handlers.event.outline import Fault, Outline, Stretch
from handlers.event.planning_flow import Planning, Unread, backwards
from handlers.event.programme import is_daily


class Part(StrEnum):
    """What is being asked: what to change, its new value, or whether to save."""

    MENU = "menu"
    TITLE = "title"
    WHEN = "stretches"
    PLACE = "place"
    ADDRESS = "address"
    LINK = "online_url"
    SEATS = "capacity"
    DEADLINE = "deadline"
    TOLD = "description"
    CHECK = "check"


ASKED = tuple(each for each in Part if each not in (Part.MENU, Part.CHECK))
WHERE = (Part.PLACE, Part.ADDRESS)  # a place on the map answers these, too
NEEDED = (Part.TITLE, Part.WHEN)  # no event is without


class Choosing(State, tag="event.editing.choosing"):
    """She was asked which event; what she wants of it waits."""

    part: Part
    new: str | None = None


class Uneven(StrEnum):
    """Why these days cannot be changed here."""

    PROGRAMME = "each day has hours or talks of its own"


class Editing(State, tag="event.editing"):
    """The event as she saw it, what she makes of it, and what is being asked."""

    event: int
    version: int
    was: Outline
    wanted: Outline
    part: Part = Part.MENU

    def at(self, part: Part) -> "Editing":
        return self.model_copy(update={"part": part})

    @property
    def differs(self) -> list[str]:
        return outline.changed(self.was, self.wanted)

    def onto(self, now_is: Outline, version: int) -> "Editing":
        """Her changes on top of what somebody else has made of it meanwhile."""
        hers = {name: getattr(self.wanted, name) for name in self.differs}
        wanted = replace(now_is, **hers)
        return self.model_copy(update={"was": now_is, "wanted": wanted, "version": version})


@dataclass(frozen=True)
class Doubt:
    """Days that may be meant, and the hours that may be instead."""

    first: date
    last: date
    begins: time
    ends: time


Fields = dict[str, Any]  # of an outline, by name
Taken = Editing | Fault | Unread | Uneven | Doubt

_TO = re.compile(r"(?:ไปเป็น|เป็น|ไป|\bto\b)\s*(?P<new>.+)$", re.IGNORECASE)
_LEAD = re.compile(r"^\s*(?:ขอ)?(?:เลื่อน|ย้าย|เปลี่ยน)?(?:ออก)?(?:ไป)?(?:เป็น)?\s*")
_POSTPONES = re.compile("(?<!ไม่)เลื่อน|postpone", re.IGNORECASE)
_SOME_DAY = timedelta(days=7)  # “next month” is no date yet
_ABOUT = {  # which words of a request tell what is to be changed
    Part.LINK: re.compile("ลิง[กค]์?|ลิ้ง|link", re.IGNORECASE),
    Part.SEATS: re.compile("ที่นั่ง|จำนวนคน|seat|capacity", re.IGNORECASE),
    Part.PLACE: re.compile("สถานที่|ที่จัด|place|venue", re.IGNORECASE),
    Part.WHEN: re.compile("เลื่อน|เวลา|วันจัด|วันที่|postpone|time|date", re.IGNORECASE),
}


def postpones(said: str) -> bool:
    """Whether it is to be held, only later."""
    return bool(_POSTPONES.search(said))


def about(said: str) -> Part:
    """What of the event the request names; the menu where it names nothing."""
    return next((part for part, word in _ABOUT.items() if word.search(said)), Part.MENU)


def value(said: str) -> str | None:
    """“50” of “เพิ่มที่นั่งเป็น 50”."""
    found = _TO.search(said)
    return found["new"] if found else None


def answer(state: Editing, said: str, now: datetime, taken: int) -> Taken:
    """What she wants with this answer, to be checked by her; or why it is none."""
    fields = _fields(state, said, now)
    return wanting(state, fields, now, taken) if isinstance(fields, dict) else fields


def cleared(state: Editing, now: datetime, taken: int) -> Taken:
    """Without it."""
    empty = "" if state.part is Part.TOLD else None
    fields: Fields = {state.part.value: empty}
    if state.part in WHERE:
        fields |= {"address": None, "spot": None}
    return wanting(state, fields, now, taken)


def located(state: Editing, where: Location, now: datetime, taken: int) -> Taken | None:
    """At this place on the map, read as while an event is made."""
    step = planning_flow.Step(state.part) if state.part in WHERE else planning_flow.Step.SEATS
    plan = Planning(club=0, draft="", step=step, place=state.wanted.place)
    found = planning_flow.located(plan, where)
    if found is None:
        return None
    fields = {"place": found.place, "address": found.address, "spot": found.spot}
    return wanting(state, fields, now, taken)


def wanting(state: Editing, fields: Fields, now: datetime, taken: int) -> Taken:
    wanted = replace(state.wanted, **fields)
    if wrong := outline.faults(wanted, now, taken):
        return wrong[0]
    return state.model_copy(update={"wanted": wanted, "part": Part.CHECK})


def _fields(state: Editing, said: str, now: datetime) -> Fields | Fault | Unread | Uneven | Doubt:
    plain = " ".join(said.split())
    match state.part:
        case Part.WHEN:
            return _timed(state.wanted, _LEAD.sub("", said), now)
        case Part.PLACE:
            return _placed(plain)
        case Part.ADDRESS:
            return {"address": plain, "spot": outline.spot_in(plain) or state.wanted.spot}
        case Part.SEATS:
            return _seated(said, now)
        case Part.DEADLINE:
            return _until(state.wanted, said, now)
        case _:
            return {state.part.value: said.strip() if state.part is Part.TOLD else plain}


def _placed(said: str) -> Fields:
    """A new place has another address; a link that is pasted along is meant, too."""
    place, link = outline.place_and_link(said)
    fields: Fields = {"place": place, "address": None, "spot": None}
    if place is None:
        fields = {}
    return fields | ({"online_url": link} if link else {})


def _seated(said: str, now: datetime) -> Fields | Fault | Unread:
    plan = Planning(club=0, draft="", step=planning_flow.Step.SEATS)
    found = planning_flow.answer(plan, said, now)
    return {"capacity": found.seats} if isinstance(found, Planning) else found


def _until(wanted: Outline, said: str, now: datetime) -> Fields | Unread:
    found = when(said, local(now), day_asked=True)
    if found is None or found.start is None:
        return Unread.NO_DAY
    if found.time:
        return {"deadline": bangkok.at(found.start, found.time)}
    return {"deadline": outline.end_of(found.start, wanted.starts)}


def _timed(wanted: Outline, said: str, now: datetime) -> Fields | Fault | Unread | Uneven | Doubt:
    found = _on_its_day(wanted, said, now) or when(said, local(now), day_asked=True)
    if found is None or found.start is None:
        return Fault.BACKWARDS if backwards(said) else Unread.NO_DAY
    if doubt := _doubted(wanted, said, found, now):
        return doubt
    moved = rescheduled(wanted, found)
    if isinstance(moved, Uneven):
        return moved
    return {"stretches": moved, "deadline": closing(wanted, moved[0].starts, now)}


def _doubted(wanted: Outline, said: str, found: When, now: datetime) -> Doubt | Unread | None:
    """“9-11” may be hours, “next month” is no date yet; all else she sees before she saves it."""
    if not (found.unsure and found.start and found.end and found.start < found.end):
        return None
    if found.end - found.start >= _SOME_DAY and not re.search(r"\d", said):
        return Unread.NO_DAY
    hours = _on_its_day(wanted, f"{said} น.", now)
    if hours is None or hours.time is None or hours.end_time is None:
        return None
    return Doubt(found.start, found.end, hours.time, hours.end_time)


def closing(wanted: Outline, starts: datetime, now: datetime) -> datetime | None:
    """Until when one registers if it starts then: as long before the start as it was.

    Of what starts earlier it stays, where it can.
    """
    until = wanted.deadline
    if until is None or until <= starts < wanted.starts:
        return until
    by = local(starts).date() - local(wanted.starts).date()
    along = starts if until == wanted.starts else min(until + by, starts)
    return along if along > now or starts >= wanted.starts else starts


def _on_its_day(wanted: Outline, said: str, now: datetime) -> When | None:
    """An hour alone is meant on the day that the event has; with another day this reads as none."""
    day = local(wanted.starts)
    return when(f"{day.day}/{day.month}/{day.year + 543} {said}", local(now))


def rescheduled(wanted: Outline, meant: When) -> tuple[Stretch, ...] | Uneven:
    """All days alike by as many days; other hours, or more days, only where all days are alike."""
    was = wanted.stretches
    first = meant.start or local(wanted.starts).date()
    span = timedelta(days=wanted.days - 1)
    last = first + span if meant.end in (None, first) else meant.end or first
    by = first - local(wanted.starts).date()
    if last - first == span and _same_hours(was, meant):
        return tuple(replace(each, starts=each.starts + by, ends=each.ends + by) for each in was)
    told = any(each.topic or each.speaker for each in was)
    if not is_daily(was) or (told and last - first != span):
        return Uneven.PROGRAMME
    return _alike(was, first, last, meant)


def _same_hours(was: tuple[Stretch, ...], meant: When) -> bool:
    begins, ends = local(was[0].starts).time(), local(was[0].ends).time()
    return meant.time in (None, begins) and meant.end_time in (None, ends)


def _alike(was: tuple[Stretch, ...], first: date, last: date, meant: When) -> tuple[Stretch, ...]:
    begins = meant.time or local(was[0].starts).time()
    ends: time | None = meant.end_time
    if ends is None:
        lasts = was[0].ends - was[0].starts
        ends = local(bangkok.at(first, begins) + lasts).time()
    days = outline.stretches(first, last, begins, ends)
    if len(days) != len(was):
        return days
    return tuple(
        replace(old, starts=new.starts, ends=new.ends) for old, new in zip(was, days, strict=True)
    )

"""Which question comes next while a coordinator makes an event, and what an answer to it is."""

import re
from datetime import date, datetime, time
from enum import StrEnum

from bot import bangkok
from bot.conversation import State
from bot.incoming import Location
from bot.when import When, when
from handlers.event import letter
from handlers.event.letter import Letter
from handlers.event.outline import (
    LONGEST_ADDRESS,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_DAYS,
    MOST_SEATS,
    Fault,
    Outline,
    Spot,
    faults,
    is_link,
    on_earth,
    place_and_link,
    stretches,
)


class Step(StrEnum):
    """What is asked for, in this order."""

    TITLE = "title"
    WHEN = "when"
    HOUR = "hour"
    PLACE = "place"
    ADDRESS = "address"
    SEATS = "seats"
    CHECK = "check"


class Choosing(State, tag="event.planning.choosing"):
    """A coordinator of several clubs was asked which."""


class Planning(State, tag="event.planning"):
    """What was answered so far; `step` is being asked. `draft` names it: twice is once."""

    club: int
    draft: str
    step: Step = Step.TITLE
    title: str = ""
    first: date | None = None
    last: date | None = None
    begins: time | None = None
    ends: time | None = None
    unsure: bool = False  # others could mean another day: she is asked whether it is this one
    place: str | None = None
    address: str | None = None
    spot: Spot | None = None
    link: str | None = None
    seats: int | None = None
    picture: str | None = None  # LINE's id of the photo that she sent
    again: bool = False  # every question may be skipped, and keeps what it had

    def having(self, **answers: object) -> "Planning":
        return self.model_copy(update=answers)

    @property
    def outline(self) -> Outline:
        """What it becomes; its day and hour must be known."""
        if self.first is None or self.begins is None:
            raise ValueError("no day or no hour yet")
        days = stretches(self.first, self.last or self.first, self.begins, self.ends)
        return Outline(
            self.title,
            days,
            place=self.place,
            address=self.address,
            spot=self.spot,
            online_url=self.link,
            capacity=self.seats,
        )


class CallingOff(State, tag="event.calling_off"):
    """She was asked whether this event is to be called off."""

    event: int


ORDER = tuple(Step)
WHERE = (Step.PLACE, Step.ADDRESS)  # asked for with words or a place on the map
FREE = (*WHERE, Step.SEATS)  # need no answer


class Unread(StrEnum):
    """Why what was typed is no answer."""

    NO_DAY = "no day"
    NO_HOUR = "no hour"
    NO_NUMBER = "no number"


_SEATS = re.compile(r"\s*(\d[\d,]{0,8})\s*(?:คน|ที่นั่ง|ที่|people|seats)?", re.IGNORECASE)
_ENDLESS = re.compile("ไม่จำกัด(?:จำนวน)?|no limit|unlimited", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|ถึง|to)\s*(\d{1,2})[.:](\d{2})")
_HOUR_ALONE = re.compile(r"\s*(?:[01]?\d|2[0-3])\s*")


def onward(plan: Planning) -> Planning:
    """At the next question that needs to be asked."""
    further = ORDER[ORDER.index(plan.step) + 1 :]
    step = next(each for each in further if not _known(plan, each))
    return plan.having(step=step, unsure=False)


def backward(plan: Planning) -> Planning | None:
    """At the question before; None before the first."""
    place = ORDER.index(plan.step)
    if place == 0:
        return None
    earlier = (each for each in reversed(ORDER[:place]) if each is not Step.HOUR)
    step = next(each for each in earlier if not _known(plan, each))
    return plan.having(step=step, unsure=False)


def _known(plan: Planning, step: Step) -> bool:
    """The hour was said with the day; a place needs its address, unless it is on the map."""
    if step is Step.ADDRESS:
        return plan.place is None or plan.spot is not None
    return step is Step.HOUR and plan.begins is not None


def skip(plan: Planning) -> Planning | None:
    """Onward without an answer, where there may be none or one is there already."""
    free = plan.step in FREE or (plan.again and plan.step is not Step.CHECK)
    return onward(plan) if free else None


def answer(plan: Planning, said: str, now: datetime) -> Planning | Fault | Unread:
    """The plan with this answer, at its next question; or why it is none."""
    match plan.step:
        case Step.TITLE:
            return _titled(plan, said, now)
        case Step.WHEN:
            dated = _dated(plan, when(said, bangkok.local(now), day_asked=True), now)
            return Fault.BACKWARDS if dated is Unread.NO_DAY and backwards(said) else dated
        case Step.HOUR:
            return _timed(plan, said, now)
        case Step.PLACE:
            return _placed(plan, said)
        case Step.ADDRESS:
            return _addressed(plan, " ".join(said.split()))
        case _:
            return _seated(plan, said)


def _titled(plan: Planning, said: str, now: datetime) -> Planning | Fault:
    """Named so; what is too long for a name, or of several lines, may be a letter."""
    long = len(said) > LONGEST_TITLE or "\n" in said.strip()
    found = letter.read(said, now) if long else None
    if found and found.tells:
        return _filled(plan, found, now)
    return _named(plan, " ".join(said.split()))


def _filled(plan: Planning, found: Letter, now: datetime) -> Planning | Fault:
    """At the first question that the letter does not answer; each may be skipped from here on."""
    seats = found.seats if found.seats and found.seats <= MOST_SEATS else None
    told = plan.having(
        title=found.title or "", place=found.place, link=found.link, seats=seats, again=True
    )
    if found.when is None or found.when.start is None:
        return told.having(step=Step.WHEN)
    days = {"first": found.when.start, "last": found.when.end or found.when.start}
    told = told.having(**days, begins=found.when.time, ends=found.when.end_time)
    if told.begins is None:
        return told.having(step=Step.HOUR)
    wrong = faults(told.outline, now)
    return wrong[0] if wrong else told.having(step=Step.CHECK)


def _named(plan: Planning, title: str) -> Planning | Fault:
    if not title:
        return Fault.NO_TITLE
    return Fault.LONG_TITLE if len(title) > LONGEST_TITLE else onward(plan.having(title=title))


def _dated(plan: Planning, meant: When | None, now: datetime) -> Planning | Fault | Unread:
    if meant is None or meant.start is None:
        return Unread.NO_DAY
    last = meant.end or meant.start
    if last < bangkok.local(now).date():
        return Fault.PAST
    if (last - meant.start).days >= MOST_DAYS:
        return Fault.MANY_DAYS
    hours = {"begins": meant.time, "ends": meant.end_time}
    dated = plan.having(first=meant.start, last=last, unsure=meant.unsure, **hours)
    return dated if meant.unsure else _in_order(dated, now)


def sure(plan: Planning, now: datetime) -> Planning | Fault:
    """She said that it is this day."""
    return _in_order(plan.having(unsure=False), now)


def _in_order(plan: Planning, now: datetime) -> Planning | Fault:
    if plan.begins is None:
        return onward(plan)
    wrong = [each for each in faults(plan.outline, now) if each.field in ("days", "hours")]
    return wrong[0] if wrong else onward(plan)


def _timed(plan: Planning, said: str, now: datetime) -> Planning | Fault | Unread:
    typed = f"{said.strip()}.00 น." if _HOUR_ALONE.fullmatch(said) else said
    meant = when(typed, bangkok.local(now))
    if meant is None or meant.time is None:
        return Fault.BACKWARDS if backwards(said) else Unread.NO_HOUR
    return _in_order(plan.having(begins=meant.time, ends=meant.end_time), now)


def backwards(said: str) -> bool:
    """Whether it says “11.00-09.00”, which no reading makes sense of."""
    found = _HOURS.search(said)
    hours = [int(each) for each in found.groups()] if found else [0, 0, 0, 1]
    return hours[2:] <= hours[:2]


def _placed(plan: Planning, said: str) -> Planning | Fault:
    place, link = place_and_link(said)
    if len(place or "") > LONGEST_PLACE:
        return Fault.LONG_PLACE
    if link and not is_link(link):
        return Fault.NO_LINK
    return onward(plan.having(place=place, link=link, address=None, spot=None))


def _addressed(plan: Planning, address: str) -> Planning | Fault:
    if len(address) > LONGEST_ADDRESS:
        return Fault.LONG_ADDRESS
    return onward(plan.having(address=address or None))


def located(plan: Planning, where: Location) -> Planning | None:
    """The plan at this place on the map, at its next question; None where no place is asked for.

    A place that was named before keeps its name.
    """
    spot, title = Spot(where.latitude, where.longitude), " ".join(where.title.split())
    if plan.step not in WHERE or not on_earth(spot):
        return None
    named = plan.place if plan.step is Step.ADDRESS else title[:LONGEST_PLACE] or None
    address = " ".join(where.address.split())[:LONGEST_ADDRESS] or None
    return onward(plan.having(place=named, address=address, spot=spot))


def _seated(plan: Planning, said: str) -> Planning | Fault | Unread:
    if _ENDLESS.fullmatch(said.strip()):
        return onward(plan.having(seats=None))
    found = _SEATS.fullmatch(said.strip())
    if found is None:
        return Unread.NO_NUMBER
    seats = int(found[1].replace(",", ""))
    return onward(plan.having(seats=seats)) if 1 <= seats <= MOST_SEATS else Fault.SEATS

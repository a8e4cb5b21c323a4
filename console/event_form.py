"""The form of an event: days and hours as Thais write them, and what it is to be."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    StringField,
    SubmitField,
    TextAreaField,
    ValidationError,
)

from bot import dates
from bot.bangkok import local
from bot.deployment import deployment
from bot.language import N_, _, language
from bot.when import when
from console import guests
from console.forms import NO_DAY, UNSURE, AtMost, DayField, Form, Needed, NumberField
from handlers.event import outline, planning, planning_cards, planning_flow, programme
from handlers.event.outline import Fault, Outline, Spot, Stretch
from handlers.event.programme import Why
from models import Event

LINES = {  # what is wrong with a line of the programme
    Why.NO_HOURS: N_("บรรทัดที่ {number} ยังไม่มีเวลาค่ะ พิมพ์แบบ “09.00-10.30 หัวข้อ” นะคะ"),
    Why.NO_DAY: N_("บรรทัดที่ {number} อ่านวันที่ไม่ออกค่ะ พิมพ์แบบ “8 ก.ค. 70 09.00-10.30 หัวข้อ” นะคะ"),
    Why.OTHER_DAY: N_("บรรทัดที่ {number} อยู่นอกวันของกิจกรรมค่ะ"),
    Why.BACKWARDS: N_("บรรทัดที่ {number} เวลาจบอยู่ก่อนเวลาเริ่มค่ะ"),
    Why.MANY: N_("กำหนดการยาวได้ไม่เกิน {most} บรรทัดค่ะ"),
}
NO_HOURS = N_("อ่านเวลาไม่ออกค่ะ ลองพิมพ์แบบ 09.00-16.30 นะคะ")


class DaysField(StringField):
    """One day or several, as Thais write them; `first` and `last` are what was meant."""

    first: date | None = None
    last: date | None = None

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        found = when(self.data, deployment().now(), day_asked=True)
        if found is None or found.start is None or found.time:
            raise ValidationError(_(NO_DAY))
        if found.unsure:
            last = found.end or found.start
            raise ValidationError(_(UNSURE, day=dates.days(found.start, last, language())))
        self.first, self.last = found.start, found.end or found.start


class HoursField(StringField):
    """From when to when, each day: 09.00-16.30; `ends` is none where it was not said."""

    begins: time | None = None
    ends: time | None = None

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        if planning_flow.backwards(self.data):
            raise ValidationError(planning_cards.fault(Fault.BACKWARDS))
        found = when(self.data, deployment().now())
        if found is None or found.time is None:
            raise ValidationError(_(NO_HOURS))
        self.begins, self.ends = found.time, found.end_time


class SpotField(StringField):
    """Latitude and longitude, or the address of a map that holds them."""

    spot: Spot | None = None

    def pre_validate(self, form: Any) -> None:
        self.spot = outline.spot_in(self.data or "")
        if self.data and self.spot is None:
            raise ValidationError(planning_cards.fault(Fault.NO_SPOT))


class Plan(Form):
    title = StringField(N_("ชื่อกิจกรรม"), [Needed(), AtMost(outline.LONGEST_TITLE)])
    days = DaysField(N_("วันที่"), [Needed()])
    hours = HoursField(N_("เวลา"), [Needed()])
    place = StringField(N_("สถานที่"), [AtMost(outline.LONGEST_PLACE)])
    address = StringField(N_("ที่อยู่หรือจุดสังเกต"), [AtMost(outline.LONGEST_ADDRESS)])
    spot = SpotField(N_("จุดบนแผนที่"))
    online_url = StringField(N_("ลิงก์เข้าประชุม"), [AtMost(outline.LONGEST_LINK)])
    capacity = NumberField(N_("จำนวนที่นั่ง"))
    deadline = DayField(N_("ลงทะเบียนได้ถึงวันที่"))
    description = TextAreaField(N_("รายละเอียด"), [AtMost(outline.LONGEST_TOLD)])
    topics = TextAreaField(N_("กำหนดการ"), [AtMost(outline.LONGEST_TOLD)])
    for_all = BooleanField(N_("ทุกชมรมมาได้"))
    guests = TextAreaField(N_("ชมรมที่เชิญมาด้วย"), [AtMost(outline.LONGEST_TOLD)])
    plan = HiddenField()  # names it: sent twice is sent once
    version = HiddenField()
    later = SubmitField()  # keep it, and publish later
    number: int = 0  # of what was made

    def validate_topics(self, field: TextAreaField) -> None:
        """Read within the days and hours, once these can be read."""
        if self.frame is not None:
            try:
                programme.read(_plain(field.data), self.frame, deployment().now())
            except programme.Misread as wrong:
                words = _(LINES[wrong.why], number=wrong.number, most=programme.MOST)
                raise ValidationError(words) from None

    @property
    def frame(self) -> programme.Frame | None:
        days, hours = self.days, self.hours
        if days.first is None or days.last is None or hours.begins is None:
            return None
        last = min(days.last, days.first + timedelta(days=outline.MOST_DAYS))  # more are refused
        return programme.Frame(days.first, last, hours.begins, hours.ends)

    @property
    def published(self) -> bool:
        return not self.later.data


@dataclass(frozen=True)
class Shown:
    """What stands in the fields at first."""

    title: str = ""
    days: str = ""
    hours: str = ""
    place: str = ""
    address: str = ""
    spot: str = ""
    online_url: str = ""
    capacity: str = ""
    deadline: date | None = None
    description: str = ""
    topics: str = ""
    for_all: bool = False
    guests: str = ""
    plan: str = ""
    version: str = ""


def plan_of(event: Event) -> Shown:
    first = event.sittings[0] if event.sittings else event
    return Shown(
        title=event.title,
        days=dates.days(local(event.starts).date(), local(event.ends).date(), language()),
        hours=dates.hours(local(first.starts).time(), local(first.ends).time(), language()),
        place=event.place or "",
        address=event.address or "",
        spot=", ".join(map(str, planning.outline(event).spot or ())),
        online_url=event.online_url or "",
        capacity=f"{event.capacity:,}" if event.capacity else "",
        deadline=_day_of(event.deadline) if event.deadline else None,
        description=event.description,
        topics=programme.written(planning.outline(event).stretches, language()),
        for_all=event.for_all,
        guests=guests.written(event.guests),
        version=str(event.version),
    )


def outlined(it: Plan, event: Event | None = None) -> Outline:
    """What was typed. Sittings that the fields cannot show stay as they are while these do."""
    stretches = _stretches(it, event)
    return Outline(
        title=" ".join((it.title.data or "").split()),
        stretches=stretches,
        description=_plain(it.description.data),
        place=" ".join((it.place.data or "").split()) or None,
        address=" ".join((it.address.data or "").split()) or None,
        spot=it.spot.spot,
        online_url=(it.online_url.data or "").strip() or None,
        capacity=it.capacity.number,
        deadline=outline.end_of(it.deadline.day, stretches[0].starts) if it.deadline.day else None,
        for_all=bool(it.for_all.data),
    )


def _stretches(it: Plan, event: Event | None) -> tuple[Stretch, ...]:
    typed = (it.days.data, it.hours.data, _plain(it.topics.data))
    if event is not None:
        was = plan_of(event)
        if typed == (was.days, was.hours, was.topics):
            return tuple(
                Stretch(each.starts, each.ends, each.topic, each.speaker) for each in event.sittings
            )
    if it.frame is None:
        raise ValueError("days and hours are read before they are used")
    return programme.read(_plain(it.topics.data), it.frame, deployment().now())


def _plain(typed: str | None) -> str:
    return (typed or "").replace("\r\n", "\n").strip()


def _day_of(deadline: datetime) -> date:
    return local(deadline - timedelta(minutes=1)).date()

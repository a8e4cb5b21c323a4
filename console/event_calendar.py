"""The events of her clubs as a month on the wall."""

from calendar import SUNDAY, Calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from http import HTTPStatus

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from bot import bangkok, dates
from bot.language import language
from console.page import Visit, page
from models import Event, EventState

MOST = 500  # events of one month; in the list there are all
YEARS = range(1990, 2100)
DAY = timedelta(days=1)
blueprint = Blueprint("calendar", __name__, url_prefix="/calendar")


@dataclass(frozen=True)
class Day:
    day: date
    inside: bool  # of the month; else of the one before or after
    events: Sequence[Event]


@blueprint.get("", defaults={"year": None, "month": None})
@blueprint.get("/<int:year>/<int:month>")
@page
def show(visit: Visit, year: int | None, month: int | None) -> ResponseReturnValue:
    """The month that it is, or another, its year as the Gregorian calendar counts."""
    today = bangkok.local(visit.now).date()
    first = _first(today, year, month)
    last = _following(first) - DAY
    return render_template(
        "console/event_calendar.html",
        named=dates.month(first, language()),
        weekdays=_from_sunday(dates.weekdays(language())),
        weeks=weeks(first, _events(visit, first, last)),
        today=today,
        before=first - DAY,
        after=_following(first),
    )


def weeks(first: date, events: Iterable[Event]) -> list[list[Day]]:
    """Whole weeks from Sunday on, each day with what is on: on several days, on each of them."""
    on = defaultdict[date, list[Event]](list)
    for event in events:
        begins, ends = (bangkok.local(each).date() for each in (event.starts, event.ends))
        for number in range((ends - begins).days + 1):
            on[begins + timedelta(days=number)].append(event)
    whole = Calendar(SUNDAY).monthdatescalendar(first.year, first.month)
    return [[Day(day, day.month == first.month, on[day]) for day in week] for week in whole]


def _events(visit: Visit, first: date, last: date) -> Sequence[Event]:
    start, end = bangkok.at(first, time()), bangkok.at(last + DAY, time())
    hers = select(Event).where(visit.within(Event.club_id), Event.state != EventState.CANCELLED)
    during = hers.where(Event.starts < end, Event.ends > start)
    return visit.db.scalars(during.order_by(Event.starts, Event.id).limit(MOST)).all()


def _first(today: date, year: int | None, month: int | None) -> date:
    if year is None or month is None:
        return today.replace(day=1)
    if year not in YEARS or month not in range(1, 13):
        abort(HTTPStatus.NOT_FOUND)
    return date(year, month, 1)


def _following(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _from_sunday(named: Sequence[str]) -> list[str]:
    return [named[-1], *named[:-1]]

"""Events as a month on the wall."""

import re

import pytest

from models import Event, EventState
from tests.handlers.meeting import START
from tests.planning import bangkok_time, found, plan
from tests.queries import asked

CALENDAR = "/console/events/calendar"


def cells(desk, path=CALENDAR):
    """The days of the month on which something is on, with what it is."""
    page = desk.opens(path).text
    days = re.findall(r'<td class="ours[^"]*">(.*?)</td>', page, re.DOTALL)
    titles = {number: re.findall(r"<a [^>]*>([^<]*)<", day) for number, day in enumerate(days, 1)}
    return {number: named for number, named in titles.items() if named}


def test_this_month_shows_what_is_on_and_today(at_desk, hua_hin, sessions):
    plan(sessions, hua_hin, "อบรม", bangkok_time("2026-01-20", "09:00"), topics=("ก", "ข"))
    plan(sessions, hua_hin, "เดินสำรวจ", bangkok_time("2026-01-31", "23:00"))
    plan(sessions, hua_hin, "เดือนหน้า", bangkok_time("2026-02-01", "00:00"))
    assert cells(at_desk) == {20: ["อบรม"], 21: ["อบรม"], 31: ["เดินสำรวจ"]}
    assert "ม.ค. 2569" in at_desk.reads()
    assert at_desk.answer.text.count(' today">') == 1
    assert cells(at_desk, f"{CALENDAR}/2026/2") == {1: ["เดินสำรวจ", "เดือนหน้า"]}
    assert ' today">' not in at_desk.answer.text


def test_the_months_around_it_are_one_tap_away(at_desk):
    at_desk.opens(f"{CALENDAR}/2026/1")
    for other in ("2025/12", "2026/2"):
        assert f'href="{CALENDAR}/{other}"' in at_desk.answer.text


@pytest.mark.parametrize("month", ["2026/13", "2026/0", "0/1", "2569/1", "99999/1"])
def test_a_month_that_is_none_is_not_found(at_desk, month):
    assert at_desk.opens(f"{CALENDAR}/{month}").status_code == 404


def test_another_club_s_and_what_was_called_off_do_not_stand_there(at_desk, hua_hin, sessions):
    plan(sessions, found(sessions, "CHAAM", "ชะอำ"), "ลับ", START)
    off = plan(sessions, hua_hin, "ยกเลิกไป", START)
    with sessions.begin() as db:
        db.get_one(Event, off.id).state = EventState.CANCELLED
    assert cells(at_desk, f"{CALENDAR}/{START:%Y}/{START.month}") == {}


def test_a_month_asks_as_often_for_many_as_for_few(at_desk, hua_hin, sessions):
    def opened():
        with asked(sessions) as statements:
            at_desk.opens(f"{CALENDAR}/{START:%Y}/{START.month}")
        return len(statements)

    plan(sessions, hua_hin, "งาน", START)
    few = opened()
    for number in range(20):
        plan(sessions, hua_hin, f"งาน {number}", START)
    assert opened() == few

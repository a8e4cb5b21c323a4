"""Announcements that are made again and again: on which days, and how that is said."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot import bangkok
from bot.bangkok import ZONE, local
from bot.language import speaking
from handlers.announcement.repeating_flow import LAST, Doubt, Rule, following, typed, written

NOW = datetime(2021, 7, 5, 10, 0, tzinfo=ZONE)  # a Monday
NINE = time(9)
MONDAY, WEDNESDAY, FRIDAY = 0, 2, 4

SAID = {
    "ทุกวันจันทร์ 9 โมง": Rule(weekdays=(MONDAY,), clock=NINE),
    "ทุกจันทร์ 9.00 น.": Rule(weekdays=(MONDAY,), clock=NINE),
    "จันทร์ 9 โมงเช้า": Rule(weekdays=(MONDAY,), clock=NINE),
    "9 โมงเช้าทุกวันจันทร์": Rule(weekdays=(MONDAY,), clock=NINE),
    "ทุก ๆ วันจันทร์ ตอนเช้า 9 โมง": Rule(weekdays=(MONDAY,), clock=NINE),
    "ทุกวันจันทร์และพุธ 9 โมง": Rule(weekdays=(MONDAY, WEDNESDAY), clock=NINE),
    "ทุกวันพุธ จันทร์ และวันศุกร์ บ่าย 2": Rule(weekdays=(MONDAY, WEDNESDAY, FRIDAY), clock=time(14)),
    "ทุกวันจันทร์-ศุกร์ 9.00": Rule(weekdays=(0, 1, 2, 3, 4), clock=NINE),
    "ทุกวันทำการ 9 โมง": Rule(weekdays=(0, 1, 2, 3, 4), clock=NINE),
    "ทุกเสาร์อาทิตย์ 9 โมง": Rule(weekdays=(5, 6), clock=NINE),
    "ศุกร์-จันทร์ 9 โมง": Rule(weekdays=(0, 4, 5, 6), clock=NINE),
    "ทุกวัน 9 โมง": Rule(weekdays=(0, 1, 2, 3, 4, 5, 6), clock=NINE),
    "ทุกวันเวลา 9.00 น.": Rule(weekdays=(0, 1, 2, 3, 4, 5, 6), clock=NINE),
    "ทุกวันที่ 1 เวลา 8.30": Rule(day=1, clock=time(8, 30)),
    "ทุกเดือนวันที่ 15 9 โมง": Rule(day=15, clock=NINE),
    "วันที่ 15 ของทุกเดือน เวลา 9.00 น.": Rule(day=15, clock=NINE),
    "ทุกสิ้นเดือน 9 โมง": Rule(day=31, clock=NINE),
    "วันสุดท้ายของเดือน 9 โมง": Rule(day=31, clock=NINE),
    "ศุกร์สุดท้ายของเดือน 9.00": Rule(weekdays=(FRIDAY,), place=LAST, clock=NINE),
    "จันทร์แรกของเดือน 9 โมง": Rule(weekdays=(MONDAY,), place=1, clock=NINE),
    "ทุกวันจันทร์ที่ 2 ของเดือน 9 โมง": Rule(weekdays=(MONDAY,), place=2, clock=NINE),
    "ทุกวันจันทร์ 9 โมง ถึงสิ้นปี": Rule(weekdays=(MONDAY,), clock=NINE, until=date(2021, 12, 31)),
    "ทุกวันจันทร์ 9 โมง จนถึง 30 ก.ย.": Rule(weekdays=(MONDAY,), clock=NINE, until=date(2021, 9, 30)),
    "ทุกวันจันทร์ ถึงสิ้นปีหน้า เวลา 9.00": Rule(weekdays=(MONDAY,), clock=NINE, until=date(2022, 12, 31)),
    "every Monday at 9am": Rule(weekdays=(MONDAY,), clock=NINE),
    "Mondays and Wednesdays 9:00": Rule(weekdays=(MONDAY, WEDNESDAY), clock=NINE),
    "every day at 9:00": Rule(weekdays=(0, 1, 2, 3, 4, 5, 6), clock=NINE),
    "weekdays at 9:00": Rule(weekdays=(0, 1, 2, 3, 4), clock=NINE),
    "the 1st of every month at 8:30": Rule(day=1, clock=time(8, 30)),
    "the last Friday of the month at 9:00 until 30 Sep": Rule(
        weekdays=(FRIDAY,), place=LAST, clock=NINE, until=date(2021, 9, 30)
    ),
    "first Monday of each month 9:00 until the end of the year": Rule(
        weekdays=(MONDAY,), place=1, clock=NINE, until=date(2021, 12, 31)
    ),
}
DOUBTED = {
    "ทุกวันจันทร์": Doubt.NO_HOUR,
    "ทุกวันจันทร์ ถึง 30 ก.ย. 9.00-11.00": Doubt.NO_HOUR,
    "ทุกวันจันทร์ 9-11 โมง": Doubt.NO_DAYS,
    "ทุกวันจันทร์ 4 โมง": Doubt.SEVERAL,
    "9 โมง": Doubt.NO_DAYS,
    "ทุกวันพระ 9 โมง": Doubt.NO_DAYS,
    "ทุกวันที่ 32 เวลา 9.00": Doubt.NO_DAYS,
    "ทุกวันศุกร์ที่ 5 ของเดือน 9 โมง": Doubt.NO_DAYS,
    "ทุกวันจันทร์ 8 ก.ค. 9 โมง": Doubt.NO_DAYS,
    "วันที่ 1 และ 15 เวลา 9.00": Doubt.NO_DAYS,
    "พรุ่งนี้ 9 โมง": Doubt.NO_DAYS,
    "": Doubt.NO_DAYS,
    "ทุกวันจันทร์ 9 โมง จนถึง 31 ก.ย.": Doubt.NO_END,
    "ทุกวันจันทร์ 9 โมง จนกว่าจะบอก ถึงเมื่อไหร่ก็ได้": Doubt.NO_END,
    "ทุกวันจันทร์ 9 โมง ถึงวันที่ 7 ก.ค. 2564": Doubt.NEVER,
}

clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
moments = st.datetimes(datetime(2021, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
weekly = st.builds(
    Rule,
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    clock=clocks,
)
by_day = st.builds(Rule, day=st.integers(1, 31), clock=clocks)
by_place = st.builds(
    Rule,
    weekdays=st.integers(0, 6).map(lambda day: (day,)),
    place=st.sampled_from((1, 2, 3, 4, LAST)),
    clock=clocks,
)
rules = weekly | by_day | by_place


@pytest.mark.parametrize("said", SAID)
def test_what_is_typed_is_understood(said):
    assert typed(said, NOW) == SAID[said]


@pytest.mark.parametrize("said", DOUBTED)
def test_what_is_not_clear_is_asked_about(said):
    assert typed(said, NOW) is DOUBTED[said]


@pytest.mark.parametrize("spoken", ["th", "en"])
@given(rule=rules, ends=st.none() | st.dates(date(2022, 1, 1), date(2030, 1, 1)))
def test_what_is_written_can_be_typed(spoken, rule, ends):
    rule = rule.model_copy(update={"until": ends})
    with speaking(spoken):
        assert typed(written(rule), NOW) == rule


@given(rules, moments)
def test_the_next_time_is_later_and_as_the_rule_says(rule, after):
    found = following(rule, after)
    here = local(found)
    assert found > after
    assert here.time() == rule.clock
    if rule.day:
        short = (here + timedelta(days=1)).day == 1
        assert here.day == rule.day or (short and here.day < rule.day)
    else:
        assert here.weekday() in rule.weekdays
    if rule.place == LAST:
        assert (here + timedelta(days=7)).month != here.month
    elif rule.place:
        assert (here.day - 1) // 7 + 1 == rule.place


@given(rules, moments, st.timedeltas(timedelta(), timedelta(days=70)))
def test_no_time_is_left_out(rule, after, later):
    """Whatever comes after a later moment comes no sooner, and nothing lies between."""
    first, second = following(rule, after), following(rule, after + later)
    assert first <= second
    assert first == second or first <= after + later


@given(rules, moments, st.integers(0, 400))
def test_nothing_comes_after_its_end(rule, after, days):
    ends = local(after).date() + timedelta(days=days)
    forever, found = (
        following(rule, after),
        following(rule.model_copy(update={"until": ends}), after),
    )
    assert found == (forever if local(forever).date() <= ends else None)


def test_a_day_that_a_month_does_not_have_is_its_last():
    rule, moment, days = Rule(day=31, clock=NINE), bangkok.at(date(2024, 1, 15), NINE), []
    for _ in range(4):
        moment = following(rule, moment)
        days.append(local(moment).date().isoformat())
    assert days == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]
    assert "เดือนที่สั้นกว่านั้นส่งวันสุดท้ายของเดือน" in written(rule)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"day": 1, "weekdays": (0,)},
        {"day": 1, "place": 1},
        {"place": 1, "weekdays": (0, 1)},
        {"place": 5, "weekdays": (0,)},
        {"weekdays": (7,)},
        {"weekdays": (1, 0)},
    ],
)
def test_half_a_rule_is_none(fields):
    with pytest.raises(ValidationError):
        Rule(**fields, clock=NINE)

"""A programme is typed line by line, and read back as the same lines."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import bangkok
from handlers.event.outline import Stretch
from handlers.event.programme import MOST, Frame, Misread, Why, read, written
from tests.conftest import NOW

FIRST, LAST = date(2026, 1, 20), date(2026, 1, 21)
DAYS = Frame(FIRST, LAST, time(9), time(16, 30))


def sitting(day, begins, ends, topic=None, speaker=None):
    starts, over = (time.fromisoformat(each) for each in (begins, ends))
    return Stretch(bangkok.at(day, starts), bangkok.at(day, over), topic, speaker)


@pytest.mark.parametrize("typed", ["", "  ", "\r\n"])
def test_without_a_line_there_is_a_sitting_a_day(typed):
    assert read(typed, DAYS, NOW) == (
        sitting(FIRST, "09:00", "16:30"),
        sitting(LAST, "09:00", "16:30"),
    )


def test_a_line_a_day_names_its_topic_and_who_speaks():
    assert read("\nรู้ทันสินบน โดย ครูนก", DAYS, NOW) == (
        sitting(FIRST, "09:00", "16:30"),
        sitting(LAST, "09:00", "16:30", "รู้ทันสินบน", "ครูนก"),
    )


def test_where_nobody_said_when_it_ends_it_takes_two_hours():
    assert read("", Frame(FIRST, FIRST, time(9)), NOW) == (sitting(FIRST, "09:00", "11:00"),)


@pytest.mark.parametrize(
    "line",
    [
        "20 ม.ค. 69 09.00-10.30 รู้ทันสินบน โดย ครูนก",
        "๒๐ ม.ค. ๖๙ เวลา ๐๙.๐๐ - ๑๐.๓๐ น. รู้ทันสินบน โดย  ครูนก",
        "9:00–10:30 รู้ทันสินบน โดย ครูนก",
        "09.00 น. ถึง 10.30 น. รู้ทันสินบน โดย ครูนก",
        "อ. 20 ม.ค. 2569 09.00 – 10.30 น. รู้ทันสินบน by ครูนก",
    ],
)
def test_a_line_says_day_hours_topic_and_speaker(line):
    assert read(line, DAYS, NOW) == (sitting(FIRST, "09:00", "10:30", "รู้ทันสินบน", "ครูนก"),)


def test_a_line_without_a_day_is_on_the_day_before_it():
    typed = "13.00-14.00 ปิดงาน\n9.00-10.00 เปิดงาน\n\n21 ม.ค. 69 9.00-12.00\n13.00-16.00 ลงพื้นที่"
    assert read(typed, DAYS, NOW) == (
        sitting(FIRST, "09:00", "10:00", "เปิดงาน"),
        sitting(FIRST, "13:00", "14:00", "ปิดงาน"),
        sitting(LAST, "09:00", "12:00"),
        sitting(LAST, "13:00", "16:00", "ลงพื้นที่"),
    )


@pytest.mark.parametrize(
    ("typed", "number", "why"),
    [
        ("9.00-10.00 ก\nพักเที่ยง", 2, Why.NO_HOURS),
        ("ก\nข\nค", 3, Why.NO_HOURS),
        ("31 ก.พ. 69 9.00-10.00 ก", 1, Why.NO_DAY),
        ("พักก่อน 9.00-10.00 ก", 1, Why.NO_DAY),
        ("9.00-10.00 ก\n22 ม.ค. 69 9.00-10.00 ข", 2, Why.OTHER_DAY),
        ("10.00-9.00 ก", 1, Why.BACKWARDS),
        ("9.00-10.00 ก\n" * (MOST + 1), MOST + 1, Why.MANY),
    ],
)
def test_which_line_is_wrong_is_said(typed, number, why):
    with pytest.raises(Misread) as wrong:
        read(typed, DAYS, NOW)
    assert (wrong.value.number, wrong.value.why) == (number, why)


words = st.text("กขคงจฉชซ ", min_size=1, max_size=12).map(lambda said: " ".join(said.split()))
subject = words.map(lambda said: said or None)
quarters = st.integers(0, 95)


@st.composite
def sittings(draw):
    found = []
    for _each in range(draw(st.integers(1, 6))):
        day = FIRST + timedelta(days=draw(st.integers(0, 1)))
        begins = draw(st.integers(0, 94))
        ends = draw(st.integers(begins + 1, 95))
        at = bangkok.at(day, time(0))
        times = (at + timedelta(minutes=15 * each) for each in (begins, ends))
        found.append(Stretch(*times, draw(subject), draw(subject)))
    return tuple(sorted(found, key=lambda each: (each.starts, each.ends)))


@given(sittings(), st.sampled_from(["th", "en"]))
def test_what_was_written_is_read_as_the_same(held, language):
    first, last = (bangkok.local(each.starts) for each in (held[0], held[-1]))
    ends = bangkok.local(held[0].ends).time()
    frame = Frame(first.date(), last.date(), first.time(), ends)
    assert read(written(held, language), frame, NOW) == held


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_programme_or_has_a_wrong_line(typed):
    with suppress(Misread):
        assert all(each.starts < each.ends for each in read(typed, DAYS, NOW))

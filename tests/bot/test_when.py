from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bangkok import ZONE
from bot.dates import clock, day, days, hours, moment
from bot.when import When, when

HERE = Path(__file__).parent
NOW = datetime(2021, 7, 5, 10, 0, tzinfo=ZONE)  # a Monday


def rows(name):
    """The phrases of a file, each with what it means, or with None for better no answer."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            phrase, *fields = line.split("\t")
            yield phrase, expected(*fields)


def expected(start, end="-", clock="-", end_clock="-", unsure="", *_):
    if start == "None":
        return None
    return When(
        *(date.fromisoformat(each) for each in (start, end)),
        *(None if each == "-" else time.fromisoformat(each) for each in (clock, end_clock)),
        unsure=unsure == "?",
    )


DEVELOPMENT = list(rows("dates.tsv"))
HELD_OUT = list(rows("dates_held_out.tsv")) + list(rows("dates_held_out_2.tsv"))


def said(found):
    """The answer without its doubt, of which dates.tsv says nothing."""
    return found and (found.start, found.end, found.time, found.end_time)


@pytest.mark.parametrize(("phrase", "meant"), DEVELOPMENT)
def test_the_phrases_of_the_development_set_are_read(phrase, meant):
    assert said(when(phrase, NOW)) == said(meant)


@pytest.mark.parametrize(("phrase", "meant"), HELD_OUT)
def test_the_phrases_that_were_held_out_are_read(phrase, meant):
    assert when(phrase, NOW) == meant


def test_none_is_read_wrong(capsys):
    for name, phrases in {"development": DEVELOPMENT, "held out": HELD_OUT}.items():
        found = Counter(verdict(said(when(phrase, NOW)), said(meant)) for phrase, meant in phrases)
        with capsys.disabled():
            print(f"\nwhen: {name}: {dict(found)}")  # noqa: T201
        assert found["wrong"] == 0


def verdict(found, meant):
    if found == meant:
        return "right"
    return "none" if found is None else "wrong"


def test_a_moment_of_utc_is_seen_from_bangkok():
    late = datetime(2021, 7, 5, 18, 0, tzinfo=UTC)  # one in the morning of the 6th
    assert when("วันนี้", late).start == date(2021, 7, 6)
    assert when("อีก 2 ชั่วโมง", late) == When(date(2021, 7, 6), date(2021, 7, 6), time(3), None)


def test_a_bare_day_that_is_past_is_next_months_or_next_years():
    assert when("4 ก.ค.", NOW).start == date(2022, 7, 4)
    assert when("5 ก.ค.", NOW).start == date(2021, 7, 5)
    assert when("วันที่ 3", NOW).start == date(2021, 8, 3)
    assert when("29 ก.พ.", NOW) is None


def test_a_year_of_two_figures_is_a_buddhist_one_if_that_is_near():
    assert when("8 ก.ค. 64", NOW) == when("8 ก.ค. 2564", NOW)
    assert when("8 ก.ค. 74", NOW).start.year == 2031
    assert when("8 ก.ค. 75", NOW) is None
    assert when("8 ก.ค. 22", NOW) == When(
        date(2022, 7, 8), date(2022, 7, 8), None, None, unsure=True
    )
    assert when("8 ก.ค. ค.ศ. 64", NOW) is None
    assert when("8 ก.ค. พ.ศ. 22", NOW) is None


@pytest.mark.parametrize(
    "phrase", ["พฤ. 9 ก.ค. 64", "ศุกร์ที่ 13", "จันทร์ 6/7/64", "พรุ่งนี้วันพุธ", "ศ. 8 – ส. 9 ก.ค. 64"]
)
def test_a_weekday_that_contradicts_the_date_is_not_guessed_at(phrase):
    assert when(phrase, NOW) is None


@pytest.mark.parametrize(
    "phrase", ["อาทิตย์เดือนหน้า", "จันทร์อังคาร", "เสาร์หน้า อาทิตย์หน้า", "กรกฎาคม", "8-10", "9"]
)
def test_half_a_date_is_none(phrase):
    assert when(phrase, NOW) is None


@pytest.mark.parametrize(
    ("phrase", "start", "end", "unsure"),
    [
        ("9", 9, 9, False),
        ("๙", 9, 9, False),
        ("9th", 9, 9, False),
        ("9 13.00-15.00", 9, 9, False),
        ("25-27", 25, 27, False),
        ("9-11 13.00-15.00", 9, 11, False),
        ("9-11", 9, 11, True),  # or hours
        ("5", 5, 5, True),  # today, or in a month
    ],
)
def test_where_a_day_is_asked_for_a_bare_number_is_one(phrase, start, end, unsure):
    found = when(phrase, NOW, day_asked=True)
    assert (found.start, found.end) == (date(2021, 7, start), date(2021, 7, end))
    assert found.unsure is unsure
    assert when(phrase, NOW) is None


@pytest.mark.parametrize("phrase", ["0", "99", "11-9", "9 11", "9 เช้า", "2564", "9 คน"])
def test_not_every_number_is_a_day(phrase):
    assert when(phrase, NOW, day_asked=True) is None


@given(st.integers(1, 31), st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31)))
def test_a_bare_day_is_at_most_a_month_away(day, now):
    now = now.replace(tzinfo=ZONE)
    found = when(str(day), now, day_asked=True)
    if found is None:
        assert day > 28  # and the month is shorter
    else:
        assert found.start.day == day
        assert timedelta() <= found.start - now.date() <= timedelta(days=31)


@pytest.mark.parametrize(
    "phrase", ["4 โมง", "5 โมง", "ศุกร์หน้า", "อาทิตย์หน้า", "ปลายเดือน", "จันทร์", "เที่ยงคืน", "วันนี้ 2.30"]
)
def test_what_others_could_mean_differently_is_marked(phrase):
    assert when(phrase, NOW).unsure


@pytest.mark.parametrize(
    "phrase", ["4 โมงเย็น", "4 โมงเช้า", "ตอนเย็น 5 โมง", "ศุกร์นี้", "ศุกร์สัปดาห์หน้า", "9 โมง", "02.30 น."]
)
def test_what_has_one_meaning_is_not_marked(phrase):
    assert not when(phrase, NOW).unsure


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("ช่วงเช้า 9.00-12.00 น.", time(9), time(12)),
        ("9.00-12.00 น. ช่วงเช้า", time(9), time(12)),
        ("บ่าย 2.30", time(14, 30), None),
        ("บ่าย 13.30 น.", time(13, 30), None),
        ("ตอนเย็น 4-6 โมง", time(16), time(18)),
        ("เย็นนี้ 5 โมง", time(17), None),
        ("คืนนี้ 2 ทุ่ม", time(20), None),
        ("0900-1630 น.", time(9), time(16, 30)),
        ("9 นาฬิกา 30 นาที", time(9, 30), None),
    ],
)
def test_a_part_of_the_day_tells_which_half_is_meant(phrase, start, end):
    found = when(phrase, NOW)
    assert (found.time, found.end_time, found.unsure) == (start, end, False)


@pytest.mark.parametrize(
    "phrase", ["เช้า 13.30", "เช้า 2 ทุ่ม 8", "เย็น 9 โมง", "ตี 6", "7 ทุ่ม", "24.30 น.", "9 โมง 75 นาที"]
)
def test_a_time_that_does_not_exist_is_none(phrase):
    assert when(phrase, NOW) is None


DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
LANGUAGES = st.sampled_from(["th", "en"])


@settings(deadline=None)
@given(DAYS, LANGUAGES)
def test_a_day_that_we_wrote_is_read_back(day_, language):
    assert when(day(day_, language), NOW) == When(day_, day_, None, None)


@settings(deadline=None)
@given(DAYS, st.integers(1, 180), LANGUAGES)
def test_days_that_we_wrote_are_read_back(start, length, language):
    end = start + timedelta(days=length)
    found = when(days(start, end, language), NOW)
    assert said(found) == (start, end, None, None)


@settings(deadline=None)
@given(st.times(), st.times(), LANGUAGES)
def test_times_that_we_wrote_are_read_back(start, end, language):
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    found = when(f"{day(date(2021, 7, 8))} {clock(start, language)}", NOW)
    assert found.time == start
    found = when(hours(start, end, language), NOW)
    assert (found and (found.time, found.end_time)) == ((start, end) if start < end else None)


@settings(deadline=None)
@given(st.datetimes(datetime(1950, 1, 2), datetime(2150, 1, 1)), LANGUAGES)
def test_moments_that_we_wrote_are_read_back(naive, language):
    here = naive.replace(second=0, microsecond=0, tzinfo=ZONE)
    written = moment(here.astimezone(UTC), language)
    assert said(when(written, NOW)) == (here.date(), here.date(), here.time(), None)
    later = here + timedelta(days=1)
    found = when(f"{written} – {moment(later.astimezone(UTC), language)}", NOW)
    assert said(found) == (here.date(), later.date(), here.time(), later.time())


WORDS = [
    *("8", "31", "64", "2564", "9.00", "ก.ค.", "กุมภา", "วันที่", "พฤ.", "ศุกร์", "อาทิตย์", "หน้า", "นี้"),
    *("-", "ถึง", "และ", "เดือน", "ปลายเดือน", "สิ้น", "โมง", "ทุ่ม", "ตี", "บ่าย", "เย็น", "เที่ยงคืน", "น."),
    *("อีก", "999", "สัปดาห์", "ชั่วโมง", "พรุ่งนี้", "/", ":", "ปี", "พ.ศ.", "เสาร์", "ประมาณ", " ", "am"),
]


@settings(deadline=None, max_examples=1500)
@given(
    st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=9).map("".join),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
)
def test_any_text_is_read_or_not_but_never_an_error(text, now):
    found = when(text, now)
    if found:
        assert found.start <= found.end
        if found.end_time and found.start == found.end:
            assert found.time < found.end_time


@pytest.mark.parametrize(
    "text",
    [
        "8 ก.ค. 64 " * 500,
        "9" * 50_000,
        " " * 50_000,
        "วันที่" * 9_000,
        "8-" * 99,
        "\ufdfa" * 5_000,
        "อีก" * 66,
    ],
)
def test_a_long_text_is_given_up(text):
    assert when(text, NOW) is None

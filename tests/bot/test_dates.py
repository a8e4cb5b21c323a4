from datetime import UTC, date, datetime, time

import pytest

from bot.dates import clock, day, days, hours, moment, month, weekdays


def test_a_day_is_written_with_its_weekday_and_the_buddhist_year():
    assert day(date(2021, 7, 8)) == "พฤ. 8 ก.ค. 2564"
    assert day(date(2024, 2, 29)) == "พฤ. 29 ก.พ. 2567"
    assert day(date(2023, 12, 31)) == "อา. 31 ธ.ค. 2566"
    assert day(date(2021, 7, 8), "en") == "Thu 8 Jul 2021"


def test_a_month_is_written_with_its_year():
    assert month(date(2021, 7, 1)) == "ก.ค. 2564"
    assert month(date(2021, 7, 31), "en") == "Jul 2021"
    assert (weekdays()[0], weekdays("en")[6]) == ("จ.", "Sun")


@pytest.mark.parametrize(
    ("start", "end", "thai", "english"),
    [
        ("2021-07-08", "2021-07-08", "พฤ. 8 ก.ค. 2564", "Thu 8 Jul 2021"),
        ("2021-07-08", "2021-07-09", "พฤ. 8 – ศ. 9 ก.ค. 2564", "Thu 8 – Fri 9 Jul 2021"),
        ("2021-06-30", "2021-07-01", "พ. 30 มิ.ย. – พฤ. 1 ก.ค. 2564", "Wed 30 Jun – Thu 1 Jul 2021"),
        (
            *("2021-12-30", "2022-01-02"),
            *("พฤ. 30 ธ.ค. 2564 – อา. 2 ม.ค. 2565", "Thu 30 Dec 2021 – Sun 2 Jan 2022"),
        ),
        (
            *("2021-07-08", "2022-07-08"),
            *("พฤ. 8 ก.ค. 2564 – ศ. 8 ก.ค. 2565", "Thu 8 Jul 2021 – Fri 8 Jul 2022"),
        ),
    ],
)
def test_days_say_the_month_and_the_year_once_where_they_are_the_same(start, end, thai, english):
    ends = date.fromisoformat(start), date.fromisoformat(end)
    assert days(*ends) == thai
    assert days(*ends, "en") == english


def test_a_thai_time_is_written_with_a_dot():
    assert clock(time(9)) == "09.00 น."
    assert clock(time(0, 5)) == "00.05 น."
    assert hours(time(9), time(16, 30)) == "09.00 – 16.30 น."


def test_an_english_time_is_written_with_a_colon():
    assert clock(time(9), "en") == "09:00"
    assert hours(time(9), time(16, 30), "en") == "09:00 – 16:30"


def test_a_moment_is_written_as_it_is_in_bangkok():
    new_year = datetime(2021, 12, 31, 18, 0, tzinfo=UTC)
    assert moment(new_year) == "ส. 1 ม.ค. 2565 เวลา 01.00 น."
    assert moment(new_year, "en") == "Sat 1 Jan 2022, 01:00"
    assert day(new_year) == "ส. 1 ม.ค. 2565"
    assert days(new_year, new_year) == "ส. 1 ม.ค. 2565"
    assert hours(new_year, new_year) == "01.00 – 01.00 น."

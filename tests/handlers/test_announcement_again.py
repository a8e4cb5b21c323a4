"""An announcement that is sent again and again, until somebody ends it."""

import pytest
from sqlalchemy import delete, select

from bot import quota
from bot.line import AccountState
from models import Announcement, Role, Series
from tests.planning import bangkok_time

NEWS = "ประชุมชมรมวันนี้ เวลา 13.00 น. นะคะ"


@pytest.fixture
def club(khru_nok, somchai, sessions, clock):
    """It is Monday, 5 January, ten in the morning."""
    with sessions.begin() as db:
        quota.note(db, AccountState("@bot", "Bot", "bot", 300, 0), clock())
    somchai.adds_the_bot()
    somchai.says("HUAHIN")
    somchai.says("ใช่")
    return khru_nok


def repeats(phone, days="ทุกวันจันทร์ 9 โมงเช้า"):
    phone.says("ประกาศ")
    phone.says(NEWS)
    phone.presses("เพิ่มเติม")
    phone.presses("ส่งเป็นประจำ")
    phone.says(days)


def planned(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(Announcement).order_by(Announcement.due)))


def series(sessions):
    with sessions.begin() as db:
        return db.scalars(select(Series)).one()


def lives_until(clock, works, day, hour="09:01"):
    """Every day the worker looks twice."""
    while clock() < bangkok_time(day, hour):
        clock.moves(hours=12)
        works()
    clock.moves_to(bangkok_time(day, hour))
    works()


def test_it_comes_every_week_and_costs_each_time(club, somchai, works, clock, sessions):
    repeats(club)
    club.sees("ตรวจข้อความก่อนส่งนะคะ", "ทุกวันจันทร์ เวลา 09.00 น. ครั้งแรก", "12 ม.ค. 2569")
    club.presses("ส่งตามเวลานี้")
    club.sees("ตั้งส่งประจำแล้วค่ะ", "ทุกวันจันทร์ เวลา 09.00 น.")
    works()
    assert planned(sessions) == []
    lives_until(clock, works, "2026-01-12")
    assert somchai.history().count(NEWS) == 1
    lives_until(clock, works, "2026-01-19")
    assert somchai.history().count(NEWS) == 2
    assert {each.series_id for each in planned(sessions)} == {series(sessions).id}


def test_pressed_twice_it_is_one_series(club, sessions):
    repeats(club)
    send = next(each for each in club.actions() if each.get("label") == "ส่งตามเวลานี้")
    for _press in range(2):
        club.does(send)
        club.sees("ตั้งส่งประจำแล้วค่ะ")
    assert series(sessions).ended is None


def test_one_time_is_stopped_and_the_next_comes(club, somchai, works, clock, sessions):
    repeats(club)
    club.presses("ส่งตามเวลานี้")
    clock.moves_to(bangkok_time("2026-01-11", "10:00"))
    works()
    club.says("ประกาศที่รอส่ง")
    club.presses("ยกเลิกประกาศนี้")
    lives_until(clock, works, "2026-01-12")
    assert NEWS not in somchai.history()
    lives_until(clock, works, "2026-01-19")
    assert somchai.history().count(NEWS) == 1


def test_it_ends_when_she_says_so(club, somchai, works, clock):
    repeats(club)
    club.presses("ส่งตามเวลานี้")
    club.says("ประกาศประจำ")
    club.sees("ประกาศที่ส่งเป็นประจำค่ะ", "ทุกวันจันทร์ เวลา 09.00 น.")
    club.presses("หยุดส่งประจำ")
    club.sees("หยุดส่งประจำแล้วค่ะ")
    lives_until(clock, works, "2026-01-12")
    assert NEWS not in somchai.history()
    club.says("ประกาศประจำ")
    club.sees("ยังไม่มีประกาศที่ส่งเป็นประจำค่ะ")


def test_it_ends_with_its_last_day(club, somchai, works, clock, sessions):
    repeats(club, "ทุกวันจันทร์ 9 โมงเช้า ถึง 13 ม.ค. 2569")
    club.presses("ส่งตามเวลานี้")
    lives_until(clock, works, "2026-01-20")
    assert somchai.history().count(NEWS) == 1
    assert series(sessions).ended is not None


def test_what_the_month_cannot_pay_is_told_and_the_next_time_comes(
    club, somchai, works, clock, simulator
):
    repeats(club)
    club.presses("ส่งตามเวลานี้")
    simulator.set_quota("limited", 300, 300)
    lives_until(clock, works, "2026-01-12")
    assert NEWS not in somchai.history()
    club.says("เมนู")
    club.sees("ครั้งนี้ไม่ได้ส่งค่ะ", "เดือนนี้เหลือ 0 ข้อความ")
    simulator.set_quota("limited", 300, 0)
    lives_until(clock, works, "2026-01-19")
    assert somchai.history().count(NEWS) == 1


def test_what_came_too_late_is_left_out_and_told(club, somchai, works, clock):
    repeats(club)
    club.presses("ส่งตามเวลานี้")
    clock.moves_to(bangkok_time("2026-01-14", "10:00"))
    works()
    assert NEWS not in somchai.history()
    club.says("เมนู")
    club.sees("เลยเวลาไปหนึ่งครั้ง")
    lives_until(clock, works, "2026-01-19")
    assert somchai.history().count(NEWS) == 1


def test_who_coordinates_no_more_sends_nothing_more(club, somchai, works, clock, sessions):
    repeats(club)
    club.presses("ส่งตามเวลานี้")
    with sessions.begin() as db:
        db.execute(delete(Role))
    lives_until(clock, works, "2026-01-12")
    assert NEWS not in somchai.history()
    club.says("เมนู")
    club.sees("หยุดแล้วค่ะ เพราะคุณไม่ได้ดูแลชมรมนี้แล้ว")


@pytest.mark.parametrize("odd", ["ฟหกด", "ทุกจันทร์", "ทุกวันจันทร์ 9 โมงเช้า ถึง 1 ม.ค. 2569"])
def test_odd_days_are_asked_for_again_and_nothing_is_lost(club, odd):
    repeats(club, odd)
    club.sees("ส่งวันไหนกี่โมงคะ")
    club.says("ทุกวันที่ 1 เวลา 8.30 น.")
    club.sees(NEWS, "ทุกวันที่ 1 ของเดือน เวลา 08.30 น.")
    club.says("ส่งครั้งเดียว")
    club.sees(NEWS, "ตอนนี้")


def test_another_clubs_coordinator_ends_nothing(club, somchai, sessions):
    repeats(club)
    club.presses("ส่งตามเวลานี้")
    somchai.simulator.press(
        somchai.user_id, f"announcement.stop_series?series={series(sessions).id}"
    )
    somchai.sees("ไม่พบประกาศประจำนี้ค่ะ")
    assert series(sessions).ended is None

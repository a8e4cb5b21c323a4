"""What is set on the pages, and that the chat keeps to it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import bangkok
from models import ClubSetting, Deed, Member, Promise, Reminder, What
from tests.conftest import NOW, joins
from tests.console.conftest import Desk
from tests.planning import bangkok_time, found, plan

QUIET, EVERYWHERE = "/console/settings/quiet", "/console/settings/reminder"
HUA_HIN = "/console/settings/clubs/HUAHIN"
SAVED = "บันทึกแล้วค่ะ"


@pytest.fixture
def administrator(app, wipa):
    desk = Desk(app)
    desk.enters(wipa)
    return desk


def sets(desk, path=HUA_HIN, **fields):
    desk.opens(path)
    assert desk.answer.status_code == 200
    whole = dict.fromkeys(("reminder", "reminding", "welcome", "budget"), "")
    desk.sends(path, **{**(whole if path == HUA_HIN else {}), **fields})
    if desk.answer.status_code == 303:
        desk.follows()
        assert SAVED in desk.reads()
    return desk.reads()


def comes(phone, event):
    phone.simulator.press(phone.user_id, f"event.respond?event={event.id}&coming=True")


@pytest.fixture
def member(somchai, sessions, khru_nok):
    somchai.adds_the_bot()
    joins(somchai)
    with sessions.begin() as db:
        mine = select(Member).where(Member.line_user_id == somchai.user_id)
        db.scalars(mine).one().name = "สมชาย ใจดี"
    return somchai


def due(sessions):
    with sessions.begin() as db:
        reminders = select(Promise.due).where(Promise.key.contains(":reminder:"))
        return [bangkok.local(each).strftime("%d %H:%M") for each in db.scalars(reminders)]


def test_a_coordinator_with_one_club_is_there_at_once(at_desk):
    at_desk.opens("/console/settings/")
    at_desk.follows()
    assert "เทศบาลเมืองหัวหิน" in at_desk.reads()


def test_the_quiet_hours_that_were_set_are_kept(
    administrator, member, works, sessions, clock, hua_hin
):
    night = bangkok.at(bangkok.local(NOW).date(), bangkok.NIGHT)
    meeting = plan(sessions, hua_hin, "ประชุม", night + timedelta(days=1, hours=5))
    sets(administrator, HUA_HIN, reminder="day")
    comes(member, meeting)
    sets(administrator, QUIET, evening="23", morning="9")
    clock.moves_to(meeting.starts - timedelta(days=1))
    works()
    clock.moves_to(bangkok.at(bangkok.local(clock()).date(), bangkok.MORNING))
    works()
    member.sees_no("ใกล้ถึงเวลานัดแล้วค่ะ")
    clock.moves(hours=2)
    works()
    member.sees("ใกล้ถึงเวลานัดแล้วค่ะ")


def test_what_may_go_at_nine_in_the_evening_goes(
    administrator, member, works, sessions, clock, hua_hin
):
    meeting = plan(sessions, hua_hin, "ประชุม", bangkok_time("2026-01-07", "00:30"))
    sets(administrator, QUIET, evening="23", morning="7")
    sets(administrator, HUA_HIN, reminder="hours")
    comes(member, meeting)
    assert due(sessions) == ["06 21:30"]
    clock.moves_to(bangkok_time("2026-01-06", "21:30"))
    works()
    member.sees("ใกล้ถึงเวลานัดแล้วค่ะ")


def test_nobody_is_reminded_at_night(administrator, member, sessions, hua_hin):
    early = plan(sessions, hua_hin, "เดินเช้า", bangkok_time("2026-01-20", "06:30"))
    later = plan(sessions, hua_hin, "สาย", bangkok_time("2026-01-20", "09:00"))
    sets(administrator, HUA_HIN, reminder="hours")
    comes(member, early)
    comes(member, later)
    assert due(sessions) == ["19 18:00", "20 07:00"]


def test_a_new_time_of_reminding_is_kept_for_events_ahead(
    at_desk, member, works, sessions, hua_hin
):
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    comes(member, plan(sessions, hua_hin, "ประชุม", bangkok_time("2026-01-20", "13:00")))
    comes(member, plan(sessions, other, "ของอีกชมรม", bangkok_time("2026-01-22"), for_all=True))
    assert due(sessions) == ["19 18:00", "21 18:00"]
    sets(at_desk, reminder="hours")
    works()
    assert sorted(due(sessions)) == ["20 10:00", "21 18:00"]
    sets(at_desk, reminder="day")
    works()
    assert sorted(due(sessions)) == ["19 13:00", "21 18:00"]


def test_whoever_joins_reads_the_club_s_own_welcome(at_desk, malee):
    sets(at_desk, welcome="พบกันทุกวันศุกร์แรกของเดือน\nที่ศาลาประชาคมนะคะ")
    malee.adds_the_bot()
    joins(malee)
    malee.sees("ยินดีต้อนรับสู่ชมรมค่ะ", "พบกันทุกวันศุกร์แรกของเดือน")
    sets(at_desk, welcome="  ")
    joins(malee)
    malee.says("ออกจากชมรม")
    malee.presses("ออกจากชมรม")
    joins(malee)
    malee.sees("ยินดีต้อนรับสู่ชมรมค่ะ")
    malee.sees_no("ศุกร์แรก")


def test_a_welcome_that_is_too_long_is_refused_and_kept_in_the_form(at_desk, sessions):
    long = "ก" * 201
    assert "ยาวได้ไม่เกิน 200 ตัวอักษรค่ะ" in sets(at_desk, welcome=long)
    assert long in at_desk.answer.text
    with sessions.begin() as db:
        assert db.scalar(select(ClubSetting.welcome)) is None


def test_the_budget_of_a_club_holds_announcements_back(
    administrator, khru_nok, member, works, clock
):
    works()
    sets(administrator, budget="๓")
    for words in ("หนึ่ง", "สอง"):
        khru_nok.says("ประกาศ")
        khru_nok.says(words)
        if words == "หนึ่ง":
            khru_nok.sees("งบของชมรม", "จะใช้ 2 ข้อความ", "เหลือ 1 จาก 3")
            khru_nok.presses("ส่งเลย")
    khru_nok.sees("ต้องใช้ 2 ข้อความ แต่งบของชมรมเดือนนี้เหลือ 1 จาก 3 ค่ะ")
    clock.moves(minutes=1)
    works()
    member.sees("หนึ่ง")
    sets(administrator, budget="0")
    khru_nok.says("ประกาศ")
    khru_nok.says("สาม")
    khru_nok.presses("ส่งเลย")
    khru_nok.sees_no("งบของชมรม")


def test_the_budget_of_a_club_holds_paid_answers_back(
    administrator, khru_nok, member, malee, works, clock
):
    works()
    sets(administrator, budget="1")
    member.says("ฝากถาม ประชุมที่ไหนคะ")
    khru_nok.says("มีคนถาม")
    khru_nok.says("ที่ศาลาค่ะ")
    khru_nok.presses("ส่งทันที")
    khru_nok.sees("ส่งคำตอบแล้วค่ะ")
    member.says("ฝากถาม กี่โมงคะ")
    khru_nok.says("มีคนถาม")
    khru_nok.says("เก้าโมงค่ะ")
    khru_nok.sees("งบของชมรมเดือนนี้ใช้ครบ 1 ข้อความแล้วค่ะ")
    khru_nok.says("ส่งทันที")
    khru_nok.sees("ส่งทันทีไม่ได้แล้วค่ะ")
    clock.moves(days=31)
    works()
    khru_nok.says("มีคนถาม")
    khru_nok.says("เก้าโมงค่ะ")
    khru_nok.presses("ส่งทันที")
    khru_nok.sees("ส่งคำตอบแล้วค่ะ")


def test_what_was_stopped_before_it_left_costs_the_club_nothing(
    administrator, khru_nok, member, works
):
    works()
    sets(administrator, budget="2")
    khru_nok.says("ประกาศ")
    khru_nok.says("พรุ่งนี้")
    khru_nok.says("หยุดพรุ่งนี้ค่ะ")
    khru_nok.says("ยกเลิก")
    khru_nok.says("ประกาศ")
    khru_nok.says("หยุดพรุ่งนี้ค่ะ")
    khru_nok.says("พรุ่งนี้ 9.00")
    khru_nok.presses("ส่งตามเวลานี้")
    administrator.opens(HUA_HIN)
    assert "ใช้และจองไว้ 2 จาก 2 ข้อความ" in administrator.reads()
    khru_nok.says("ประกาศที่รอส่ง")
    khru_nok.presses("ยกเลิก")
    administrator.opens(HUA_HIN)
    assert "ใช้และจองไว้ 0 จาก 2 ข้อความ" in administrator.reads()


def test_a_number_that_is_none_is_said(administrator, hua_hin):
    assert "พิมพ์เป็นตัวเลขนะคะ" in sets(administrator, budget="สามร้อย")
    assert "พิมพ์เป็นตัวเลขนะคะ" in sets(administrator, budget="-5")
    assert "พิมพ์เป็นตัวเลขนะคะ" in sets(administrator, budget="99999999")


def test_only_administrators_set_budgets_and_quiet_hours(at_desk, sessions):
    assert 'name="budget"' not in at_desk.opens(HUA_HIN).text
    sets(at_desk, budget="9", welcome="สวัสดีค่ะ")
    with sessions.begin() as db:
        assert db.scalars(select(ClubSetting)).one().budget is None
    for path in (QUIET, EVERYWHERE, "/console/doctor/"):
        assert at_desk.opens(path).status_code == 404
        at_desk.opens(HUA_HIN)
        assert at_desk.sends(path, evening="23", morning="5", reminder="day").status_code == 404


def test_another_s_club_is_not_there_to_be_set(at_desk, sessions):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    at_desk.opens("/console/settings/clubs/NOWHERE")
    nowhere = at_desk.reads()
    assert at_desk.answer.status_code == 404
    at_desk.opens("/console/settings/clubs/CHAAM")
    assert (at_desk.answer.status_code, at_desk.reads()) == (404, nowhere)
    at_desk.opens(HUA_HIN)
    at_desk.sends("/console/settings/clubs/CHAAM", reminder="day", welcome="", budget="")
    assert at_desk.answer.status_code == 404


def test_looking_changes_nothing_and_the_log_tells_what_was_changed(
    administrator, sessions, hua_hin
):
    def changed():
        with sessions.begin() as db:
            deeds = select(Deed.detail).where(Deed.what == What.SETTINGS_CHANGED)
            return list(db.scalars(deeds.order_by(Deed.id)))

    for path in ("/console/settings/", QUIET, EVERYWHERE, HUA_HIN, "/console/doctor/"):
        administrator.opens(path)
    assert changed() == []
    sets(administrator, QUIET, evening="21", morning="7")
    sets(administrator, HUA_HIN)
    assert changed() == []
    sets(administrator, QUIET, evening="20", morning="8")
    own = {"reminder": Reminder.EVENING, "reminding": "เสื้อชมรมนะคะ", "welcome": "สวัสดีค่ะ"}
    for budget in ("1,000", "1000"):
        sets(administrator, HUA_HIN, **own, budget=budget)
    for _once in range(2):
        sets(administrator, EVERYWHERE, reminder="day")
    told = ["quiet", "reminder", "reminding", "welcome", "budget", "reminder_of_all"]
    assert changed() == told


def test_the_doctor_looks_when_she_is_called_and_says_what_to_do(administrator, simulator):
    before = len(simulator.calls)
    administrator.opens("/console/doctor/")
    assert len(simulator.calls) == before
    simulator.set_webhook(endpoint="https://elsewhere.test/callback")
    administrator.sends("/console/doctor/")
    told = administrator.reads()
    assert len(simulator.calls) > before
    for words in ("โทเคน", "ผ่าน", "ต้องแก้", "ใส่ https://club.test/callback", "ตรวจเอง", "ตรวจอีกครั้ง"):
        assert words in told

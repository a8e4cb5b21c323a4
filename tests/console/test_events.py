"""Events on pages: made, changed and called off; who comes; another club's are not there."""

import re

import pytest
from sqlalchemy import select

from models import Event, EventState, Promise
from tests.conftest import joins
from tests.console.conftest import prove
from tests.handlers.meeting import START, named, press
from tests.planning import bangkok_time, found, plan
from tests.queries import asked

EVENTS = "/console/events/"
NEW = "/console/events/new/HUAHIN"
WALK = {
    "title": "เดินสำรวจริมคลอง",
    "days": "๒๐-๒๑ ม.ค. ๖๙",
    "hours": "9.00-11.30",
    "place": "ศาลาริมคลอง",
    "online_url": "",
    "capacity": "30",
    "deadline": "19 ม.ค. 69",
    "description": "พกน้ำมาด้วย",
    "topics": "ต้นคลอง\r\nปลายคลอง",
}


def events(sessions):
    with sessions.begin() as db:
        found = list(db.scalars(select(Event)))
        for each in found:
            assert each.sittings
        return found


def the_only(sessions):
    (event,) = events(sessions)
    return event


@pytest.fixture
def made(at_desk, sessions):
    at_desk.opens(NEW)
    at_desk.sends(NEW, **WALK)
    assert at_desk.answer.status_code == 303, at_desk.reads()
    at_desk.follows()
    return the_only(sessions)


def page_of(event, way=""):
    return f"{EVENTS}{event.id}{way}"


def test_an_event_is_made_from_a_form(made, at_desk, somchai, sessions):
    assert "เผยแพร่แล้วค่ะ" in at_desk.reads()
    assert (made.capacity, made.deadline) == (30, bangkok_time("2026-01-20", "00:00"))
    assert [each.topic for each in made.sittings] == ["ต้นคลอง", "ปลายคลอง"]
    named(somchai, sessions)
    somchai.says("กิจกรรม")
    somchai.sees("เดินสำรวจริมคลอง", "อ. 20 – พ. 21 ม.ค. 2569", "09.00 – 11.30 น.")
    somchai.sees("ลงทะเบียนได้ถึง")


def test_a_programme_says_hours_topics_and_who_speaks(at_desk, somchai, sessions):
    at_desk.opens(NEW)
    lines = "9.00-10.00 รู้ทันสินบน โดย ครูนก\r\n10.15-11.30 ลงพื้นที่\r\n21 ม.ค. 69 13.00-15.00 สรุป"
    at_desk.sends(NEW, **{**WALK, "topics": lines})
    event = the_only(sessions)
    told = [(each.topic, each.speaker) for each in event.sittings]
    assert told == [("รู้ทันสินบน", "ครูนก"), ("ลงพื้นที่", None), ("สรุป", None)]
    assert event.ends == bangkok_time("2026-01-21", "15:00")
    at_desk.opens(page_of(event, "/edit"))
    assert "09.00-10.00 รู้ทันสินบน โดย ครูนก\n" in at_desk.answer.text
    assert "พ. 21 ม.ค. 2569 13.00-15.00 สรุป" in at_desk.answer.text
    named(somchai, sessions)
    somchai.says("กิจกรรม")
    somchai.sees("09.00 – 11.30 น.")
    somchai.presses("กำหนดการ")
    somchai.sees("รู้ทันสินบน", "โดย ครูนก", "13.00 – 15.00 น.")


def test_the_place_is_shown_on_a_map(at_desk, somchai, sessions):
    at_desk.opens(NEW)
    where = {"address": "ถ.เลียบคลอง", "spot": "https://www.google.com/maps/@12.5684,99.9577,17z"}
    at_desk.sends(NEW, **WALK, **where)
    event = the_only(sessions)
    assert (event.address, event.latitude, event.longitude) == ("ถ.เลียบคลอง", 12.5684, 99.9577)
    at_desk.opens(page_of(event, "/edit"))
    assert 'value="12.5684, 99.9577"' in at_desk.answer.text
    assert "แผนที่ ›" in at_desk.reads()
    at_desk.sends(page_of(event, "/edit"), **{**WALK, **where, "spot": "ตรงศาลา"}, version="1")
    assert "อ่านจุดบนแผนที่ไม่ออกค่ะ" in at_desk.reads()
    assert "ตรงศาลา" in at_desk.answer.text
    at_desk.sends(page_of(event, "/edit"), **{**WALK, **where, "spot": ""}, version="1")
    assert the_only(sessions).latitude is None


def test_an_event_is_made_after_the_pattern_of_another(made, at_desk, sessions):
    at_desk.opens(page_of(made))
    assert f"{NEW}/like/{made.id}" in at_desk.answer.text
    at_desk.opens(f"{NEW}/like/{made.id}")
    for kept in ("เดินสำรวจริมคลอง", "ศาลาริมคลอง", 'value="30"', "พกน้ำมาด้วย", "ปลายคลอง"):
        assert kept in at_desk.answer.text
    assert "ม.ค. 2569" not in at_desk.answer.text
    plan = re.search(r'name="plan"[^>]*value="([0-9a-f]{32})"', at_desk.answer.text)[1]
    at_desk.sends(f"{NEW}/like/{made.id}", **{**WALK, "days": "27-28 ม.ค. 69"}, plan=plan)
    at_desk.follows()
    assert "เผยแพร่แล้วค่ะ" in at_desk.reads()
    assert len({event.code for event in events(sessions)}) == 2


def test_another_club_s_event_is_no_pattern(at_desk, sessions):
    theirs = plan(sessions, found(sessions, "CHAAM", "ชะอำ"), "ลับ", START)
    for other in (theirs.id, 999):
        assert at_desk.opens(f"{NEW}/like/{other}").status_code == 404


def test_other_clubs_are_invited_by_name_or_code(at_desk, somchai, sessions):
    for code, name in (
        ("CHAAM", "เทศบาลเมืองชะอำ"),
        ("PRAN", "เทศบาลตำบลปราณ"),
        ("TWIN", "เทศบาลตำบลปราณ"),
    ):
        found(sessions, code, name)
    at_desk.opens(NEW)
    for line, said in (
        ("ชะอำ", "ไม่พบชมรม “ชะอำ”"),
        ("เทศบาลตำบลปราณ", "มีหลายชมรมชื่อ"),
        ("X\r\n" * 40, "X"),
    ):
        at_desk.sends(NEW, **{**WALK, "guests": line})
        assert said in at_desk.reads()
    assert events(sessions) == []
    at_desk.sends(NEW, **{**WALK, "guests": "เทศบาลเมืองชะอำ\r\n pran \r\nPRAN\r\nHUAHIN"})
    at_desk.follows()
    assert "เชิญ เทศบาลตำบลปราณ, เทศบาลเมืองชะอำ มาด้วย" in at_desk.reads()
    somchai.adds_the_bot()
    joins(somchai, "CHAAM")
    somchai.says("กิจกรรม")
    somchai.sees("เดินสำรวจริมคลอง")
    here = page_of(the_only(sessions), "/edit")
    at_desk.opens(here)
    at_desk.sends(here, **{**WALK, "guests": "PRAN"})
    somchai.says("กิจกรรม")
    somchai.sees("ยังไม่มีกิจกรรมใหม่ค่ะ")


def test_too_many_clubs_are_not_invited_at_once(at_desk, sessions):
    at_desk.opens(NEW)
    lines = "\r\n".join(f"C{number}" for number in range(31))
    at_desk.sends(NEW, **{**WALK, "guests": lines})
    assert "เชิญได้ไม่เกิน 30 ชมรมค่ะ" in at_desk.reads()
    assert lines.replace("\r\n", "\n") in at_desk.answer.text.replace("\r\n", "\n")


def test_sent_twice_it_is_one(at_desk, sessions):
    at_desk.opens(NEW)
    plan = re.search(r'name="plan"[^>]*value="([0-9a-f]{32})"', at_desk.answer.text)[1]
    for _twice in range(2):
        at_desk.opens(NEW)
        at_desk.sends(NEW, **WALK, plan=plan)
    assert len(events(sessions)) == 1


def test_a_draft_is_published_later(at_desk, somchai, sessions):
    at_desk.opens(NEW)
    at_desk.sends(NEW, **WALK, later="1")
    at_desk.follows()
    assert "ยังเป็นร่าง" in at_desk.reads()
    event = the_only(sessions)
    assert event.state is EventState.DRAFT
    at_desk.sends(page_of(event, "/publish"))
    at_desk.follows()
    assert "เผยแพร่แล้วค่ะ" in at_desk.reads()
    assert the_only(sessions).state is EventState.PUBLISHED


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "ช่องนี้ต้องกรอกค่ะ"),
        ({"title": "ก" * 5000}, "ยาวได้ไม่เกิน 120 ตัวอักษรค่ะ"),
        ({"days": "31 ก.พ. 69"}, "อ่านวันที่ไม่ออกค่ะ"),
        ({"days": "ประมาณ 20 ม.ค. 69"}, "ใช่ อ. 20 ม.ค. 2569 ไหมคะ"),
        ({"days": "1 ม.ค. 69", "deadline": "", "topics": ""}, "วันนั้นผ่านไปแล้วค่ะ"),
        ({"hours": "เช้า ๆ"}, "อ่านเวลาไม่ออกค่ะ"),
        ({"hours": "11.00-09.00"}, "เวลาจบอยู่ก่อนเวลาเริ่มค่ะ"),
        ({"online_url": "zoom"}, "ลิงก์นี้ยังใช้ไม่ได้ค่ะ"),
        ({"capacity": "เยอะ"}, "พิมพ์เป็นตัวเลขนะคะ"),
        ({"capacity": "0"}, "จำนวนที่นั่งเป็นตัวเลข 1 ถึง"),
        ({"deadline": "25 ม.ค. 69"}, "วันปิดรับลงทะเบียนอยู่หลังกิจกรรมเริ่มค่ะ"),
        ({"for_all": "1"}, "ผู้ดูแลระบบเป็นผู้ทำค่ะ"),
        ({"topics": "9.00-10.00 ก\r\nพัก"}, "บรรทัดที่ 2 ยังไม่มีเวลาค่ะ"),
        ({"topics": "ก\r\nข\r\nค"}, "บรรทัดที่ 3 ยังไม่มีเวลาค่ะ"),
        ({"topics": "31 ก.พ. 69 9.00-10.00 ก"}, "บรรทัดที่ 1 อ่านวันที่ไม่ออกค่ะ"),
        ({"topics": "25 ม.ค. 69 9.00-10.00 ก"}, "บรรทัดที่ 1 อยู่นอกวันของกิจกรรมค่ะ"),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_is_kept(at_desk, sessions, typed, said):
    at_desk.opens(NEW)
    at_desk.sends(NEW, **{**WALK, **typed})
    assert at_desk.answer.status_code == 200
    assert said in at_desk.reads()
    assert "ศาลาริมคลอง" in at_desk.answer.text
    assert events(sessions) == []


def test_all_clubs_are_invited_after_the_second_factor(at_desk, khru_nok, run, app, sessions):
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    at_desk.enters(khru_nok, proves=False)
    at_desk.opens(NEW)
    at_desk.sends(NEW, **WALK, for_all="1")
    assert "ผู้ดูแลระบบเป็นผู้ทำค่ะ" in at_desk.reads()
    at_desk.opens(NEW)
    at_desk.sends(NEW, **WALK)
    edit = page_of(the_only(sessions), "/edit")
    at_desk.sends(edit, **{**fields_of(at_desk, the_only(sessions)), "for_all": "1"})
    assert "ผู้ดูแลระบบเป็นผู้ทำค่ะ" in at_desk.reads()
    prove(app, khru_nok)
    at_desk.sends(edit, **{**fields_of(at_desk, the_only(sessions)), "for_all": "1"})
    assert the_only(sessions).for_all


def test_saving_what_stands_there_changes_nothing(made, at_desk, somchai, sessions, works):
    press(named(somchai, sessions), made)
    fields = fields_of(at_desk, made)
    at_desk.sends(page_of(made, "/edit"), **fields)
    assert at_desk.answer.status_code == 303
    again = the_only(sessions)
    assert again.version == 1
    works()
    assert "มีการเปลี่ยนแปลง" not in somchai.history()


def test_a_change_is_priced_and_told(made, at_desk, somchai, sessions, works):
    press(named(somchai, sessions), made)
    fields = fields_of(at_desk, made)
    assert "ใช้ 1 ข้อความ" in at_desk.reads()
    at_desk.sends(page_of(made, "/edit"), **{**fields, "place": "ศาลากลาง"})
    works()
    somchai.sees("กิจกรรมมีการเปลี่ยนแปลงค่ะ", "ที่เปลี่ยน: สถานที่", "ศาลากลาง")


def test_of_two_who_edit_the_later_keeps_her_words(made, at_desk, sessions):
    fields = fields_of(at_desk, made)
    at_desk.sends(page_of(made, "/edit"), **{**fields, "place": "ศาลากลาง"})
    at_desk.sends(page_of(made, "/edit"), **{**fields, "place": "หอประชุม"})
    at_desk.opens(page_of(made, "/edit"))
    at_desk.sends(page_of(made, "/edit"), **{**fields, "place": "หอประชุม"})
    assert "มีคนแก้กิจกรรมนี้ไปก่อนแล้วค่ะ" in at_desk.reads()
    assert "หอประชุม" in at_desk.answer.text
    assert the_only(sessions).place == "ศาลากลาง"


def test_sittings_that_the_form_cannot_show_stay(at_desk, hua_hin, sessions):
    event = plan(sessions, hua_hin, "อบรม", START, topics=("ก", "ข"), speaker="วิทยากร")
    fields = fields_of(at_desk, event)
    at_desk.sends(page_of(event, "/edit"), **{**fields, "capacity": "5"})
    assert at_desk.answer.status_code == 303
    with sessions.begin() as db:
        speakers = [each.speaker for each in db.get_one(Event, event.id).sittings]
    assert speakers == ["วิทยากร", "วิทยากร"]


def test_who_comes_is_searched_and_chosen(made, at_desk, somchai, malee, sessions):
    press(named(somchai, sessions), made)
    press(named(malee, sessions, "มาลี รักสัตย์"), made, coming=False)
    at_desk.opens(page_of(made))
    assert {"สมชาย ใจดี", "มาลี รักสัตย์"} <= set(re.findall("สมชาย ใจดี|มาลี รักสัตย์", at_desk.reads()))
    assert "มา 1 จาก 30 คน" in at_desk.reads()
    at_desk.opens(page_of(made, "?said=declined"))
    assert "สมชาย ใจดี" not in at_desk.reads()
    at_desk.opens(page_of(made, "?q=มาลี"))
    assert "สมชาย ใจดี" not in at_desk.reads()
    at_desk.opens(page_of(made, "?said=nonsense"))
    assert "สมชาย ใจดี" in at_desk.reads()


def test_calling_off_is_asked_once_more_with_its_price(made, at_desk, somchai, sessions, works):
    press(named(somchai, sessions), made)
    at_desk.opens(page_of(made, "/call-off"))
    assert "ใช้ 1 ข้อความ" in at_desk.reads()
    assert the_only(sessions).state is EventState.PUBLISHED
    at_desk.sends(page_of(made, "/call-off"))
    at_desk.follows()
    assert "กิจกรรมนี้ยกเลิกแล้วค่ะ" in at_desk.reads()
    works()
    somchai.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ")
    at_desk.sends(page_of(made, "/publish"))
    at_desk.follows()
    assert "กิจกรรมนี้ยกเลิกไปแล้วค่ะ" in at_desk.reads()


def test_what_is_over_is_on_the_other_list(at_desk, hua_hin, sessions):
    old = plan(sessions, hua_hin, "งานเก่า", bangkok_time("2025-12-01"))
    plan(sessions, hua_hin, "งานใหม่", START)
    at_desk.opens(EVENTS)
    assert "งานเก่า" not in at_desk.reads()
    at_desk.opens(f"{EVENTS}?of=past")
    assert "งานเก่า" in at_desk.reads()
    at_desk.opens(f"{EVENTS}?q=ใหม่")
    assert "งานใหม่" in at_desk.reads()
    at_desk.opens(page_of(old, "/call-off"))
    at_desk.sends(page_of(old, "/call-off"))
    assert "กิจกรรมนี้จบไปแล้วค่ะ" in at_desk.reads()


def test_another_club_s_event_is_as_if_there_were_none(at_desk, sessions):
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    event = plan(sessions, other, "งานภายใน", START)
    at_desk.opens(EVENTS)
    assert "งานภายใน" not in at_desk.reads()
    for way in ("", "/edit", "/call-off"):
        at_desk.opens(page_of(event, way))
        there = at_desk.answer
        at_desk.opens(f"{EVENTS}999{way}")
        assert (there.status_code, at_desk.answer.status_code) == (404, 404)
        assert there.data == at_desk.answer.data
    at_desk.opens("/console/")
    for way in ("/edit", "/call-off", "/publish"):
        at_desk.sends(page_of(event, way), **WALK)
        assert at_desk.answer.status_code == 404
    at_desk.opens("/console/events/new/CHAAM")
    assert at_desk.answer.status_code == 404
    with sessions.begin() as db:
        assert db.scalars(select(Promise)).all() == []


def test_today_leads_to_the_event(made, at_desk):
    at_desk.opens("/console/")
    assert f'href="{page_of(made)}"' in at_desk.answer.text


def test_a_list_asks_as_often_for_many_as_for_few(at_desk, hua_hin, sessions):
    plan(sessions, hua_hin, "งาน 0", START)
    with asked(sessions) as few:
        at_desk.opens(EVENTS)
    for number in range(1, 20):
        plan(sessions, hua_hin, f"งาน {number}", START)
    with asked(sessions) as many:
        at_desk.opens(EVENTS)
    assert len(many) == len(few)


def fields_of(desk, event):
    """What stands in the form."""
    desk.opens(page_of(event, "/edit"))
    inputs = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', desk.answer.text)
    areas = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\r?\n?([^<]*)<', desk.answer.text)
    hidden = {"csrf", "form", "draft"}
    return {name: value for name, value in (*inputs, *areas) if name not in hidden}

"""`flask demo`: the workshop of 2564 as it was, and events that are always ahead."""

from datetime import datetime

import pytest
from sqlalchemy import func, select

from bot import bangkok, worker
from demo.commands import WORKSHOP
from models import Base, Club, Event, Kind, Member, Registration, Role, RoleKind
from tests.conftest import joins
from tests.planning import bangkok_time

COUNTS = "อบจ. 1 · เทศบาลนคร 6 · เทศบาลเมือง 3 · เทศบาลตำบล 2 · อบต. 7 = 19 องค์กร ผู้เข้าร่วม 94 คน"


@pytest.fixture
def demo(run):
    return lambda: run("demo")


def tables(sessions):
    with sessions.begin() as db:
        return {
            table.name: sorted(map(str, db.execute(select(table)).all()))
            for table in Base.metadata.sorted_tables
            if table.name != "sittings"  # written anew, and equal but for their ids
        }


def test_the_workshop_is_what_it_was(demo, sessions):
    assert COUNTS in demo()
    with sessions.begin() as db:
        event = db.scalars(select(Event).where(Event.code == WORKSHOP)).one()
        assert (event.starts, event.ends) == (
            bangkok_time("2021-07-08", "09:00"),
            bangkok_time("2021-07-09", "16:30"),
        )
        assert "บัดดี้ โอเรียนทอล ริเวอร์ไซด์" in event.place
        assert event.sittings[0].topic == "การสร้างองค์กรพอเพียงต้านทุจริต แนวคิดสู่ความโปร่งใสไร้สินบน"
        came = select(func.count()).where(Registration.event_id == event.id)
        assert db.scalar(came) == 94
        huahin = Club.with_code(db, "huahin")
        assert (huahin.kind, huahin.model, huahin.province) == (Kind.TOWN, True, "ประจวบคีรีขันธ์")


def test_all_but_one_organisation_and_all_people_are_plainly_invented(demo, sessions):
    demo()
    with sessions.begin() as db:
        clubs = db.scalars(select(Club.name).where(Club.code != "HUAHIN")).all()
        assert all("ตัวอย่าง" in name for name in clubs)
        assert all("ตัวอย่าง" in name for name in db.scalars(select(Member.name)))


def test_a_repeat_changes_nothing(demo, sessions):
    assert demo() == demo()
    before = tables(sessions)
    demo()
    assert tables(sessions) == before


def test_events_are_made_anew_only_when_none_is_ahead(demo, sessions, clock):
    demo()

    def ahead():
        with sessions.begin() as db:
            codes = select(Event.code).where(Event.starts > clock()).order_by(Event.starts)
            return db.scalars(codes).all()

    first = ahead()
    assert len(first) == 4
    clock.moves(days=10)
    demo()
    assert ahead() == first[2:]
    clock.moves(days=20)
    assert ahead() == []
    demo()
    assert len(ahead()) == 4
    with sessions.begin() as db:
        starts = db.scalars(select(Event.starts).where(Event.code.startswith("DEMO-"))).all()
        assert all(bangkok.awake(moment) for moment in starts)


def test_its_people_meet_the_simulator_and_one_of_them_coordinates(demo, simulator, somchai):
    assert "แนะนำตัวที่ simulator 13 คน" in demo()
    people = {each["displayName"]: each for each in simulator.state()["people"]}
    assert people["ครูนก ตัวอย่าง"]["follows"]
    assert not people["สมชาย ใจดี"]["follows"]
    khru_nok = people["ครูนก ตัวอย่าง"]["userId"]
    simulator.send(khru_nok, {"type": "text", "text": "ประกาศ"})
    assert "พิมพ์ข้อความที่อยากบอกสมาชิก" in str(simulator.chat(khru_nok)[-1])


def test_the_simulator_offers_to_skip_to_what_leads_up_to_each_event(demo, simulator, clock):
    demo()
    offered = simulator.state()["moments"]
    assert len(offered) == 8
    assert [each["label"] for each in offered[:2]] == [
        "วันก่อนงาน: ประชุมชมรมประจำเดือน",
        "เช้าวันงาน: ประชุมชมรมประจำเดือน",
    ]
    clock.moves(days=10)
    demo()
    assert simulator.state()["moments"] == offered[4:]


def test_the_reminder_has_left_at_the_moment_it_offers(demo, simulator, clock, somchai, works):
    demo()
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("กิจกรรม")
    somchai.presses("ดูรายละเอียด")
    somchai.presses("เข้าร่วม")
    somchai.says("สมชาย ใจดี")
    clock.moves_to(datetime.fromisoformat(simulator.state()["moments"][0]["at"]))
    works()
    somchai.sees("ใกล้ถึงเวลานัดแล้วค่ะ")


def test_a_member_sees_the_workshop_announced_anew(demo, somchai):
    demo()
    somchai.adds_the_bot()
    somchai.says("กิจกรรม")
    somchai.sees("ประชุมเชิงปฏิบัติการ เพื่อขยายผล STRONG-องค์กรพอเพียงต้านทุจริต")
    somchai.presses("กำหนดการ")
    somchai.sees("แนวคิดสู่ความโปร่งใสไร้สินบน")


def test_nobody_asks_line_for_names_that_the_demo_knows(demo, deployment, simulator):
    demo()
    before = len(simulator.calls)
    worker.learn_names(deployment)
    assert simulator.calls[before:] == []


def test_another_decides_about_clubs_and_is_no_double(demo, sessions):
    demo()
    demo()
    with sessions.begin() as db:
        role = db.scalars(select(Role).where(Role.kind == RoleKind.ADMINISTRATOR)).one()
        assert role.club_id is None

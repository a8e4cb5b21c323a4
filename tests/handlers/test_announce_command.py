"""`flask --app app announce --to …`: each audience with its people and its price, sent once."""

import pytest
from sqlalchemy import select

from bot import sizes
from models import Answer, Event, Group, Kind, OutgoingState, Progress, RoleKind
from simulator import quota
from tests.conftest import NOW
from tests.phone import Group as Chat
from tests.planning import bangkok_time
from tests.town import Town

NEWS = "พบกันพรุ่งนี้ค่ะ"


@pytest.fixture
def town(app, sessions):
    return Town(sessions)


@pytest.fixture
def announce(run):
    """As typed; in the name of Hua Hin."""

    def announce(to, *more, **how):
        return run("announce", "--to", to, "--text", NEWS, "--yes", *more, **how)

    return announce


def event_of(town, starts):
    event = town.event("HUAHIN", "ประชุมใหญ่", starts)
    with town.sessions.begin() as db:
        return event, db.get_one(Event, event).code


BY_CLUBS = [
    ("clubs:HUAHIN,CHAAM", "สมาชิกของ 2 ชมรม", 5),
    ("clubs:CHAAM", "สมาชิกชมรม STRONG เทศบาลเมือง CHAAM", 2),
    ("all", "สมาชิกทุกชมรม", 7),
    ("kind:อบต.", "สมาชิกของชมรมประเภท อบต.", 2),
    ("province:ประจวบคีรีขันธ์", "สมาชิกในจังหวัดประจวบคีรีขันธ์", 5),
    ("role:coordinator", "ผู้ประสานงานของทุกชมรม", 3),
    ("role:coordinator:HUAHIN,PRAN", "ผู้ประสานงานของ 2 ชมรม", 2),
]


@pytest.mark.parametrize(("to", "whom", "people"), BY_CLUBS)
def test_beyond_one_club_it_is_said_in_whose_name(town, announce, to, whom, people):
    assert "--club HUAHIN" in announce(to, fails=True)
    said = announce(to, "--club", "HUAHIN")
    assert whom in said
    assert f"ถึง {people} คน\nจะใช้ {people} ข้อความ" in said
    assert "บันทึกแล้ว" in said


def test_of_one_club_it_is_that_club_s(town, announce):
    ahead, code = event_of(town, bangkok_time("2026-01-20"))
    town.answers(ahead, Answer.COMING, "สมชาย")
    lost = OutgoingState.FAILED, ("มาลี",)
    earlier = town.told("HUAHIN", lost, progress=Progress.SENT)
    town.does("มาลี", RoleKind.COACH, "HUAHIN")
    town.tries("สมชาย", "GFT-001", NOW)
    for to, people in (
        ("club:HUAHIN", 3),
        (f"event:{code}", 1),
        (f"event:{code}:unanswered", 2),
        ("role:coach:HUAHIN", 1),
        ("quiz:HUAHIN", 2),
        ("quiz:HUAHIN:GFT-002", 3),
        (f"unreached:{earlier}", 1),
    ):
        assert f"ถึง {people} คน\nจะใช้ {people} ข้อความ" in announce(to), to


def test_after_an_event_those_who_came_are_thanked(town, announce):
    over, code = event_of(town, bangkok_time("2026-01-03"))
    town.answers(over, Answer.COMING, "สมชาย", "มาลี")
    town.comes(over, "สมชาย")
    assert "คนที่มางาน “ประชุมใหญ่”\nถึง 1 คน" in announce(f"event:{code}:came")
    assert "คนที่ลงชื่อแต่ไม่ได้มางาน “ประชุมใหญ่”\nถึง 1 คน" in announce(f"event:{code}:missed")


def test_an_audience_of_nobody_is_told_what_to_do(town, announce):
    _event, code = event_of(town, bangkok_time("2026-01-20"))
    earlier = town.told("HUAHIN", progress=Progress.SENT)
    group = town.group("HUAHIN", left=NOW)
    town.club("EMPTY", Kind.TOWN, "เลย")
    for to, told in (
        ("club:EMPTY", "ลองเลือกผู้รับกลุ่มอื่น"),
        (f"event:{code}", "เลือก “คนที่ยังไม่ตอบ” เพื่อชวนก่อน"),
        (f"event:{code}:came", "เช็กชื่อก่อนแล้วค่อยส่ง"),
        (f"event:{code}:missed", "ไม่มีใครที่ลงชื่อไว้แล้วไม่ได้มา"),
        (f"unreached:{earlier}", "ไม่ต้องส่งซ้ำ"),
        (f"group:{group}", "เชิญเข้ากลุ่มใหม่"),
        ("group:99", "99"),
    ):
        said = announce(to, fails=True)
        assert told in said, to
        assert "จะใช้" not in said


def test_a_group_reads_it_once_at_the_price_of_its_people(
    khru_nok, somchai, simulator, announce, works, sessions
):
    chat = Chat(simulator, "ชมรมหัวหิน", khru_nok, somchai)
    chat.lets_the_bot_in()
    chat.hears(khru_nok, "huahin")
    with sessions.begin() as db:
        group = db.scalars(select(Group.id)).one()
    assert "กำลังถามจำนวนคน" in announce(f"group:{group}", fails=True)
    works()
    said = announce(f"group:{group}")
    assert "ทุกคนในกลุ่ม LINE “ชมรมหัวหิน”\nถึง 2 คน\nจะใช้ 2 ข้อความ" in said
    works()
    chat.sees(NEWS)
    with simulator.store.begin() as step:
        assert quota.used(step) == 2


def test_all_friends_are_warned_about(khru_nok, somchai, announce, works, simulator, deployment):
    somchai.adds_the_bot()
    sizes.ask_friends(deployment)
    said = announce("friends", "--club", "HUAHIN")
    assert "เพื่อนทุกคนของบัญชีนี้\nถึง 2 คน\nจะใช้ 2 ข้อความ" in said
    assert "รวมถึงคนที่ไม่ได้อยู่ชมรมใด" in said
    works()
    assert [each.history().count(NEWS) for each in (khru_nok, somchai)] == [1, 1]
    with simulator.store.begin() as step:
        assert quota.used(step) == 2


def test_a_group_left_before_its_time_is_reported(
    khru_nok, somchai, simulator, announce, works, sessions
):
    chat = Chat(simulator, "ชมรมหัวหิน", khru_nok, somchai)
    chat.lets_the_bot_in()
    chat.hears(khru_nok, "huahin")
    works()
    with sessions.begin() as db:
        group = db.scalars(select(Group.id)).one()
    announce(f"group:{group}")
    chat.sends_the_bot_away()
    works()
    khru_nok.says("เมนู")
    khru_nok.sees("ไม่ได้ส่งออกไปค่ะ", "น้องสตรองไม่ได้อยู่ในกลุ่มนี้แล้ว")

"""Whatever is typed or pressed, in whatever order: an answer, and never an apology."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models import Member, Role, RoleKind
from tests.conftest import joins
from tests.handlers.meeting import START
from tests.phone import Phone
from tests.planning import found, plan

SHARED = Path(__file__).parents[3] / "shared" / "line"
SORRY = ("ระบบขัดข้อง", "something went wrong")
WORDS = (
    *(
        "เมนู",
        "ย้อนกลับ",
        "ข้าม",
        "ยกเลิก",
        "ใช่",
        "ไม่",
        "ส่ง",
        "ขอบคุณ",
        "สวัสดี",
        "?",
        "english",
        "ภาษาไทย",
    ),
    *(
        "กิจกรรม",
        "ไป",
        "ไม่สะดวก",
        "ที่ลงทะเบียนไว้",
        "ยกเลิกลงทะเบียน",
        "ประชุมกี่โมง",
        "ขอลิงก์",
        "ยกเลิกกิจกรรม",
    ),
    *(
        "คำถามวันนี้",
        "ก",
        "ข้อ ข",
        "3",
        "คะแนน",
        "แจ้งเบาะแส",
        "มีคนโกงเงินที่อำเภอ",
        "ไม่มีคนโกง",
        "ติดตามเรื่อง",
    ),
    *(
        "เข้าชมรม",
        "HUAHIN",
        "ชะอำ",
        "เข้าชมรม หัวหิน",
        "ABCD-EFGH-JKMN",
        "สมชาย ใจดี",
        "ข้อมูลของฉัน",
        "ลบข้อมูลของฉัน",
    ),
    *("ประกาศ", "พรุ่งนี้ 9 โมงเช้า", "ตั้งเวลา", "ส่งเลย", "ลองส่ง", "ข่าวสาร", "สายด่วน", "ของขวัญ", "ไฟดับ"),
    *(
        "หยุดส่ง",
        "เปิดแจ้งเตือน",
        "ติดต่อเจ้าหน้าที่",
        "อยากยกเลิก",
        "menu",
        "back",
        "skip",
        "cancel",
        "send",
        "my data",
    ),
    *("🎈", "\u200b", "ฟหกด", "x" * 5000, "ก" * 2000, "0812345678", "ๆ", "\u0e49", "https://a.b/c"),
)
TYPED = st.sampled_from(WORDS) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40
).filter(str.strip)
PRESSED = st.integers(0, 40)  # the newest button that is on the screen, the one before…
HOURS = st.floats(0.1, 40)
STEPS = st.lists(TYPED | PRESSED | PRESSED | HOURS, min_size=4, max_size=16)
STARTS = st.sampled_from(["stranger", "member", "coordinator"])


@pytest.fixture
def judge(monkeypatch):
    """What an independent judge says of a message, where he is here."""
    if not SHARED.exists():
        return lambda _message: []
    monkeypatch.syspath_prepend(str(SHARED))
    sys.modules.pop("line_oracle", None)
    from line_oracle import Oracle

    oracle = Oracle()
    return lambda message: oracle.push({"to": "U" + "0" * 32, "messages": [message]})


@pytest.fixture
def town(app, simulator, hua_hin, sessions, works):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    plan(sessions, hua_hin, "ประชุมใหญ่", START, online_url="https://a.b/c", topics=("ก", None))
    for number in range(4):
        plan(sessions, hua_hin, f"งานที่ {number}", START, for_all=number % 2 == 0, capacity=2)
    works()
    return simulator


@pytest.fixture
def arrives(town, sessions):
    """Another person each time, with her own standing."""
    people = iter(range(100, 10_000))

    def arrives(standing):
        phone = Phone(town, f"U{next(people):032x}", "ผู้มาใหม่")
        phone.adds_the_bot()
        if standing != "stranger":
            joins(phone)
        if standing == "coordinator":
            with sessions.begin() as db:
                member = db.scalars(
                    select(Member).where(Member.line_user_id == phone.user_id)
                ).one()
                role = Role(
                    member_id=member.id,
                    club_id=member.club_id,
                    kind=RoleKind.COORDINATOR,
                    since=member.joined,
                )
                db.add(role)
        return phone

    return arrives


def buttons(phone):
    return [each for each in phone.actions() if each["type"] != "uri"]


def does(phone, step, clock, works):
    """Type, press or wait; whether an answer is due."""
    match step:
        case str():
            phone.says(step)
        case int():
            within = buttons(phone)
            action = within[step % len(within)]
            if action["type"] == "datetimepicker":
                phone.simulator.press(
                    phone.user_id, action["data"], params={"datetime": "2026-02-01T09:00"}
                )
            else:
                phone.does(action)
        case float():
            clock.moves(hours=step)
            works()
            return False
    return True


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(standing=STARTS, steps=STEPS)
@example("coordinator", ["ประกาศ", "x" * 5000, "ก" * 4000, "ตั้งเวลา", "ใช่", 0, 1, 2, 3, 4])
@example("stranger", ["HUAHIN", "\u200b", "ใช่", "ไป", "🎈", "สมชาย ใจดี", 0, 1, 2, 3])
@example("member", ["แจ้งเบาะแส", "ใช่", "ก" * 5000, 3.0, "ส่ง", 0, 1, 2, 3, 4, 5])
def test_any_walk_is_answered_and_never_with_an_apology(
    town, arrives, clock, works, judge, standing, steps
):
    phone = arrives(standing)
    calls, heard = len(town.calls), len(town.deliveries)
    for step in steps:
        before = len(phone.simulator.ledger(phone.user_id))
        due = does(phone, step, clock, works)
        said = [each["message"] for each in phone.simulator.ledger(phone.user_id)[before:]]
        assert said or not due, step
        for message in said:
            assert not any(words in str(message) for words in SORRY), (step, message)
            assert judge(message) == [], (step, message)
    assert {each["status"] for each in town.deliveries[heard:]} <= {200}
    assert [call for call in town.calls[calls:] if call["errors"] or call["status"] != 200] == []

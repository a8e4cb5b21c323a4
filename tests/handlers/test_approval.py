"""A second coordinator's yes: asked for by one push each, and the first answer counts."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import delete, func, select

from bot import quota
from bot.line import AccountState
from bot.turn import Refusal
from handlers.announcement import approval
from models import (
    Announcement,
    ClubSetting,
    Deed,
    Member,
    Opening,
    Progress,
    Role,
    RoleKind,
    What,
)
from tests.conftest import NOW, joins
from tests.phone import Phone
from tests.planning import bangkok_time, found

NEWS = "พรุ่งนี้ 9 โมง พบกันที่ศาลาประชาคมนะคะ"
HEADING = "ประกาศจากชมรม STRONG เทศบาลเมืองหัวหิน"
QUESTION = "อนุมัติให้ส่งประกาศนี้ไหมคะ"
WAITS = "รอผู้ประสานงานอีกคนอนุมัติค่ะ"


def coordinates(phone, run, code="HUAHIN"):
    phone.says(run("invite", "--role", "coordinator", "--club", code).split()[0])


@pytest.fixture
def club(khru_nok, malee, somchai, run, sessions, clock, hua_hin):
    """Khru Nok and Malee coordinate, Somchai is a member; each announcement needs a yes."""
    with sessions.begin() as db:
        quota.note(db, AccountState("@bot", "Bot", "bot", 300, 0), clock())
        db.add(ClubSetting(club_id=hua_hin.id, approval=True))
    for phone in (malee, somchai):
        phone.adds_the_bot()
        joins(phone)
    coordinates(malee, run)
    for phone, name in ((khru_nok, "ครูนก ใจงาม"), (malee, "มาลี รักสัตย์")):
        with sessions.begin() as db:
            who(db, phone).name = name
    return khru_nok


def who(db, phone):
    return db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one()


def announces(phone, words=NEWS, time=None):
    phone.says("ประกาศ")
    phone.says(words)
    if time:
        phone.says(time)
    phone.says("ส่งเลย")


def progress(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(Announcement.progress).order_by(Announcement.id)))


def button(phone, label):
    return next(each for each in phone.actions() if each.get("label") == label)


def left(sessions, clock):
    with sessions.begin() as db:
        return quota.left(db, clock()).free


def test_the_other_coordinator_says_yes_before_anything_leaves(
    club, malee, somchai, works, simulator, sessions
):
    club.says("ประกาศ")
    club.says(NEWS)
    club.sees("จะใช้ 4 ข้อความ", "น้องสตรองจะถาม 1 คน คนละ 1 ข้อความค่ะ")
    club.presses("ส่งเลย")
    club.sees(WAITS, "จะส่งถึงสมาชิก 3 คน", "อ. 6 ม.ค. 2569 เวลา 10.00 น.")
    works()
    assert simulator.quota["used"] == 1
    assert NEWS not in somchai.history()
    malee.sees(f"{HEADING}\n\n{NEWS}", QUESTION, "สมาชิกทั้งหมด 3 คน", "ทันทีที่อนุมัติ", "จะใช้ 3 ข้อความ")
    malee.sees("ครูนก ใจงาม ขอส่ง")
    malee.presses("อนุมัติ")
    malee.sees("อนุมัติแล้วค่ะ ส่งถึงสมาชิก 3 คน")
    works()
    assert NEWS in somchai.history()
    assert simulator.quota["used"] == 4
    club.says("เมนู")
    club.sees("มาลี รักสัตย์ อนุมัติประกาศ", NEWS)
    assert progress(sessions) == [Progress.SENT]


def test_without_a_yes_it_is_not_sent_and_its_author_is_told(
    club, malee, somchai, works, simulator, sessions, clock
):
    announces(club)
    works()
    malee.presses("ไม่อนุมัติ")
    malee.sees("ไม่อนุมัติแล้วค่ะ ประกาศนี้จะไม่ถูกส่ง")
    works()
    club.says("เมนู")
    club.sees("มาลี รักสัตย์ ไม่อนุมัติประกาศ", "จึงไม่ได้ส่ง")
    assert NEWS not in somchai.history()
    assert simulator.quota["used"] == 1
    assert left(sessions, clock) == 299


@pytest.mark.parametrize("answer", ["อนุมัติ", "ไม่อนุมัติ"])
def test_pressed_twice_is_decided_once(club, malee, works, sessions, answer):
    announces(club)
    works()
    press = button(malee, answer)
    said = []
    for _press in range(2):
        malee.does(press)
        said.append(malee.screen().splitlines()[-1])
    assert said[0] == said[1]
    with sessions.begin() as db:
        what = (What.ANNOUNCEMENT_APPROVED, What.ANNOUNCEMENT_REFUSED)
        assert db.scalar(select(func.count()).where(Deed.what.in_(what))) == 1


def test_the_first_of_two_answers_counts(club, malee, somchai, run, works, sessions):
    coordinates(somchai, run)
    announces(club)
    works()
    refuse, approve = button(somchai, "ไม่อนุมัติ"), button(malee, "อนุมัติ")
    malee.does(approve)
    somchai.does(refuse)
    somchai.sees("มาลี รักสัตย์ อนุมัติประกาศนี้ไปแล้วค่ะ")
    malee.does(button(malee, "ยกเลิกประกาศนี้"))
    malee.does(approve)
    malee.sees("ยกเลิกประกาศแล้วค่ะ")
    announces(club, "อีกข่าว")
    works()
    somchai.presses("ไม่อนุมัติ")
    malee.presses("อนุมัติ")
    malee.sees("ไม่อนุมัติประกาศนี้ไปแล้วค่ะ จึงไม่ได้ส่ง")
    assert progress(sessions) == [Progress.CANCELLED, Progress.REFUSED]


@pytest.mark.parametrize("typed", ["อนุมัติ", "ไม่อนุมัติ"])
def test_an_answer_can_be_typed(club, malee, works, sessions, typed):
    announces(club)
    works()
    malee.says(typed)
    wanted = Progress.WAITING if typed == "อนุมัติ" else Progress.REFUSED
    assert progress(sessions) == [wanted]
    malee.says(typed)
    malee.sees_no("แล้วค่ะ ส่งถึง")


def test_of_several_it_is_asked_which_is_meant(club, malee, works, sessions):
    for number in range(4):
        announces(club, f"ข่าวที่ {number}")
    works()
    malee.says("อนุมัติ")
    malee.sees("ประกาศที่รอคุณอนุมัติค่ะ", "ข่าวที่ 0", "ข่าวที่ 2")
    assert set(progress(sessions)) == {Progress.ASKED}
    malee.presses("ดูเพิ่ม")
    malee.sees("ข่าวที่ 3")
    malee.presses("อ่านประกาศ")
    malee.presses("อนุมัติ")
    assert progress(sessions)[3] is Progress.WAITING


def test_an_administrator_s_word_about_a_club_is_not_taken_for_an_announcement(
    club, malee, run, works, sessions
):
    malee.says(run("invite", "--role", "administrator").split()[0])
    announces(club)
    works()
    with sessions.begin() as db:
        asked = {"kind": "เทศบาลเมือง", "province": "เพชรบุรี", "contact_name": "สมชาย ใจดี"}
        db.add(Opening(name="เมืองเพชร", asked=NOW, **asked))
    malee.says("อนุมัติ")
    assert progress(sessions) == [Progress.ASKED]
    malee.says("ประกาศที่รออนุมัติ")
    malee.presses("อนุมัติ")
    assert progress(sessions) == [Progress.WAITING]


def test_nobody_approves_her_own_words(club, malee, works, sessions, simulator):
    announces(club)
    works()
    for which in ("approve", "refuse", "read"):
        simulator.press(club.user_id, f"announcement.{which}?announcement=1")
        club.sees("ต้องให้ผู้ประสานงานอีกคนอนุมัติค่ะ")
    club.says("ประกาศที่รออนุมัติ")
    club.sees("ไม่มีประกาศที่รอคุณอนุมัติค่ะ")
    assert progress(sessions) == [Progress.ASKED]


def test_to_others_it_does_not_exist(club, somchai, works, simulator, run, sessions):
    announces(club)
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    coordinates(somchai, run, "CHAAM")
    for number in (1, 99):
        simulator.press(somchai.user_id, f"announcement.approve?announcement={number}")
        somchai.sees("ไม่พบประกาศนี้ค่ะ")
    assert progress(sessions) == [Progress.ASKED]


def test_what_nobody_approves_in_a_day_is_not_sent(club, malee, somchai, works, clock, sessions):
    announces(club)
    works()
    press = button(malee, "อนุมัติ")
    clock.moves(hours=24)
    malee.does(press)
    malee.sees("เลยเวลาอนุมัติแล้วค่ะ")
    works()
    assert progress(sessions) == [Progress.EXPIRED]
    malee.does(press)
    malee.sees("เลยเวลาอนุมัติแล้วค่ะ")
    club.says("เมนู")
    club.sees("เลยเวลาแล้วค่ะ จึงไม่ได้ส่ง")
    club.says("เมนู")
    club.sees_no("เลยเวลา")
    assert NEWS not in somchai.history()
    assert left(sessions, clock) == 299


def test_what_has_a_time_waits_for_a_yes_until_then(club, malee, works, clock, sessions):
    announces(club, time="7/1/2569 9:00")
    club.sees(WAITS, "พ. 7 ม.ค. 2569 เวลา 09.00 น.")
    works()
    malee.sees("พ. 7 ม.ค. 2569 เวลา 09.00 น.")
    clock.moves_to(bangkok_time("2026-01-07", "08:59"))
    works()
    malee.presses("อนุมัติ")
    clock.moves(minutes=1)
    works()
    assert progress(sessions) == [Progress.SENT]
    announces(club, "อีกข่าว", time="พรุ่งนี้ 9 โมงเช้า")
    clock.moves(days=1)
    works()
    assert progress(sessions)[1] is Progress.EXPIRED


def test_what_waits_for_a_yes_has_its_price_put_aside(club, works, sessions, clock):
    announces(club)
    assert left(sessions, clock) == 296  # three members, and who is asked
    works()
    announces(club, "อีกข่าว")
    assert left(sessions, clock) == 292


def test_what_the_month_cannot_pay_any_more_is_not_approved(club, malee, works, sessions):
    announces(club)
    works()
    with sessions.begin() as db:
        quota.note(db, AccountState("@bot", "Bot", "bot", 300, 298), NOW)
    malee.presses("อนุมัติ")
    malee.sees("ต้องใช้ 3 ข้อความ")
    assert progress(sessions) == [Progress.ASKED]


def test_the_author_can_take_it_back_while_it_waits(club, malee, works, sessions):
    announces(club)
    works()
    send = button(club, "ยกเลิกประกาศนี้")
    club.says("ประกาศที่รอส่ง")
    club.sees("รออนุมัติ", NEWS)
    club.does(send)
    club.sees("ยกเลิกประกาศแล้วค่ะ ไม่มีใครได้รับ")
    malee.presses("อนุมัติ")
    malee.sees("ประกาศนี้ถูกยกเลิกไปแล้วค่ะ")
    assert progress(sessions) == [Progress.CANCELLED]


def test_pressing_send_again_says_what_it_waits_for(club, malee, works, sessions):
    club.says("ประกาศ")
    club.says(NEWS)
    send = button(club, "ส่งเลย")
    for _press in range(2):
        club.does(send)
        club.sees(WAITS)
    works()
    malee.presses("ไม่อนุมัติ")
    club.does(send)
    club.sees("ไม่ได้รับอนุมัติค่ะ จึงไม่ได้ส่ง")
    assert len(progress(sessions)) == 1


def test_whoever_is_left_alone_announces_without_a_yes(club, malee, works, sessions):
    announces(club)
    with sessions.begin() as db:
        db.execute(delete(Role).where(Role.member_id == who(db, malee).id))
    announces(club, "อีกข่าว")
    club.sees("จะส่งถึง 3 คน ใน 1 นาทีค่ะ")
    assert progress(sessions) == [Progress.ASKED, Progress.WAITING]


def test_where_she_is_left_alone_an_administrator_may_say_yes(club, malee, run, works, sessions):
    announces(club)
    boss = Phone(club.simulator, f"U{9:032x}", "วิภา")
    boss.adds_the_bot()
    boss.says(run("invite", "--role", "administrator").split()[0])
    boss.says("ประกาศที่รออนุมัติ")
    boss.sees("ไม่มีประกาศที่รอคุณอนุมัติค่ะ")
    with sessions.begin() as db:
        db.execute(delete(Role).where(Role.member_id == who(db, malee).id))
    boss.says("ประกาศที่รออนุมัติ")
    boss.sees(QUESTION, NEWS)
    boss.presses("อนุมัติ")
    boss.sees("อนุมัติแล้วค่ะ")
    assert progress(sessions) == [Progress.WAITING]


def test_a_club_that_asks_for_no_yes_sends_at_once(khru_nok, malee, run, sessions):
    malee.adds_the_bot()
    joins(malee)
    coordinates(malee, run)
    announces(khru_nok)
    assert progress(sessions) == [Progress.WAITING]


def test_a_command_on_the_server_asks_nobody(club, run, sessions):
    run("announce", "--to", "club:HUAHIN", "--text", NEWS, "--yes")
    assert progress(sessions) == [Progress.WAITING]


def test_what_can_wait_is_asked_in_the_morning_and_what_cannot_at_night(club, malee, works, clock):
    clock.moves_to(bangkok_time("2026-01-05", "22:00"))
    announces(club)
    works()
    assert QUESTION not in malee.history()
    announces(club, "พบกัน 7 โมงเช้านะคะ", time="พรุ่งนี้ 7 โมงเช้า")
    works()
    malee.sees("พบกัน 7 โมงเช้านะคะ", QUESTION)
    clock.moves_to(bangkok_time("2026-01-06", "07:00"))
    works()
    assert NEWS in malee.history()


def test_of_two_who_decide_at_once_the_first_counts(club, malee, somchai, run, sessions, clock):
    coordinates(somchai, run)
    announces(club)
    with sessions.begin() as db:
        deciders = {who(db, malee).id: approval.approve, who(db, somchai).id: approval.refuse}
    ready = Barrier(2)

    def decide(member_id):
        ready.wait()
        try:
            with sessions.begin() as db:
                member = db.get_one(Member, member_id)
                deciders[member_id](db, member, 1, clock())
        except Refusal:
            return None
        return member_id

    with ThreadPoolExecutor(2) as both:
        decided = [each for each in both.map(decide, deciders) if each]
    assert len(decided) == 1
    with sessions.begin() as db:
        sent = db.scalars(select(Announcement)).one()
        approved = deciders[decided[0]] is approval.approve
        assert sent.approver_id == decided[0]
        assert sent.progress is (Progress.WAITING if approved else Progress.REFUSED)
        what = (What.ANNOUNCEMENT_APPROVED, What.ANNOUNCEMENT_REFUSED)
        assert db.scalar(select(func.count()).where(Deed.what.in_(what))) == 1
        assert db.scalar(select(func.count()).where(Role.kind == RoleKind.COORDINATOR)) == 3

"""Who does what for a club: codes that are passed on once, and duties that end at once."""

from urllib.parse import unquote

import pytest
from sqlalchemy import select

from bot import duties
from bot.turn import Refusal
from models import Invitation, Member, Role, RoleKind
from tests.conftest import NOW, joins
from tests.planning import found

WELCOME = "ยินดีต้อนรับสู่ชมรมค่ะ"


def invitation(run, club="HUAHIN"):
    return run("invite", "--role", "coordinator", "--club", club).split()[0]


@pytest.mark.parametrize("write", [str, str.lower, lambda code: code.replace("-", " ")])
def test_an_invitation_makes_a_coordinator_once(somchai, malee, hua_hin, run, write):
    code = invitation(run)
    for phone in (somchai, malee):
        phone.adds_the_bot()
        joins(phone)
    somchai.says(write(code))
    somchai.sees("คุณเป็นผู้ประสานงานแล้วค่ะ", "เทศบาลเมืองหัวหิน")
    malee.says(code)
    malee.sees("รหัสนี้ถูกใช้ไปแล้วค่ะ")
    malee.says("ประกาศ")
    malee.sees_no("พิมพ์ข้อความที่อยากบอก")


def test_an_invitation_lives_for_a_day(somchai, hua_hin, run, clock):
    somchai.adds_the_bot()
    joins(somchai)
    late, good = invitation(run), invitation(run)
    clock.moves(hours=23, minutes=59)
    somchai.says(good)
    somchai.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")
    clock.moves(minutes=1)
    somchai.says(late)
    somchai.sees("รหัสนี้หมดอายุแล้วค่ะ")


def test_a_mistyped_invitation_says_so_and_costs_nothing(somchai, hua_hin, run):
    code = invitation(run)
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says(code[:-1] + ("Z" if code[-1] != "Z" else "Y"))
    somchai.sees("ไม่พบรหัสนี้ค่ะ")
    somchai.says(code)
    somchai.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")


def test_an_invitation_is_taken_where_a_club_was_asked_for_and_leads_to_its_notice(
    somchai, hua_hin, run
):
    somchai.adds_the_bot()
    somchai.says("เข้าชมรม")
    somchai.says(invitation(run))
    somchai.sees("คุณเป็นผู้ประสานงานแล้วค่ะ", "ความเป็นส่วนตัวของคุณ")
    somchai.says("ตกลง")
    somchai.sees(WELCOME)


def test_the_same_duty_twice_is_one_duty_and_leaves_the_code_to_another(khru_nok, malee, run):
    code = invitation(run)
    khru_nok.says(code)
    khru_nok.sees("คุณมีหน้าที่นี้อยู่แล้วค่ะ")
    malee.adds_the_bot()
    joins(malee)
    malee.says(code)
    malee.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")


def test_the_command_prints_the_link_beside_the_code(run, hua_hin):
    code, told = run("invite", "--role", "coordinator", "--club", "HUAHIN").splitlines()
    assert len(code) == 14
    assert unquote(told).endswith("/?เข้าชมรม HUAHIN")


def test_the_command_keeps_no_code_and_knows_its_clubs(run, hua_hin, sessions):
    code = invitation(run)
    assert len(code) == 14
    with sessions.begin() as db:
        kept = db.scalars(select(Invitation)).one()
    assert code not in vars(kept).values()
    assert code.replace("-", "") not in vars(kept).values()
    assert "NOWHERE" in run("invite", "--role", "coordinator", "--club", "NOWHERE", fails=True)
    assert "coordinator" in run("invite", "--role", "king", "--club", "HUAHIN", fails=True)


# Inviting, handing over, taking back


@pytest.fixture
def member(malee, hua_hin):
    malee.adds_the_bot()
    joins(malee)
    return malee


@pytest.fixture
def administrator(somchai, run):
    somchai.adds_the_bot()
    somchai.says(run("invite", "--role", "administrator").split()[0])
    somchai.sees("คุณเป็นผู้ดูแลระบบแล้วค่ะ", "คำขอเปิดชมรม")
    return somchai


def code_on(phone):
    """The code that stands as the title of the newest card."""
    return phone.messages()[-1]["contents"]["body"]["contents"][0]["text"]


def kinds(sessions):
    with sessions.begin() as db:
        return sorted(db.scalars(select(Role.kind)))


def test_a_coordinator_invites_another_from_her_chat(khru_nok, member):
    khru_nok.says("เชิญผู้ประสานงาน")
    khru_nok.sees("รหัสรับหน้าที่", "ใช้ได้ครั้งเดียว ภายใน 24 ชั่วโมง")
    member.says(code_on(khru_nok))
    member.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")
    member.says("ประกาศ")
    member.sees("พิมพ์ข้อความที่อยากบอกสมาชิก")


def test_a_coach_may_do_no_more_than_a_member(khru_nok, member, sessions):
    khru_nok.says("เชิญโค้ช")
    member.says(code_on(khru_nok))
    member.sees("คุณเป็นโค้ช STRONG แล้วค่ะ")
    member.says("ประกาศ")
    member.sees_no("พิมพ์ข้อความที่อยากบอกสมาชิก")
    assert kinds(sessions) == [RoleKind.COACH, RoleKind.COORDINATOR]


def test_her_own_code_is_no_use_to_her(khru_nok, run):
    khru_nok.says("เชิญโค้ช")
    khru_nok.says(code_on(khru_nok))
    khru_nok.sees("รหัสนี้คุณเป็นคนออกเองค่ะ")


@pytest.mark.parametrize("words", ["เชิญผู้ประสานงาน", "เชิญโค้ช", "ส่งต่อหน้าที่", "ลาออกจากหน้าที่"])
def test_a_member_gives_out_no_duty(member, words):
    member.says(words)
    member.sees("เรื่องนี้เป็นหน้าที่ของผู้ประสานงานชมรมค่ะ")


def test_only_administrators_invite_administrators(khru_nok, administrator, member):
    khru_nok.says("เชิญผู้ดูแลระบบ")
    khru_nok.sees("มีแต่ผู้ดูแลระบบ")
    administrator.says("เชิญผู้ดูแลระบบ")
    member.says(code_on(administrator))
    member.sees("คุณเป็นผู้ดูแลระบบแล้วค่ะ")


def test_a_duty_is_handed_over_when_its_code_is_typed(khru_nok, member, sessions):
    khru_nok.says("ส่งต่อหน้าที่")
    khru_nok.sees("ส่งต่อหน้าที่ผู้ประสานงานไหมคะ")
    khru_nok.presses("ยืนยัน")
    khru_nok.sees("หน้าที่ของคุณจะสิ้นสุดทันทีค่ะ")
    code = code_on(khru_nok)
    khru_nok.says("ประกาศ")
    khru_nok.sees("พิมพ์ข้อความที่อยากบอกสมาชิก")  # still hers
    khru_nok.says("ยกเลิก")
    member.says(code)
    member.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")
    khru_nok.says("ประกาศ")
    khru_nok.sees("มีผู้รับช่วงหน้าที่ในชมรม", "ยังไม่มีประกาศ")
    assert kinds(sessions) == [RoleKind.COORDINATOR]


def test_handing_over_can_be_left(khru_nok):
    for no in ("ไม่", "ยกเลิก", "ย้อนกลับ"):
        khru_nok.says("ส่งต่อหน้าที่")
        khru_nok.says(no)
        khru_nok.sees_no("รหัสรับหน้าที่")


def test_the_last_coordinator_cannot_leave_her_club_alone(khru_nok):
    khru_nok.says("ลาออกจากหน้าที่")
    khru_nok.says("ใช่")
    khru_nok.sees("คุณเป็นผู้ประสานงานคนเดียวของ เทศบาลเมืองหัวหิน", "ส่งต่อหน้าที่")
    khru_nok.says("ประกาศ")
    khru_nok.sees("พิมพ์ข้อความที่อยากบอกสมาชิก")


def test_administrators_learn_of_a_club_that_is_left_alone(khru_nok, administrator):
    khru_nok.says("ลาออกจากหน้าที่")
    khru_nok.presses("ยืนยัน")
    khru_nok.sees("คุณไม่ได้เป็นผู้ดูแลชมรม เทศบาลเมืองหัวหิน แล้ว")
    administrator.says("เมนู")
    administrator.sees("ชมรม เทศบาลเมืองหัวหิน ไม่มีผู้ประสานงานแล้วค่ะ")


def test_one_of_two_may_leave(khru_nok, member):
    khru_nok.says("เชิญผู้ประสานงาน")
    member.says(code_on(khru_nok))
    khru_nok.says("ลาออกจากหน้าที่")
    khru_nok.says("ใช่")
    khru_nok.sees("คุณไม่ได้เป็นผู้ดูแลชมรม")
    member.says("ลาออกจากหน้าที่")
    member.says("ใช่")
    member.sees("คุณเป็นผู้ประสานงานคนเดียว")


def test_a_duty_is_taken_back_at_once(khru_nok, member, works):
    works()  # LINE's names are known
    khru_nok.says("เชิญผู้ประสานงาน")
    member.says(code_on(khru_nok))
    member.says("เชิญโค้ช")
    given = code_on(member)
    khru_nok.says("ผู้ประสานงานของชมรม")
    khru_nok.sees("ผู้ดูแลชมรม เทศบาลเมืองหัวหิน", "ครูนก", "มาลี รักสัตย์")
    khru_nok.does(take_back(khru_nok)[1])
    khru_nok.sees("ถอดหน้าที่ของ")
    khru_nok.says("ใช่")
    khru_nok.sees("มีผลทันที")
    member.says("ประกาศ")
    member.sees("หน้าที่ของคุณในชมรม เทศบาลเมืองหัวหิน สิ้นสุดแล้วค่ะ")
    member.sees_no("พิมพ์ข้อความที่อยากบอกสมาชิก")
    khru_nok.says(given)  # what she gave out is void, too
    khru_nok.sees("ไม่พบรหัสนี้ค่ะ")


def take_back(phone):
    return [each for each in phone.actions() if each.get("label") == "ถอดหน้าที่"]


def test_her_own_duty_is_resigned_not_taken_back(khru_nok):
    khru_nok.says("ผู้ประสานงานของชมรม")
    khru_nok.does(take_back(khru_nok)[0])
    khru_nok.presses("ยืนยัน")
    khru_nok.sees("พิมพ์ “ลาออกจากหน้าที่” นะคะ")


def test_an_administrator_takes_any_duty_back_and_a_member_none(
    khru_nok, administrator, member, simulator, sessions
):
    with sessions.begin() as db:
        role = db.scalars(select(Role.id).where(Role.kind == RoleKind.COORDINATOR)).one()
    for press in (f"role.revoke?role={role}", f"role.sure?doing=show&club=1&role={role}"):
        simulator.press(member.user_id, press)
        member.sees("ไม่พบหน้าที่นี้แล้วค่ะ")
    simulator.press(administrator.user_id, f"role.revoke?role={role}")
    administrator.says("ใช่")
    administrator.sees("มีผลทันที")
    assert kinds(sessions) == [RoleKind.ADMINISTRATOR]


def test_a_member_sees_who_looks_after_her_club(khru_nok, member, hua_hin):
    member.says("ผู้ประสานงานของชมรม")
    member.sees("ผู้ดูแลชมรม เทศบาลเมืองหัวหิน", "ผู้ประสานงาน")
    assert take_back(member) == []


def test_a_coordinator_of_two_clubs_says_which(khru_nok, sessions, run):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    khru_nok.says(invitation(run, "CHAAM"))
    khru_nok.says("เชิญโค้ช")
    khru_nok.sees("ของชมรมไหนคะ")
    khru_nok.says("ชะอำ")
    khru_nok.sees("รหัสโค้ช STRONG · เทศบาลเมืองชะอำ")
    khru_nok.says("เชิญโค้ช")
    khru_nok.presses("เทศบาลเมืองหัวหิน")
    khru_nok.sees("รหัสโค้ช STRONG · เทศบาลเมืองหัวหิน")


def test_another_club_s_duties_do_not_exist_for_her(khru_nok, sessions, simulator):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    for press in ("role.for?doing=invite&club=2", "role.holders?club=2&start=0"):
        simulator.press(khru_nok.user_id, press)
        khru_nok.sees("ไม่พบชมรมนี้ในหน้าที่ของคุณค่ะ")


def test_the_only_administrator_stays_one(administrator, simulator, sessions):

    with sessions.begin() as db:
        member = db.scalars(
            select(Member).where(Member.line_user_id == administrator.user_id)
        ).one()
        with pytest.raises(Refusal, match="ผู้ดูแลระบบคนเดียว"):
            duties.end_all(db, member, NOW)

"""People of her clubs: found, added, told apart, given duties, taken off."""

import codecs
import csv
import re
import zipfile
from io import BytesIO, StringIO
from urllib.parse import unquote

import pytest
from sqlalchemy import func, select

from loading import workbook
from models import Apart, Club, Deed, Invitation, Member, Role, RoleKind, What
from tests.conftest import NOW, joins
from tests.console.conftest import HIDDEN, Desk
from tests.planning import found
from tests.queries import asked

NAME = "สมหญิง ใจงาม"


def person_id(sessions, **by):
    with sessions.begin() as db:
        return db.scalars(select(Member.id).filter_by(**by)).one()


def count(sessions, table):
    with sessions.begin() as db:
        return db.scalar(select(func.count()).select_from(table))


def adds(desk, *lines, code="HUAHIN"):
    desk.opens(f"/console/people/new/{code}")
    desk.sends(f"/console/people/new/{code}", names="\n".join(lines))
    return desk


@pytest.fixture
def somchai_of_hua_hin(somchai, sessions, hua_hin):
    somchai.adds_the_bot()
    joins(somchai)
    with sessions.begin() as db:
        member = db.scalars(select(Member).where(Member.line_user_id == somchai.user_id)).one()
        member.name = "สมชาย ใจดี"
        return member.id


@pytest.fixture
def elsewhere(sessions):
    """Somebody of a club that is not hers."""
    club = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    with sessions.begin() as db:
        member = Member(name="ลับ เฉพาะเขา", club_id=club.id, joined=NOW)
        db.add(member)
        db.flush()
        return member.id


def test_her_people_stand_there_by_name_and_nobody_else_s(at_desk, somchai_of_hua_hin, elsewhere):
    adds(at_desk, NAME)
    at_desk.follows()
    for words in ("เพิ่มแล้ว 1 คนค่ะ", NAME, "ยังไม่ใช้ LINE", "สมชาย ใจดี", "ใช้ LINE แล้ว"):
        assert words in at_desk.reads()
    assert "ลับ เฉพาะเขา" not in at_desk.reads()
    assert "ผู้ประสานงาน" in at_desk.reads()


def test_a_misspelt_name_is_found(at_desk):
    adds(at_desk, NAME, "บุญมี มีสุข")
    at_desk.opens("/console/people/?q=สมหญิก")
    assert NAME in at_desk.reads()
    assert "บุญมี มีสุข" not in at_desk.reads()


def test_an_administrator_finds_a_name_in_any_club(app, wipa, elsewhere, at_desk):
    desk = Desk(app)
    desk.enters(wipa)
    desk.opens("/console/people/?q=ลับ")
    assert "ลับ เฉพาะเขา" in desk.reads()
    assert "เทศบาลเมืองชะอำ" in desk.reads()
    desk.opens("/console/people/?q=ไม่มี%25")
    assert "ลับ เฉพาะเขา" not in desk.reads()
    desk.opens("/console/people/?club=CHAAM")
    assert "ลับ เฉพาะเขา" in desk.reads()


def test_lines_that_are_no_names_stay_in_the_form(at_desk, sessions):
    adds(at_desk, NAME, "12345", NAME, "🎉")
    said = at_desk.reads()
    assert "เพิ่มแล้ว 1 คนค่ะ" in said
    assert "มีอยู่แล้ว บรรทัดที่ 3" in said
    assert "อ่านเป็นชื่อไม่ได้ บรรทัดที่ 2 12345, 4 🎉" in said
    assert "12345\n🎉</textarea>" in at_desk.answer.text
    assert NAME not in at_desk.answer.text.partition("<textarea")[2].partition("</textarea>")[0]


@pytest.mark.parametrize(
    "path",
    [
        "/console/people/?club=CHAAM",
        "/console/people/new/CHAAM",
        "/console/people/doubles/CHAAM",
        "/console/people/{person}",
        "/console/people/{person}/remove",
        "/console/people/{person}/delete",
    ],
)
def test_another_club_s_people_are_not_there(at_desk, elsewhere, path):
    nothing = at_desk.opens(path.replace("CHAAM", "NOWHERE").format(person=99999)).text
    answer = at_desk.opens(path.format(person=elsewhere))
    assert answer.status_code == 404
    assert answer.text == nothing


@pytest.mark.parametrize("deed", ["name", "roles", "remove", "delete"])
def test_nothing_is_done_to_another_club_s_people(at_desk, elsewhere, sessions, deed):
    at_desk.opens("/console/people/")
    at_desk.sends(f"/console/people/{elsewhere}/{deed}", name=NAME, kind="coach")
    assert at_desk.answer.status_code == 404
    assert person_id(sessions, name="ลับ เฉพาะเขา") == elsewhere
    assert count(sessions, Role) == 1


def test_a_name_is_mended_and_taken_off_only_by_its_button(at_desk, sessions):
    adds(at_desk, NAME)
    person = person_id(sessions, name=NAME)
    at_desk.opens(f"/console/people/{person}")
    at_desk.sends(f"/console/people/{person}/name", name="สมหญิง ใจงามมาก")
    assert "สมหญิง ใจงามมาก" in at_desk.follows().text
    at_desk.sends(f"/console/people/{person}/name", name="1234")
    assert "ขอชื่อและนามสกุลเป็นตัวอักษร" in at_desk.reads()
    assert 'value="1234"' in at_desk.answer.text
    at_desk.opens(f"/console/people/{person}/remove")
    assert "ออกจากรายชื่อไหมคะ" in at_desk.reads()
    assert person_id(sessions, name="สมหญิง ใจงามมาก") == person
    at_desk.sends(f"/console/people/{person}/remove")
    at_desk.follows()
    assert "เอาชื่อออกแล้วค่ะ" in at_desk.reads()
    assert "สมหญิง ใจงามมาก" not in at_desk.reads()


def test_a_member_with_line_is_neither_renamed_nor_removed(at_desk, somchai_of_hua_hin, sessions):
    at_desk.opens(f"/console/people/{somchai_of_hua_hin}")
    at_desk.sends(f"/console/people/{somchai_of_hua_hin}/name", name=NAME)
    assert "เปลี่ยนชื่อเองในแชตค่ะ" in at_desk.reads()
    at_desk.opens(f"/console/people/{somchai_of_hua_hin}/remove")
    at_desk.sends(f"/console/people/{somchai_of_hua_hin}/remove")
    assert "ออกจากชมรมได้ด้วยตัวเองค่ะ" in at_desk.reads()
    assert person_id(sessions, name="สมชาย ใจดี") == somchai_of_hua_hin


def test_a_person_is_shown_with_what_she_sees_of_herself(at_desk, somchai_of_hua_hin, somchai):
    somchai.says("ข้อมูลของฉัน")
    somchai.sees("แจ้งทุกเรื่อง", "สมชาย ใจดี")
    at_desk.opens(f"/console/people/{somchai_of_hua_hin}")
    assert "ที่เจ้าตัวเห็นในแชต" in at_desk.reads()
    for words in ("แจ้งทุกเรื่อง", "ลงทะเบียน 0 · คำถาม 0 ข้อ", "แก้ไขชื่อ"):
        assert words in at_desk.reads()


def test_who_has_no_line_sees_nothing_of_herself(at_desk, sessions):
    adds(at_desk, NAME)
    at_desk.opens(f"/console/people/{person_id(sessions, name=NAME)}")
    assert "ที่เจ้าตัวเห็นในแชต" not in at_desk.reads()


def test_a_duty_is_given_told_and_taken_back(at_desk, somchai_of_hua_hin, somchai, sessions):
    here = f"/console/people/{somchai_of_hua_hin}"
    at_desk.opens(here)
    at_desk.sends(f"{here}/roles", kind="coordinator")
    assert "มอบหน้าที่แล้วค่ะ" in at_desk.follows().text
    at_desk.sends(f"{here}/roles", kind="coordinator")
    assert "คนนี้มีหน้าที่นี้อยู่แล้วค่ะ" in at_desk.reads()
    somchai.says("เมนู")
    somchai.sees("คุณได้รับหน้าที่ผู้ประสานงานของชมรม เทศบาลเมืองหัวหิน")
    with sessions.begin() as db:
        role = db.scalars(select(Role.id).where(Role.member_id == somchai_of_hua_hin)).one()
    at_desk.opens(f"{here}/roles/{role}")
    assert "ถอนหน้าที่ผู้ประสานงานของ สมชาย ใจดี ไหมคะ" in at_desk.reads()
    assert count(sessions, Role) == 2
    at_desk.sends(f"{here}/roles/{role}")
    assert "ถอนหน้าที่แล้วค่ะ" in at_desk.follows().text
    assert count(sessions, Role) == 1
    somchai.says("เมนู")
    somchai.sees("หน้าที่ของคุณในชมรม เทศบาลเมืองหัวหิน สิ้นสุดแล้วค่ะ")


def test_nobody_makes_an_administrator_here_nor_gives_a_duty_without_line(
    at_desk, somchai_of_hua_hin, sessions
):
    at_desk.opens(f"/console/people/{somchai_of_hua_hin}")
    at_desk.sends(f"/console/people/{somchai_of_hua_hin}/roles", kind="administrator")
    assert at_desk.answer.status_code == 200
    adds(at_desk, NAME)
    person = person_id(sessions, name=NAME)
    at_desk.opens(f"/console/people/{person}")
    at_desk.sends(f"/console/people/{person}/roles", kind="coach")
    assert "มอบหน้าที่ได้เฉพาะสมาชิกของชมรมที่ใช้ LINE ค่ะ" in at_desk.reads()
    assert count(sessions, Role) == 1


def test_her_duty_is_handed_over_and_hers_no_longer(
    at_desk, somchai_of_hua_hin, somchai, khru_nok, sessions, app
):
    here = f"/console/people/{somchai_of_hua_hin}"
    at_desk.opens(here)
    assert "ส่งต่อหน้าที่ของฉันให้คนนี้" in at_desk.reads()
    at_desk.opens(f"{here}/hand-over")
    assert "ส่งต่อหน้าที่ผู้ประสานงานให้ สมชาย ใจดี ไหมคะ" in at_desk.reads()
    at_desk.sends(f"{here}/hand-over")
    for _again in range(2):
        at_desk.opens(at_desk.answer.headers.get("Location", "/console/handed-over?language=th"))
        assert "ผู้รับช่วงดูแลชมรมต่อจากนี้" in at_desk.reads()
    with sessions.begin() as db:
        assert db.scalars(select(Role.member_id)).all() == [somchai_of_hua_hin]
        deeds = list(db.scalars(select(Deed.what).order_by(Deed.id)))
    assert deeds[-3:] == [What.ROLE_GIVEN, What.ROLE_HANDED_OVER, What.ROLE_ENDED]
    at_desk.opens("/console/")
    assert "/console/enter" in at_desk.answer.headers["Location"]
    somchai.says("สวัสดี")
    somchai.sees("คุณได้รับหน้าที่ผู้ประสานงาน")
    heir = Desk(app)
    heir.enters(somchai)
    heir.opens("/console/clubs/HUAHIN")
    assert heir.answer.status_code == 200


def test_who_has_another_duty_stays(at_desk, somchai_of_hua_hin, khru_nok, sessions):
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    with sessions.begin() as db:
        me = db.scalars(select(Role.member_id)).one()
        db.add(Role(member_id=me, club_id=other.id, kind=RoleKind.COORDINATOR, since=NOW))
    page = f"/console/people/{somchai_of_hua_hin}/hand-over"
    at_desk.opens(page)
    form = dict(HIDDEN.findall(at_desk.answer.text))
    for _press in range(2):
        at_desk.posts(page, **form)
        at_desk.follows()
        assert "ส่งต่อหน้าที่แล้วค่ะ" in at_desk.reads()
    with sessions.begin() as db:
        handed = select(func.count()).where(Deed.what == What.ROLE_HANDED_OVER)
        assert db.scalar(handed) == 1


def test_a_duty_that_was_handed_over_by_code_is_told_on_the_giver_s_next_page(
    at_desk, somchai, somchai_of_hua_hin, khru_nok, sessions
):
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    with sessions.begin() as db:
        me = db.scalars(select(Role.member_id)).one()
        db.add(Role(member_id=me, club_id=other.id, kind=RoleKind.COORDINATOR, since=NOW))
    at_desk.opens("/console/people/?club=HUAHIN")
    at_desk.sends("/console/people/invite/HUAHIN", kind="hers")
    code = re.search(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", at_desk.reads())[0]
    somchai.says(code)
    somchai.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")
    at_desk.opens("/console/clubs/HUAHIN")
    assert at_desk.answer.status_code == 404
    assert "มีผู้รับช่วงหน้าที่ในชมรม เทศบาลเมืองหัวหิน แล้วค่ะ" in at_desk.reads()


def test_who_cannot_take_over_is_said_with_what_to_do(
    at_desk, sessions, elsewhere, hua_hin, somchai_of_hua_hin
):
    with sessions.begin() as db:
        me = db.scalars(select(Role.member_id)).one()
        granny = Member(name=NAME, club_id=hua_hin.id, joined=NOW)
        db.add(granny)
        held = {"club_id": hua_hin.id, "kind": RoleKind.COORDINATOR, "since": NOW}
        db.add(Role(member_id=somchai_of_hua_hin, **held))
        db.flush()  # her page is named after her id
        others = {
            me: (200, "ส่งต่อได้เฉพาะหน้าที่ของคุณเอง"),
            granny.id: (200, "คนนี้ยังไม่ใช้ LINE ค่ะ จึงรับช่วงหน้าที่ไม่ได้"),
            somchai_of_hua_hin: (200, "คนนี้เป็นผู้ประสานงานอยู่แล้วค่ะ"),
            elsewhere: (404, "ไม่พบหน้านี้ค่ะ"),
        }
    for person, told in others.items():
        page = f"/console/people/{person}/hand-over"
        at_desk.opens(page)
        assert (at_desk.answer.status_code, told[1] in at_desk.reads()) == (told[0], True)
        at_desk.opens("/console/")
        at_desk.sends(page)
        assert (at_desk.answer.status_code, told[1] in at_desk.reads()) == (told[0], True)
    with sessions.begin() as db:
        assert set(db.scalars(select(Role.member_id))) == {me, somchai_of_hua_hin}


def test_her_own_duty_is_not_taken_back_here(at_desk, sessions):
    with sessions.begin() as db:
        role = db.scalars(select(Role)).one()
    path = f"/console/people/{role.member_id}/roles/{role.id}"
    at_desk.opens(path)
    at_desk.sends(path)
    assert "ลาออกจากหน้าที่" in at_desk.reads()
    assert count(sessions, Role) == 1


def test_two_names_become_one_person_or_stay_two(at_desk, somchai_of_hua_hin, sessions):
    adds(at_desk, "สมชาย ใจดีี", "สมชาย ใจด")
    pairs = "/console/people/doubles/HUAHIN"
    for name, same, left in (("สมชาย ใจดีี", "yes", 1), ("สมชาย ใจด", "no", 1)):
        at_desk.opens(pairs)
        assert name in at_desk.reads()
        person = person_id(sessions, name=name)
        at_desk.sends(pairs, member=str(somchai_of_hua_hin), name=str(person), same=same)
        at_desk.follows()
        with sessions.begin() as db:
            without = select(func.count()).where(Member.line_user_id.is_(None))
            assert db.scalar(without) == left
    assert "ไม่มีชื่อที่ใกล้กันค่ะ" in at_desk.reads()
    assert count(sessions, Apart) == 1


def test_a_pair_that_is_no_more_is_told_kindly(at_desk, somchai_of_hua_hin):
    pairs = "/console/people/doubles/HUAHIN"
    adds(at_desk, "สมชาย ใจดีี")
    for same in ("yes", "no"):
        at_desk.opens(pairs)
        at_desk.sends(pairs, member=str(somchai_of_hua_hin), name="99999", same=same)
        assert "ในรายชื่อแล้วค่ะ" in at_desk.reads()


@pytest.mark.parametrize("same", ["yes", "no"])
def test_a_pair_elsewhere_is_as_if_there_were_none(
    at_desk, elsewhere, khru_nok, run, sessions, same
):
    with_line = Member(name="ลับ เฉพาะเขาา", line_user_id="U-elsewhere", joined=NOW)
    with sessions.begin() as db:
        with_line.club_id = db.get_one(Member, elsewhere).club_id
        db.add(with_line)
    pairs = "/console/people/doubles/HUAHIN"

    def told(member, name):
        at_desk.opens(pairs)
        at_desk.sends(pairs, member=str(member), name=str(name), same=same)
        return at_desk.answer.status_code, at_desk.reads()

    nothing = told(99998, 99999)
    assert told(with_line.id, elsewhere) == nothing
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    at_desk.enters(khru_nok, proves=False)  # she administers, and has no second factor
    nothing = told(99998, 99999)
    assert told(with_line.id, elsewhere) == nothing
    assert person_id(sessions, id=elsewhere)
    assert count(sessions, Apart) == 0


def test_told_apart_here_they_are_not_asked_about_in_the_chat(
    at_desk, somchai_of_hua_hin, khru_nok, works, sessions
):
    adds(at_desk, "สมชาย ใจดีี")
    person = person_id(sessions, name="สมชาย ใจดีี")
    pairs = "/console/people/doubles/HUAHIN"
    at_desk.opens(pairs)
    at_desk.sends(pairs, member=str(somchai_of_hua_hin), name=str(person), same="no")
    works()
    khru_nok.says("เมนู")
    khru_nok.sees_no("คนเดียวกันไหมคะ")


def test_an_administrator_deletes_on_request_a_coordinator_does_not(
    app, wipa, at_desk, somchai_of_hua_hin, sessions
):
    path = f"/console/people/{somchai_of_hua_hin}/delete"
    assert at_desk.opens(path).status_code == 404
    desk = Desk(app)
    desk.enters(wipa)
    desk.opens(path)
    assert "ทำเฉพาะเมื่อเจ้าของข้อมูลขอ" in desk.reads()
    desk.sends(path)
    assert "ลบข้อมูลแล้วค่ะ" in desk.follows().text
    with sessions.begin() as db:
        assert db.get(Member, somchai_of_hua_hin) is None


def test_administrators_learn_when_the_last_coordinator_is_deleted(app, wipa, khru_nok, sessions):
    desk = Desk(app)
    desk.enters(wipa)
    person = person_id(sessions, line_user_id=khru_nok.user_id)
    desk.opens(f"/console/people/{person}/delete")
    desk.sends(f"/console/people/{person}/delete")
    wipa.says("เมนู")
    wipa.sees("ชมรม เทศบาลเมืองหัวหิน ไม่มีผู้ประสานงานแล้วค่ะ")


@pytest.mark.parametrize("path", ["/console/people/", "/console/people/doubles/HUAHIN"])
def test_a_page_asks_as_often_for_many_as_for_few(at_desk, somchai_of_hua_hin, sessions, path):
    def opened():
        with asked(sessions) as statements:
            at_desk.opens(path)
        return len(statements)

    adds(at_desk, "สมชาย ใจดา")
    at_desk.follows()
    few = opened()
    with sessions.begin() as db:
        for number in range(20):
            member = Member(name=f"สมชาย ใจดิ{number}", joined=NOW)
            member.club_id = db.scalars(select(Role.club_id)).first()
            db.add(member)
            db.flush()
            role = Role(member_id=member.id, club_id=member.club_id, since=NOW)
            role.kind = RoleKind.COACH
            db.add(role)
    assert opened() == few
    assert few <= 10


def test_no_page_tells_a_line_id(at_desk, somchai_of_hua_hin, somchai):
    for path in ("/console/people/", f"/console/people/{somchai_of_hua_hin}"):
        assert somchai.user_id not in at_desk.opens(path).text


def test_the_roster_is_taken_along_as_a_file_and_that_stands_in_the_log(
    at_desk, somchai_of_hua_hin, somchai, khru_nok, sessions, hua_hin
):
    formula = "=HYPERLINK(1)"
    with sessions.begin() as db:
        db.add(Member(name=formula, joined=NOW, club_id=hua_hin.id))
        db.add(Member(line_name="🌸 ดอกไม้ 🌸", joined=NOW, club_id=hua_hin.id))
        chair = select(Member).where(Member.line_user_id == khru_nok.user_id)
        db.scalars(chair).one().name = "ครูนก ตัวอย่าง"
        db.get_one(Club, hua_hin.id).name = 'หัว\nหิน: "ดี"'
    at_desk.opens("/console/people/")
    file = at_desk.sends("/console/people/export/HUAHIN")
    assert file.headers["Cache-Control"] == "no-store"
    assert unquote(file.headers["Content-Disposition"]).endswith("รายชื่อ หัว หิน ดี .xlsx")
    assert somchai.user_id.encode() not in file.data
    heading, *people = workbook.read(file.data, 100).rows
    assert heading == ["ชื่อ", "LINE", "หน้าที่", "อยู่ในระบบตั้งแต่"]
    assert [row[:3] for row in people] == [
        [formula, "ยังไม่ใช้ LINE", ""],
        ["ครูนก ตัวอย่าง", "ใช้ LINE แล้ว", "ผู้ประสานงาน"],
        ["สมชาย ใจดี", "ใช้ LINE แล้ว", ""],
    ]
    with zipfile.ZipFile(BytesIO(file.data)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    with sessions.begin() as db:
        deed = db.scalars(select(Deed).where(Deed.what == What.ROSTER_EXPORTED)).one()
        assert deed.amount == len(people)


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"])
def test_the_roster_as_a_csv_file_runs_nothing(at_desk, hua_hin, begins, sessions):
    with sessions.begin() as db:
        db.add(Member(name=f'{begins}HYPERLINK("x"),1', joined=NOW, club_id=hua_hin.id))
    at_desk.opens("/console/people/")
    file = at_desk.sends("/console/people/export/HUAHIN/csv")
    assert file.headers["Cache-Control"] == "no-store"
    assert file.mimetype == "text/csv"
    assert unquote(file.headers["Content-Disposition"]).endswith(".csv")
    assert file.data.startswith(codecs.BOM_UTF8)
    heading, *people = csv.reader(StringIO(file.data.decode("utf-8-sig")))
    assert heading == ["ชื่อ", "LINE", "หน้าที่", "อยู่ในระบบตั้งแต่"]
    assert [f'\'{begins}HYPERLINK("x"),1', "ยังไม่ใช้ LINE", ""] in [row[:3] for row in people]
    with sessions.begin() as db:
        deed = db.scalars(select(Deed).where(Deed.what == What.ROSTER_EXPORTED)).one()
        assert deed.amount == len(people)


def test_taking_the_roster_along_asks_as_often_for_many_as_for_few(at_desk, hua_hin, sessions):
    def taken():
        at_desk.opens("/console/people/")
        with asked(sessions) as statements:
            at_desk.sends("/console/people/export/HUAHIN")
        return len(statements)

    few = taken()
    with sessions.begin() as db:
        for number in range(1200):
            db.add(Member(name=f"คนที่ {number}", joined=NOW, club_id=hua_hin.id))
    assert taken() == few


def test_a_code_for_a_duty_is_shown_once_and_kept_nowhere(at_desk, somchai, sessions):
    at_desk.opens("/console/people/")
    at_desk.sends("/console/people/invite/HUAHIN", kind="coordinator")
    code = re.search(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", at_desk.reads())[0]
    assert code not in at_desk.opens("/console/people/").text
    somchai.adds_the_bot()
    somchai.says(code)
    somchai.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")


def test_a_code_for_her_own_duty_ends_it_once_somebody_typed_it(
    at_desk, khru_nok, somchai, sessions
):
    assert "ผู้ประสานงานแทนฉัน" in at_desk.opens("/console/people/").text
    at_desk.sends("/console/people/invite/HUAHIN", kind="hers")
    assert "เมื่อมีผู้พิมพ์รหัสนี้ หน้าที่ของคุณจะสิ้นสุดทันทีค่ะ" in at_desk.reads()
    code = re.search(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", at_desk.reads())[0]
    assert at_desk.opens("/console/people/").status_code == 200
    somchai.adds_the_bot()
    somchai.says(code)
    somchai.sees("คุณเป็นผู้ประสานงานแล้วค่ะ")
    assert "/console/enter" in at_desk.opens("/console/people/").headers["Location"]
    assert count(sessions, Role) == 1


def test_an_administrator_has_no_duty_of_her_own_in_a_club(app, wipa, hua_hin, sessions):
    desk = Desk(app)
    desk.enters(wipa)
    assert "ผู้ประสานงานแทนฉัน" not in desk.opens("/console/people/?club=HUAHIN").text
    assert desk.sends("/console/people/invite/HUAHIN", kind="hers").status_code == 400
    assert count(sessions, Invitation) == 0


@pytest.mark.parametrize("deed", ["export/CHAAM", "export/CHAAM/csv", "invite/CHAAM"])
def test_neither_is_done_for_another_club_nor_for_other_duties(at_desk, elsewhere, deed, sessions):
    given = count(sessions, Invitation)
    at_desk.opens("/console/people/")
    at_desk.sends(f"/console/people/{deed}", kind="coach")
    assert at_desk.answer.status_code == 404
    at_desk.opens("/console/people/")
    at_desk.sends("/console/people/invite/HUAHIN", kind="administrator")
    assert at_desk.answer.status_code == 400
    assert count(sessions, Invitation) == given

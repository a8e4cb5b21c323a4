"""People from a spreadsheet: shown first, then written; nothing that was typed is lost."""

from html import unescape
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from loading import people, workbook
from models import Member
from tests.conftest import joins
from tests.planning import found
from tests.queries import asked
from tests.sheets import made

HERS = "/console/people/import/HUAHIN"
LETTERS = "กขคงจชซญดตถทธนบปผฝพฟมยรลวศสหอฮ"


def names(sessions):
    with sessions.begin() as db:
        return set(db.scalars(select(Member.name).where(Member.line_user_id.is_(None))))


def uploads(desk, file, lines="", **more):
    desk.opens(HERS)
    return desk.sends(HERS, file=(BytesIO(file), "people.xlsx"), lines=lines, **more)


def pastes(desk, *lines):
    desk.opens(HERS)
    return desk.sends(HERS, lines="\n".join(lines))


def typed(desk):
    """What stands in the text area; its first line break is no part of it."""
    area = desk.answer.text.partition("<textarea")[2].partition(">")[2]
    return unescape(area.partition("</textarea>")[0]).removeprefix("\r\n")


def lines_there(desk):
    return typed(desk).strip("\r\n").splitlines()


def adds(desk, text=None):
    return desk.sends(HERS, lines=typed(desk) if text is None else text, add="1")


@pytest.fixture
def mixed():
    return made(
        ("รายชื่อสมาชิก",),
        ("ที่", "ชื่อ-สกุล", "โทร."),
        (1, "สมหญิง ใจงาม", "081"),
        (2, 12345, None),
        (3, "นางสมหญิง ใจงาม", None),
        (4, "บุญมี มีสุข", None),
    )


def test_what_would_become_of_each_row_is_shown_and_nothing_is_written(at_desk, sessions, mixed):
    uploads(at_desk, mixed)
    for told in (
        "อ่านจากแผ่นงาน “Sheet1”",
        "อ่านเป็นชื่อไม่ได้ 1 แถว",
        "แถว 4",
        "มีอยู่แล้ว หรือซ้ำกัน 1 แถว",
        "แถว 5 นางสมหญิง ใจงาม",
        "จะเพิ่ม 2 คน",
        "แถว 3 สมหญิง ใจงาม",
        "แถว 6 บุญมี มีสุข",
    ):
        assert told in at_desk.reads()
    assert lines_there(at_desk) == ["สมหญิง ใจงาม", "12345", "นางสมหญิง ใจงาม", "บุญมี มีสุข"]
    assert names(sessions) == set()


def test_confirming_writes_all_and_once_more_changes_nothing(at_desk, sessions, mixed):
    uploads(at_desk, mixed)
    page = at_desk.answer
    assert adds(at_desk).status_code == 303
    at_desk.follows()
    assert "เพิ่มแล้ว 2 คนค่ะ · มีอยู่แล้ว 1 คน · ไม่ได้เพิ่ม แถว 4 12345" in at_desk.reads()
    assert names(sessions) == {"สมหญิง ใจงาม", "บุญมี มีสุข"}
    at_desk.answer = page
    adds(at_desk)
    at_desk.follows()
    assert "เพิ่มแล้ว 0 คนค่ะ" in at_desk.reads()
    assert names(sessions) == {"สมหญิง ใจงาม", "บุญมี มีสุข"}


def test_what_was_changed_after_it_was_shown_is_shown_again_first(at_desk, sessions):
    pastes(at_desk, "สมหญิง ใจงาม")
    adds(at_desk, "สมหญิง ใจงาม\nบุญมี มีสุข")
    assert "รายชื่อเปลี่ยนไปหลังตรวจ" in at_desk.reads()
    assert "จะเพิ่ม 2 คน" in at_desk.reads()
    assert lines_there(at_desk) == ["สมหญิง ใจงาม", "บุญมี มีสุข"]
    assert names(sessions) == set()
    adds(at_desk)
    assert names(sessions) == {"สมหญิง ใจงาม", "บุญมี มีสุข"}


def test_a_row_is_mended_beside_its_number_while_it_is_the_row_that_was_seen(at_desk):
    pastes(at_desk, "สมหญิง ใจงาม", "12345", "678")
    shown = at_desk.answer
    assert 'name="row-2" value="12345"' in shown.text
    mended = {"row-2": "บุญมี  มีสุข", "was-2": "12345", "row-9999": "x", "was-9999": ""}
    at_desk.sends(HERS, lines=typed(at_desk), **mended)
    assert lines_there(at_desk) == ["สมหญิง ใจงาม", "บุญมี มีสุข", "678"]
    at_desk.answer = shown
    at_desk.sends(HERS, lines="12345\n678", **mended)
    assert lines_there(at_desk) == ["12345", "678"]


def test_who_is_nearly_somebody_is_named(at_desk):
    pastes(at_desk, "สมหญิง ใจงาม", "บุญมี มีสุข")
    adds(at_desk)
    pastes(at_desk, "ที่\tชื่อ-สกุล", "1\tสมหญิง ใจงามม", "2\tวิชัย ดีงาม", "3\tนายบุญมี  มีสุข")
    assert "คล้ายคนที่มีอยู่ 1 แถว" in at_desk.reads()
    assert "แถว 2 สมหญิง ใจงามม คล้าย สมหญิง ใจงาม" in at_desk.reads()
    assert "แถว 4 นายบุญมี มีสุข" in at_desk.reads()
    assert "จะเพิ่ม 2 คน" in at_desk.reads()


def test_new_people_are_asked_about_as_those_of_the_chat(at_desk, malee, sessions, works, khru_nok):
    malee.adds_the_bot()
    joins(malee)
    malee.says("เปลี่ยนชื่อ")
    malee.says("สมหญิง ใจงามม")
    works()
    pastes(at_desk, "สมหญิง ใจงาม")
    adds(at_desk)
    works()
    khru_nok.says("เมนู")
    khru_nok.sees("คนเดียวกันไหมคะ", "สมหญิง ใจงามม", "สมหญิง ใจงาม")


def test_a_refused_file_loses_nothing_that_was_typed(at_desk):
    uploads(at_desk, b"%PDF-1.7", lines="สมหญิง ใจงาม\t<b>")
    assert at_desk.answer.status_code == 200
    assert "เปิดไฟล์นี้ไม่ได้ค่ะ" in at_desk.reads()
    assert "จะเพิ่ม" not in at_desk.reads()
    assert typed(at_desk).strip() == "สมหญิง ใจงาม\t<b>"


def test_who_sends_nothing_is_told_what_to_send(at_desk):
    for lines in ("", " \n\t\n"):
        uploads(at_desk, made(), lines)
        assert "เลือกไฟล์ หรือวางรายชื่อ" in at_desk.reads()


def test_a_file_and_lines_are_taken_together(at_desk):
    uploads(at_desk, made(("สมหญิง ใจงาม",)), lines="บุญมี มีสุข")
    assert "จะเพิ่ม 2 คน" in at_desk.reads()


def test_a_file_that_is_too_large_is_refused_kindly(at_desk):
    uploads(at_desk, b"0" * 10_000_001)
    assert at_desk.answer.status_code == 413
    assert "ไฟล์ใหญ่เกินไปค่ะ" in at_desk.reads()


def test_beyond_the_limit_what_is_left_is_said(at_desk):
    pastes(
        at_desk,
        *(f"{LETTERS[n % 29]}{LETTERS[n // 29 % 29]}{LETTERS[n // 841]}า" for n in range(5_002)),
    )
    assert "จะเพิ่ม 5,000 คน" in at_desk.reads()
    assert "อีก 2 บรรทัดท้ายยังไม่ถูกเพิ่ม" in at_desk.reads()


def test_another_s_club_is_as_if_there_were_none(at_desk, sessions):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    at_desk.opens(HERS)
    for club in ("CHAAM", "NOWHERE"):
        path = f"/console/people/import/{club}"
        at_desk.opens(HERS)
        told = {
            at_desk.sends(path, lines="สมหญิง ใจงาม", **more).status_code
            for more in ({}, {"add": "1"})
        }
        told |= {at_desk.opens(each).status_code for each in (path, f"{path}/sample.xlsx")}
        assert told == {404}
    assert names(sessions) == set()


def test_a_file_is_unpacked_only_for_whoever_may_send_one(
    at_desk, khru_nok, loses_her_duty, monkeypatch, mixed
):
    unpacked = []
    monkeypatch.setattr(workbook, "read", lambda *_told: unpacked.append(1))
    at_desk.opens(HERS)
    page = at_desk.answer
    uploads(at_desk, mixed)
    assert unpacked == [1]
    loses_her_duty(khru_nok)
    at_desk.answer = page
    at_desk.sends(HERS, file=(BytesIO(mixed), "people.xlsx"))
    assert at_desk.answer.status_code == 403
    assert unpacked == [1]


def test_a_form_from_elsewhere_is_refused_and_get_writes_nothing(at_desk, sessions):
    at_desk.opens(f"{HERS}?lines=สมหญิง&add=1")
    assert at_desk.posts(HERS, lines="สมหญิง ใจงาม", add="1").status_code == 400
    assert names(sessions) == set()


def test_the_form_to_fill_in_is_read_back(at_desk):
    answer = at_desk.opens(f"{HERS}/sample.xlsx")
    assert "attachment" in answer.headers["Content-Disposition"]
    head = workbook.read(answer.data, 9).rows
    assert head == [["คำนำหน้า", "ชื่อ", "นามสกุล"]]
    assert people.lines([*head, ["นาง", "สมหญิง", "ใจงาม"]]) == ["", "นางสมหญิง ใจงาม"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300), st.text(max_size=60))
def test_whatever_is_sent_is_answered(at_desk, file, lines):
    assert uploads(at_desk, file, lines).status_code == 200
    assert pastes(at_desk, lines).status_code == 200
    at_desk.opens(HERS)
    assert at_desk.sends(HERS, lines=lines, add="1", mark=lines).status_code == 200


def test_looking_over_asks_as_often_for_many_as_for_one(at_desk, sessions):
    def looked_over(*lines) -> int:
        with asked(sessions) as statements:
            pastes(at_desk, *lines)
        return len(statements)

    few = looked_over("สมหญิง ใจงาม")
    many = looked_over(*(f"สมหญิง {each}างาม" for each in LETTERS))
    assert many == few

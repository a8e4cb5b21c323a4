"""What stands around every page: headers, errors, language, parts, forms, her clubs."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from app import create_app
from console import today
from console.page import page
from tests.console.conftest import Desk
from tests.planning import found

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@pytest.fixture
def trial(app: Flask, settings, clock, khru_nok, tmp_path) -> Desk:
    """Khru Nok where a developer tries things out."""
    trying = create_app(
        replace(settings, clock_file=tmp_path / "clock"), reply_threads=0, now=clock
    )
    desk = Desk(trying)
    desk.enters(khru_nok)
    return desk


def fills(desk: Desk, **fields: str) -> str:
    desk.opens("/console/parts")
    whole = {"name": "เทศบาลใหม่", "day": "8 ก.ค. 70", "kind": "อบต.", "about": ""}
    desk.sends("/console/parts", **{**whole, **fields})
    return desk.reads()


@pytest.mark.parametrize("path", ["/console/", "/console/enter", "/console/nowhere"])
def test_every_page_tells_the_browser_to_be_careful(at_desk, path):
    answer = at_desk.opens(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "style=" not in answer.text
    assert not re.search(r"<script(?! src=)|<script[^>]*>[^<]", answer.text)


def test_every_page_asks_who_is_signed_in_and_every_form_where_it_is_from(app):
    outside = {"console.entering.ask", "console.entering.look", "console.entering.left"}
    outside |= {"console.entering.handed_over", "console.screen.show", "console.screen.state"}
    asked = 0
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("console.") or rule.endpoint == "console.assets.show":
            continue
        path = re.sub("<[^>]+>", "1", rule.rule)
        if "GET" in rule.methods and rule.endpoint not in outside:
            assert Desk(app).opens(path).headers.get("Location") == "/console/enter", path
        if "POST" in rule.methods:
            assert Desk(app).posts(path).status_code == 400, path
        asked += 1
    assert asked > 8


def test_what_never_changes_is_kept_by_browsers_for_ever(at_desk):
    sheet = at_desk.answer.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    answer = at_desk.opens(sheet)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.content_type.startswith("text/css")
    packed = at_desk.opens(sheet, headers={"Accept-Encoding": "gzip"})
    assert len(packed.data) < len(answer.data) / 2
    for letters in ("Sarabun-Regular-", "Sarabun-SemiBold-"):
        address = "/console/static/" + letters + answer.text.partition(letters)[2].partition(")")[0]
        assert at_desk.opens(address).content_type == "font/ttf"
    assert at_desk.opens("/console/static/console.css").status_code == 404


def peeks(app: Flask, desk: Desk, view: Callable[..., object], **path: str) -> str:
    """What a page would answer whoever sits at this desk."""
    kept = f"console={desk.client.get_cookie('console').value}"
    with app.test_request_context("/console/", headers={"Cookie": kept}):
        app.preprocess_request()
        return page(view)(**path).get_data(as_text=True)


def test_what_only_administrators_do_is_not_there_for_others(app, at_desk, wipa):
    def decide(visit):
        visit.only_administrators()
        return "decided"

    with pytest.raises(NotFound):
        peeks(app, at_desk, decide)
    administrator = Desk(app)
    administrator.enters(wipa)
    assert peeks(app, administrator, decide) == "decided"


def test_another_s_club_is_not_found_as_if_there_were_none(app, at_desk, wipa, sessions):
    def show(visit, code):
        return visit.club(code).name

    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    assert peeks(app, at_desk, show, code="huahin") == "เทศบาลเมืองหัวหิน"
    told = []
    for code in ("CHAAM", "NOWHERE"):
        with pytest.raises(NotFound) as missing:
            peeks(app, at_desk, show, code=code)
        told.append(str(missing.value))
    assert told[0] == told[1]
    administrator = Desk(app)
    administrator.enters(wipa)
    assert peeks(app, administrator, show, code="CHAAM") == "เทศบาลเมืองชะอำ"


def test_a_bug_is_told_kindly_and_logged_without_words(at_desk, monkeypatch, caplog):
    written = "ความลับของสมชาย"

    def breaks(_visit):
        raise ValueError(written)

    monkeypatch.setattr(today, "_tasks", breaks)
    assert at_desk.opens("/console/").status_code == 500
    assert "ขอโทษค่ะ ระบบขัดข้อง" in at_desk.reads()
    assert "กลับหน้าแรก" in at_desk.reads()
    assert "console.today.show failed: ValueError" in caplog.text
    assert "ความลับ" not in caplog.text


def test_the_language_of_the_pages_is_hers(at_desk, khru_nok):
    at_desk.sends("/console/language", language="en")
    assert "Today" in at_desk.follows().text
    assert 'lang="en"' in at_desk.answer.text
    khru_nok.says("menu")
    khru_nok.sees("What would you like to do?")
    at_desk.opens("/console/")
    assert at_desk.sends("/console/language", language="fr").status_code == 400
    assert "This form could not be sent" in at_desk.reads()


def test_a_visitor_reads_her_browser_s_language_or_chooses(desk, hua_hin):
    assert "เข้าหน้าจัดการชมรม" in desk.opens("/console/enter").text
    english = desk.opens("/console/enter", headers={"Accept-Language": "en-GB,en"})
    assert "Go to the club console" in english.text
    assert "Go to the club console" in desk.opens("/console/enter?language=en").text
    assert desk.opens("/console/enter?language=zz").status_code == 200


def test_parts_are_shown_in_a_trial_alone(at_desk, trial):
    assert at_desk.opens("/console/parts").status_code == 404
    assert trial.opens("/console/parts").status_code == 200
    assert "ตรวจการ์ดที่นี่ก่อนส่งถึงสมาชิก" in trial.reads()


def test_what_was_done_is_said_once_on_the_next_page(trial):
    fills(trial)
    assert trial.answer.status_code == 303
    assert "บันทึกแล้วค่ะ" in trial.follows().text
    assert "บันทึกแล้วค่ะ" not in trial.opens("/console/parts").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "ช่องนี้ต้องกรอกค่ะ"),
        ({"name": "ก" * 81}, "ยาวได้ไม่เกิน 80 ตัวอักษรค่ะ"),
        ({"day": "วันไหนดี"}, "อ่านวันที่ไม่ออกค่ะ"),
        ({"day": "8 ก.ค. 70 9 โมง"}, "อ่านวันที่ไม่ออกค่ะ"),
        ({"day": "8-7-26"}, "ใช่ พ. 8 ก.ค. 2569 ไหมคะ"),
        ({"kind": "ไม่มี"}, "ช่องนี้ยังใช้ไม่ได้ค่ะ"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(trial, fields, told):
    page = fills(trial, about="เล่าไว้ยาวแล้ว", **fields)
    assert "ยังไม่ได้บันทึกค่ะ มีช่องที่ต้องแก้ 1 ช่อง" in page
    assert told in page
    assert "เล่าไว้ยาวแล้ว" in page


def test_what_an_action_refuses_stands_above_the_form_and_nothing_is_lost(trial):
    page = fills(trial, name="เทศบาลเมืองหัวหิน", about="เล่าไว้ยาวแล้ว")
    assert trial.answer.status_code == 200
    assert "มีชมรมชื่อนี้แล้วค่ะ" in page
    assert 'value="เทศบาลเมืองหัวหิน"' in trial.answer.text
    assert 'value="8 ก.ค. 70"' in trial.answer.text
    assert "เล่าไว้ยาวแล้ว" in page


@pytest.mark.parametrize("day", ["8 ก.ค. 70", "8/7/2570", "๘ กรกฎาคม ๒๕๗๐", "พรุ่งนี้", "8 Jul 2027"])
def test_a_day_is_typed_as_people_write_it(trial, day):
    fills(trial, day=day)
    assert trial.answer.status_code == 303


def test_a_list_is_searched_and_leafed_through(trial, wipa, sessions):
    for number in range(60):
        found(sessions, f"X{number:02}", f"เทศบาลตัวอย่าง {number:02}")
    desk = Desk(trial.client.application)
    desk.enters(wipa)
    desk.opens("/console/parts?q=ตัวอย่าง")
    assert "ตัวอย่าง 00" in desk.reads()
    assert "ตัวอย่าง 25" not in desk.reads()
    further = re.search(r'href="([^"]+)">ถัดไป', desk.answer.text)
    desk.opens(unescape(further[1]))
    assert "หน้า 2" in desk.reads()
    assert "ตัวอย่าง 25" in desk.reads()
    assert "ก่อนหน้า" in desk.reads()
    desk.opens("/console/parts?q=ตัวอย่าง&page=3")
    assert "ตัวอย่าง 59" in desk.reads()
    assert "ถัดไป" not in desk.reads()
    desk.opens("/console/parts?q=ไม่มีทาง")
    assert "ไม่พบ “ไม่มีทาง” ค่ะ" in desk.reads()
    for odd in ("x", "-1", "9" * 30):
        assert desk.opens(f"/console/parts?page={odd}").status_code == 200

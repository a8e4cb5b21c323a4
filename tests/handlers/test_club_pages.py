"""A club's public page and its poster."""

import io
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import update

from models import Account, Club
from tests.conftest import NOW, joins
from tests.planning import found, plan

POSTERS = {"poster.pdf": "application/pdf", "poster.png": "image/png"}


@pytest.fixture
def get(app):
    return app.test_client().get


def test_the_page_tells_of_a_club_with_counts_as_they_are_now(get, somchai, hua_hin, sessions):
    for days in (-9, -2, 2):
        plan(sessions, hua_hin, f"ประชุม {days}", NOW + timedelta(days=days))
    page = get("/clubs/huahin").text
    for told in ("เทศบาลเมืองหัวหิน", "จังหวัดประจวบคีรีขันธ์", "ชมรมต้นแบบ"):
        assert told in page
    assert "<dt>สมาชิก</dt><dd>0</dd>" in page
    assert "<dt>กิจกรรมที่จัดแล้ว</dt><dd>2</dd>" in page
    somchai.adds_the_bot()
    joins(somchai)
    assert "<dt>สมาชิก</dt><dd>1</dd>" in get("/clubs/HUAHIN").text


def test_only_a_model_club_can_be_asked(get, hua_hin, sessions):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    assert "ถามชมรมนี้" in get("/clubs/HUAHIN").text
    other = get("/clubs/CHAAM").text
    assert "ถามชมรมนี้" not in other
    assert "เข้าชมรม</a>" in other


def test_what_a_club_says_of_itself_is_text_and_never_code(get, hua_hin, sessions):
    with sessions.begin() as db:
        db.execute(update(Club).values(about="<script>alert(1)</script>\nบรรทัดสอง"))
    answer = get("/clubs/HUAHIN")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["", *(f"/{form}" for form in POSTERS)])
def test_an_unknown_club_is_a_plain_page_in_thai(get, hua_hin, path):
    answer = get(f"/clubs/NOWHERE{path}")
    assert answer.status_code == 404
    assert "ไม่พบชมรมนี้" in answer.text


@pytest.mark.parametrize("path", ["", "/poster.pdf", "/poster.png", "/poster-preview.png"])
def test_what_is_unchanged_is_not_sent_again_and_nothing_is_written(get, hua_hin, path):
    first = get(f"/clubs/HUAHIN{path}")
    assert first.status_code == 200
    assert "public" in first.headers["Cache-Control"]
    again = get(f"/clubs/HUAHIN{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert get(f"/clubs/HUAHIN{path}").data == first.data


@pytest.mark.parametrize(("form", "kind"), POSTERS.items())
def test_the_poster_changes_with_its_club(get, hua_hin, sessions, form, kind):
    before = get(f"/clubs/HUAHIN/{form}")
    assert before.content_type == kind
    with sessions.begin() as db:
        db.execute(update(Club).values(name="เทศบาลเมืองหัวหินใหม่"))
    assert get(f"/clubs/HUAHIN/{form}").data != before.data


def test_the_pictures_keep_line_s_limits(get, hua_hin):
    whole, small = (get(f"/clubs/HUAHIN/{name}.png").data for name in ("poster", "poster-preview"))
    assert len(whole) < 10_000_000
    assert len(small) < 1_000_000
    assert Image.open(io.BytesIO(whole)).size == (1240, 1754)


def test_before_line_told_our_address_there_is_no_poster_yet(get, hua_hin, sessions):
    with sessions.begin() as db:
        db.query(Account).delete()
    answer = get("/clubs/HUAHIN/poster.pdf")
    assert answer.status_code == 503
    assert "โปสเตอร์ยังไม่พร้อม" in answer.text
    assert "เข้าชมรม</a>" not in get("/clubs/HUAHIN").text

"""What nobody types, but somebody may send: a page that says so, and never an apology."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from console.draft import KEPT
from models import Draft, Event
from tests.conftest import NOW
from tests.handlers.meeting import START
from tests.planning import plan

FAR = "9" * 20
NEW = "/console/events/new/HUAHIN"


@pytest.mark.parametrize(
    "path",
    [
        f"/console/events/{FAR}",
        "/console/events/2147483648/edit",
        f"/console/people/{FAR}",
        f"/console/people/1/roles/{FAR}",
        f"/console/questions/{FAR}",
        f"/console/clubs/HUAHIN/groups/{FAR}/unlink",
    ],
)
def test_a_number_that_no_row_has_is_not_found(at_desk, path):
    assert at_desk.opens(path).status_code == 404


@pytest.mark.parametrize("path", ["/console/clubs/A%00B", "/console/events/?q=%00"])
def test_a_character_that_no_text_has_is_refused(at_desk, path):
    assert at_desk.opens(path).status_code == 400


def test_a_nul_that_was_copied_along_is_left_out(at_desk, sessions):
    at_desk.opens(NEW)
    at_desk.sends(NEW, title="งาน\0ใหญ่", days="20 ม.ค. 69", hours="9.00-11.00")
    with sessions.begin() as db:
        assert db.scalars(select(Event.title)).all() == ["งานใหญ่"]


@pytest.mark.parametrize(
    "search", ["endpoint=x", "_method=POST", "_external=1", "_anchor=x", "page=99", "before=" + FAR]
)
@pytest.mark.parametrize("path", ["/console/events/", "/console/log/", "/console/people/"])
def test_a_list_takes_any_search(at_desk, hua_hin, sessions, path, search):
    for number in range(30):
        plan(sessions, hua_hin, f"งาน {number}", START)
    assert at_desk.opens(f"{path}?{search}").status_code == 200


def test_the_next_page_keeps_the_search(at_desk, hua_hin, sessions):
    for number in range(30):
        plan(sessions, hua_hin, f"งาน & {number}", START)
    at_desk.opens("/console/events/?q=งาน %26")
    assert 'href="/console/events/?q=' in at_desk.answer.text
    following = "/console/events/?q=%E0%B8%87%E0%B8%B2%E0%B8%99+%26&page=2"
    assert following.replace("&", "&amp;") in at_desk.answer.text
    assert at_desk.opens(following).status_code == 200
    assert at_desk.answer.text.count("งาน &amp; ") == 5


@pytest.mark.parametrize("version", ["", "x", "-1", "๙", FAR])
def test_a_version_that_is_none_is_an_old_one(at_desk, hua_hin, sessions, version):
    event = plan(sessions, hua_hin, "งาน", START)
    here = f"/console/events/{event.id}/edit"
    at_desk.opens(here)
    typed = {"title": "อื่น", "days": "20 ม.ค. 69", "hours": "9.00-11.00"}
    at_desk.sends(here, **typed, version=version)
    assert "มีคนแก้กิจกรรมนี้ไปก่อนแล้วค่ะ" in at_desk.reads()


def test_two_forms_without_their_mark_are_two_events(at_desk, sessions):
    for title in ("หนึ่ง", "สอง"):
        at_desk.opens(NEW)
        at_desk.sends(NEW, title=title, days="20 ม.ค. 69", hours="9.00-11.00", plan="")
    with sessions.begin() as db:
        assert sorted(db.scalars(select(Event.title))) == ["สอง", "หนึ่ง"]


def keeps(desk, path, **typed):
    desk.opens("/console/")
    return desk.sends("/console/drafts", draft=f"{path} {path}", **typed)


@pytest.mark.parametrize("path", ["/console/" + "a" * 12_000, "/console/a\r\nb", "//evil"])
def test_a_form_that_stands_nowhere_is_not_kept(at_desk, sessions, path):
    assert keeps(at_desk, path, title="x").status_code in {400, 413}
    with sessions.begin() as db:
        assert db.scalars(select(Draft)).all() == []


def test_of_very_many_forms_the_latest_are_kept(at_desk, sessions, clock):
    for number in range(KEPT + 3):
        clock.moves(seconds=1)
        assert keeps(at_desk, f"/console/people/new/C{number}", names="x").status_code == 204
    with sessions.begin() as db:
        kept = set(db.scalars(select(Draft.path)))
    assert len(kept) == KEPT
    assert "/console/people/new/C2" not in kept


@pytest.mark.parametrize(("hours", "kept"), [(11, 1), (13, 0)])
def test_a_form_is_kept_for_half_a_day_after_she_was_last_here(
    at_desk, sessions, clock, hours, kept
):
    at_desk.opens(NEW)
    clock.moves_to(NOW + timedelta(hours=hours))
    at_desk.sends(NEW, title="งาน")
    assert "/console/enter" in at_desk.answer.headers["Location"]
    with sessions.begin() as db:
        assert len(db.scalars(select(Draft)).all()) == kept

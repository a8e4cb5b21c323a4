"""Tickets before a camera at the door: what is read, who is let in, and what is refused."""

import logging
from datetime import timedelta
from io import BytesIO

import pytest
import segno
from PIL import Image
from sqlalchemy import select

from bot import passes, qr
from bot.turn import Refusal
from console import event_scan
from console.pace import Pace
from models import Answer, Attendance, Draft, Event, EventState, Way
from tests.bot import photos
from tests.conftest import NOW
from tests.console.conftest import HIDDEN
from tests.planning import bangkok_time, found, plan
from tests.queries import asked
from tests.tickets import code, guest, jpeg, picture, seen, words

FIRST, LAST = "2026-01-20", "2026-01-21"
OPENS = bangkok_time(FIRST, "09:02")


@pytest.fixture
def held(sessions, hua_hin):
    """On two days."""
    return plan(sessions, hua_hin, "อบรม", bangkok_time(FIRST, "09:00"), topics=("ก", "ข"))


@pytest.fixture
def somebody(sessions, hua_hin, held):
    return guest(sessions, hua_hin, held)


@pytest.fixture
def ticket(app, sessions, held, somebody):
    return picture(app, sessions, held, somebody)


@pytest.fixture
def desk(at_desk, held, clock, khru_nok):
    clock.moves_to(OPENS)
    at_desk.enters(khru_nok)
    at_desk.opens(scan(held))
    return at_desk


def scan(event, day=FIRST, way=""):
    return f"/console/events/{event.id}/door/{day}/scan{way}"


def live(desk, event, *, day=FIRST, picture=None, **fields):
    """What the page's script sends, and is told."""
    desk.opens(scan(event, day))
    marks = dict(HIDDEN.findall(desk.answer.text))
    if picture is not None:
        fields["picture"] = (BytesIO(picture), "ticket.jpg")
    path = scan(event, day, "/live")
    return desk.client.post(path, data={**marks, **fields}, base_url=desk.address)


def there(sessions):
    with sessions.begin() as db:
        return [
            (each.member.name, each.day.isoformat(), each.way, each.by_id is not None)
            for each in db.scalars(select(Attendance).order_by(Attendance.member_id))
        ]


SOMCHAI = [("สมชาย ใจดี", FIRST, Way.TICKET, True)]


@pytest.mark.parametrize(
    "view",
    [
        {},
        {"part": 1.0},
        {"part": 0.45},
        {"turned": 15},
        {"turned": 45, "part": 0.7},
        {"turned": 90},
        {"turned": 180},
        {"blur": 1, "part": 0.8},
        {"light": 0.4},
        {"light": 1.6},
        {"wide": 1280, "part": 0.3},
        {"wide": 4000, "blur": 3},
        {"wide": 320, "part": 0.95},
    ],
    ids=str,
)
def test_a_ticket_is_read_as_a_camera_sees_it(ticket, view, sessions, held, somebody):
    [read] = qr.read(seen(ticket, **view))
    assert read.startswith("https://line.me/R/oaMessage/")
    assert event_scan.flow.words_in(read) == words(sessions, held, somebody)


def test_where_no_code_is_none_is_read(ticket):
    assert qr.read(photos.jpeg(640, 480)) == []
    assert qr.read(seen(ticket, part=0.1)) == []
    with pytest.raises(Refusal):
        qr.read(b"no picture")


def test_the_door_leads_to_the_camera_on_its_day_alone(desk, held, clock, khru_nok):
    desk.opens(f"/console/events/{held.id}/door/{FIRST}")
    assert scan(held) in desk.answer.text
    desk.opens(scan(held))
    assert desk.answer.headers["Permissions-Policy"].startswith("camera=(self)")
    assert "/scan-" in desk.answer.text
    clock.moves(days=1)
    desk.enters(khru_nok)
    desk.opens(f"/console/events/{held.id}/door/{FIRST}")
    assert scan(held) not in desk.answer.text


def test_other_pages_have_no_camera(desk, held):
    for path in ("/console/", f"/console/events/{held.id}/door/{FIRST}"):
        desk.opens(path)
        assert desk.answer.headers["Permissions-Policy"].startswith("camera=()")


def test_one_after_another_is_let_in_and_counted(desk, held, hua_hin, sessions, ticket, app):
    told = live(desk, held, picture=seen(ticket)).json
    assert (told["state"], told["said"]) == ("in", "สมชาย ใจดี เช็กชื่อแล้วค่ะ")
    assert told["count"] == "มาแล้ว 1 คน"
    other = picture(app, sessions, held, guest(sessions, hua_hin, held, "มาลี รักสัตย์"))
    told = live(desk, held, picture=seen(other), held=told["mark"]).json
    assert (told["said"], told["count"]) == ("มาลี รักสัตย์ เช็กชื่อแล้วค่ะ", "มาแล้ว 2 คน")
    assert [name for name, *_rest in there(sessions)] == ["สมชาย ใจดี", "มาลี รักสัตย์"]


def test_a_ticket_before_another_code_is_found(desk, held, ticket, sessions):
    """The poster for the door hangs behind her."""
    with sessions.begin() as db:
        said = passes.door_words(db, db.get_one(Event, held.id), OPENS.date())
    drawn = BytesIO()
    segno.make(said).save(drawn, kind="png", scale=8)
    poster = Image.open(drawn).convert("RGB")
    both = Image.new("RGB", (1280, 640), "white")
    for place, shown in enumerate((poster.resize((500, 500)), ticket.resize((427, 640)))):
        both.paste(shown, (place * 640, 0))
    assert len(qr.read(jpeg(both))) == 2
    assert live(desk, held, picture=jpeg(both)).json["state"] == "in"
    assert there(sessions) == SOMCHAI


def test_the_ticket_that_is_still_held_is_no_second_one(desk, held, ticket, sessions):
    first = live(desk, held, picture=seen(ticket)).json
    again = live(desk, held, picture=seen(ticket, turned=3), held=first["mark"]).json
    assert (again["state"], again["mark"]) == ("same", first["mark"])
    assert live(desk, held, picture=photos.jpeg(640, 640)).json["state"] == "nothing"
    assert there(sessions) == SOMCHAI


def test_who_was_there_before_hears_since_when(desk, held, somebody, sessions, clock):
    sent = {"code": code(sessions, held, somebody)}
    assert live(desk, held, **sent).json["state"] == "in"
    clock.moves(minutes=9)
    told = live(desk, held, **sent).json
    assert told["state"] == "again"
    assert told["said"] == "สมชาย ใจดี\nเช็กชื่อแล้วเมื่อ 09.02 น. เชิญเข้างานได้เลยค่ะ"
    assert told["count"] == "มาแล้ว 1 คน"


def test_who_gave_her_seat_back_counts_as_a_walk_in(desk, held, hua_hin, sessions):
    back = guest(sessions, hua_hin, held, answer=Answer.DECLINED)
    told = live(desk, held, code=code(sessions, held, back)).json
    assert told["state"] == "in"
    assert "ไม่ได้ลงทะเบียนไว้" in told["said"]


def test_what_is_forged_or_no_ticket_lets_nobody_in(desk, held, somebody, sessions):
    word, event, number, signature = words(sessions, held, somebody).split()
    for wrong in (
        f"{word} {event} {number} AAAAAAAAAAAA",
        f"{word} {event} #99999 {signature}",
        f"{word} NO-SUCH {number} {signature}",
        "https://example.com/",
        "ก" * 5_000,
        "a\0b",
    ):
        told = live(desk, held, code=wrong).json
        assert told["state"] == "wrong", wrong
        assert "ตั๋วนี้ใช้เข้างานนี้ไม่ได้ค่ะ" in told["said"]
    assert there(sessions) == []


def test_another_club_s_ticket_says_what_a_forged_one_says(desk, held, sessions):
    chaam = found(sessions, "CHAAM", "ชะอำ")
    theirs = plan(sessions, chaam, "งานลับ", OPENS)
    stranger = guest(sessions, chaam, theirs, "ลับ เฉพาะเขา")
    told = live(desk, held, code=code(sessions, theirs, stranger)).json
    forged = live(desk, held, code="ตั๋ว NO-SUCH #1 AAAAAAAAAAAA").json
    assert (told["state"], told["said"]) == (forged["state"], forged["said"])
    assert there(sessions) == []


def test_a_ticket_of_another_event_of_hers_names_that(desk, held, hua_hin, sessions):
    before = plan(sessions, hua_hin, "งานเมื่อวาน", OPENS - timedelta(days=1))
    told = live(desk, held, code=code(sessions, before, guest(sessions, hua_hin, before))).json
    assert told["said"] == "ตั๋วนี้เป็นของ งานเมื่อวาน ไม่ใช่งานนี้ค่ะ"
    assert there(sessions) == []


def test_the_code_at_the_door_is_no_ticket(desk, held, sessions):
    with sessions.begin() as db:
        said = passes.door_words(db, db.get_one(Event, held.id), OPENS.date())
    assert "QR ที่ติดหน้างาน" in live(desk, held, code=said).json["said"]


def test_a_page_that_was_left_open_overnight_counts_nobody(
    desk, held, somebody, sessions, clock, khru_nok
):
    clock.moves(days=1)
    desk.enters(khru_nok)
    desk.opens(scan(held))
    assert "หน้านี้เป็นของวันที่ อ. 20 ม.ค. 2569 ค่ะ" in desk.reads()
    desk.opens(scan(held, LAST))
    mark = dict(HIDDEN.findall(desk.answer.text))
    sent = {**mark, "code": code(sessions, held, somebody)}
    told = desk.client.post(scan(held, way="/live"), data=sent, base_url=desk.address).json
    assert told["state"] == "wrong"
    assert there(sessions) == []


def test_what_was_scanned_without_network_counts_for_its_own_moment(
    desk, held, somebody, sessions, clock, khru_nok
):
    clock.moves(hours=3)  # the event is over, the door closed
    desk.enters(khru_nok)
    desk.opens(scan(held))
    marks = dict(HIDDEN.findall(desk.answer.text))
    late = {**marks, "code": code(sessions, held, somebody), "waited": str(3 * 3600)}
    path = scan(held, way="/live")
    assert desk.client.post(path, data=late, base_url=desk.address).json["state"] == "in"
    with sessions.begin() as db:
        assert db.scalars(select(Attendance.at)).all() == [OPENS]


@pytest.mark.parametrize("waited", ["-9000", "x", "999999999999999999999"])
def test_a_nonsense_wait_lets_nobody_in_another_time(desk, held, somebody, sessions, waited):
    told = live(desk, held, code=code(sessions, held, somebody), waited=waited).json
    with sessions.begin() as db:
        times = db.scalars(select(Attendance.at)).all()
    assert times == ([OPENS] if told["state"] == "in" else [])


def test_what_was_called_off_has_no_door(desk, held, somebody, sessions):
    with sessions.begin() as db:
        db.get_one(Event, held.id).state = EventState.CANCELLED
    told = live(desk, held, code=code(sessions, held, somebody)).json
    assert told["said"] == "กิจกรรมนี้ยกเลิกแล้วค่ะ"
    assert there(sessions) == []


def photographed(desk, event, data):
    desk.opens(scan(event))
    marks = dict(HIDDEN.findall(desk.answer.text))
    fields = {**marks, "picture": (BytesIO(data), "ticket.jpg" if data else "")}
    desk.answer = desk.client.post(scan(event), data=fields, base_url=desk.address)
    return desk.answer


def test_a_photo_is_read_without_a_script(desk, held, ticket, sessions):
    assert photographed(desk, held, seen(ticket, wide=3000)).status_code == 303
    desk.follows()
    assert "สมชาย ใจดี เช็กชื่อแล้วค่ะ" in desk.reads()
    assert "มาแล้ว 1 คน" in desk.reads()
    assert there(sessions) == SOMCHAI


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "เลือกรูปก่อนนะคะ"),
        (b"no picture", "เปิดไฟล์นี้เป็นภาพไม่ได้ค่ะ"),
        (photos.jpeg(640, 640), "อ่าน QR ในรูปไม่ออกค่ะ"),
    ],
)
def test_a_photo_without_a_ticket_is_told_so(desk, held, sessions, data, said):
    assert photographed(desk, held, data).status_code == 200
    assert said in desk.reads()
    assert there(sessions) == []


def test_a_live_camera_sends_nothing_heavy(desk, held, ticket):
    heavy = seen(ticket) + b"\0" * event_scan.HEAVIEST
    assert live(desk, held, picture=heavy).status_code == 413


def test_too_many_pictures_are_not_read(desk, held, ticket, monkeypatch, sessions):
    monkeypatch.setattr(event_scan, "PICTURES", Pace(1, timedelta(minutes=1)))
    assert live(desk, held, picture=photos.jpeg(64, 64)).json["state"] == "nothing"
    assert "ถี่เกินไป" in live(desk, held, picture=seen(ticket)).json["said"]
    assert there(sessions) == []


def test_a_browser_s_pace_is_its_own_and_ends():
    pace = Pace(2, timedelta(minutes=1))
    assert [pace.allows("a", NOW) for _time in range(3)] == [True, True, False]
    assert pace.allows("b", NOW)
    assert pace.allows("a", NOW + timedelta(minutes=1))
    for number in range(2_000):
        pace.allows(number, NOW + timedelta(minutes=2, seconds=number))
    assert len(pace._counts) <= 1_001


def test_another_club_s_camera_is_not_there(desk, held, sessions):
    theirs = plan(sessions, found(sessions, "CHAAM", "ชะอำ"), "ลับ", OPENS)
    for way in ("", "/live"):
        assert desk.sends(scan(theirs, way=way), code="x").status_code == 404
        desk.opens(scan(held))
    assert desk.opens(scan(theirs)).status_code == 404
    assert desk.opens(scan(held, "2026-01-19")).status_code == 404


def test_nobody_is_let_in_from_another_site_or_without_a_duty(
    desk, held, somebody, sessions, khru_nok, loses_her_duty
):
    sent = {"code": code(sessions, held, somebody)}
    assert desk.posts(scan(held, way="/live"), **sent).status_code == 400
    desk.opens(scan(held))
    loses_her_duty(khru_nok)
    assert desk.sends(scan(held, way="/live"), **sent).status_code == 403
    assert there(sessions) == []


def test_a_ticket_reaches_no_log_no_address_and_no_draft(
    desk, held, somebody, sessions, caplog, clock
):
    caplog.set_level(logging.DEBUG)
    signature = words(sessions, held, somebody).split()[-1]
    live(desk, held, code=code(sessions, held, somebody))
    desk.opens(scan(held))
    clock.moves(hours=1)  # she is signed out
    desk.sends(scan(held, way="/live"), code=code(sessions, held, somebody))
    assert desk.answer.status_code == 303
    assert signature not in desk.answer.headers["Location"]
    assert signature not in caplog.text
    with sessions.begin() as db:
        assert db.scalars(select(Draft)).all() == []


def test_each_ticket_asks_as_often_whoever_was_there_before(desk, held, hua_hin, sessions):
    def scanned(name):
        her = guest(sessions, hua_hin, held, name)
        sent = {"code": code(sessions, held, her)}
        with asked(sessions) as statements:
            assert live(desk, held, **sent).json["state"] == "in"
        return len(statements)

    first = scanned("คน หนึ่ง")
    for number in range(10):
        guest(sessions, hua_hin, held, f"คน {number}")
    assert scanned("คน สอง") == first

"""Adding an event to one's own calendar."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
from sqlalchemy import update

from models import Event, EventState
from tests.conftest import NOW
from tests.handlers.meeting import START, press
from tests.planning import plan

WORDS = "พบกันที่ศาลาประชาคม; นำปากกา, สมุด\nและรอยยิ้ม \\o/ " * 8


@pytest.fixture
def talk(hua_hin, sessions):
    told = {"description": WORDS, "place": "ศาลาประชาคม, หัวหิน", "online_url": "https://a.b/secret"}
    return plan(
        sessions, hua_hin, "อบรม, ไร้สินบน", START, topics=("เริ่ม", None), speaker="ครูนก", **told
    )


@pytest.fixture
def get(app):
    return app.test_client().get


def way(member, label="เพิ่มลงปฏิทิน"):
    """The path behind the button of the newest card that has it."""
    uri = next(each["uri"] for each in member.actions() if each["label"] == label)
    assert uri.startswith("https://club.test/events/")
    return urlsplit(uri).path


@pytest.fixture
def file(member, talk, get):
    """Register, open the page, and read the file that it offers."""
    press(member, talk)
    path = way(member)

    def read():
        answer = get(f"{path}.ics")
        assert answer.content_type == "text/calendar; charset=utf-8; method=PUBLISH"
        return answer.data

    return read


def entries(data):
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_who_is_registered_finds_the_way_to_her_calendar_and_others_do_not(member, talk, malee):
    member.says("กิจกรรม")
    assert "เพิ่มลงปฏิทิน" not in member.screen()
    press(member, talk)
    member.sees("เพิ่มลงปฏิทิน")
    member.says("ที่ลงทะเบียนไว้")
    assert way(member) == way(member)


def test_the_file_has_each_sitting_as_it_was_planned(file, talk):
    first, second = entries(file())
    assert first["SUMMARY"] == "อบรม, ไร้สินบน"
    assert first["LOCATION"] == "ศาลาประชาคม, หัวหิน"
    assert (first.start, first.end) == (START, START + timedelta(hours=2))
    assert second.start == START + timedelta(days=1)
    assert WORDS in first["DESCRIPTION"]
    assert first["DESCRIPTION"].startswith("เริ่ม\nโดย ครูนก\n")
    assert first["DESCRIPTION"].endswith("เทศบาลเมืองหัวหิน")
    assert (first["DTSTAMP"].dt, first["STATUS"], first["SEQUENCE"]) == (NOW, "CONFIRMED", 1)


def test_lines_are_folded_between_letters_and_end_as_the_standard_wants(file):
    data = file()
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # no letter is cut in two


def test_times_say_their_zone_themselves(file):
    assert b"DTSTART:20260120T020000Z" in file()


def test_where_to_meet_online_stays_in_the_chat(file, get, member):
    assert b"a.b/secret" not in file()
    assert "a.b/secret" not in get(way(member)).text


def test_a_changed_event_replaces_what_a_calendar_has(file, talk, sessions):
    before = [each["UID"] for each in entries(file())]
    with sessions.begin() as db:
        event = db.get_one(Event, talk.id)
        event.version += 1
        for each in event.sittings:
            each.starts, each.ends = each.starts + timedelta(days=7), each.ends + timedelta(days=7)
    after = entries(file())
    assert [each["UID"] for each in after] == before
    assert len(set(before)) == 2
    assert [each["SEQUENCE"] for each in after] == [2, 2]
    assert after[0].start == START + timedelta(days=7)


def test_what_is_called_off_says_so(file, sessions, get, member):
    with sessions.begin() as db:
        db.execute(update(Event).values(state=EventState.CANCELLED))
    assert {each["STATUS"] for each in entries(file())} == {"CANCELLED"}
    page = get(way(member)).text
    assert "กิจกรรมนี้ยกเลิกแล้ว" in page
    assert "calendar.google.com" not in page


def test_the_page_leads_to_google_with_all_that_it_needs(member, meeting, get):
    press(member, meeting)
    page = get(way(member)).text
    for told in (
        "ประชุมใหญ่",
        "อ. 20 ม.ค. 2569 เวลา 09.00 – 11.00 น.",
        "ห้องประชุม",
        "Apple / Outlook",
    ):
        assert told in page
    google = page.split('class="primary" href="')[1].split('"')[0].replace("&amp;", "&")
    asked = parse_qs(urlsplit(google).query)
    assert google.startswith("https://calendar.google.com/calendar/render?action=TEMPLATE&")
    assert asked["text"] == ["ประชุมใหญ่"]
    assert asked["dates"] == ["20260120T020000Z/20260120T040000Z"]
    assert asked["location"] == ["ห้องประชุม"]


def test_of_several_days_the_file_has_all_and_google_takes_each(member, talk, get):
    press(member, talk)
    page = get(way(member)).text
    assert page.count("calendar.google.com") == 2
    assert page.index(".ics") < page.index("calendar.google.com")


@pytest.mark.parametrize("ending", ["", ".ics"])
def test_a_guessed_address_or_a_draft_opens_nothing(member, meeting, get, sessions, ending):
    press(member, meeting)
    path = way(member)
    forged = path[:-1] + ("A" if path[-1] != "A" else "B")
    assert get(forged + ending).status_code == 404
    assert get(path.replace(meeting.code, "E-1") + ending).status_code == 404
    assert get(path + ending).status_code == 200
    with sessions.begin() as db:
        db.execute(update(Event).values(state=EventState.DRAFT))
    answer = get(path + ending)
    assert (answer.status_code, "ไม่พบกิจกรรมนี้" in answer.text) == (404, True)


def test_after_it_is_over_nothing_is_offered(member, meeting, clock):
    press(member, meeting)
    clock.moves_to(START + timedelta(days=1))
    member.simulator.press(member.user_id, f"event.show?event={meeting.id}", "ดู")
    member.sees("กิจกรรมนี้จบแล้วค่ะ")
    member.sees_no("เพิ่มลงปฏิทิน")

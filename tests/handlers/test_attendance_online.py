"""Each member's own link to a meeting: it leads there, and counts who came."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from models import Answer, Attendance, Event, EventState, Member, Registration, Way
from tests.handlers.meeting import START
from tests.planning import bangkok_time, plan

MEETING = "https://a.b/c"


@pytest.fixture
def browse(app):
    return app.test_client()


@pytest.fixture
def link(member, meeting):
    """Somchai's own, as it stands in his chat."""
    member.says("ไป")
    return own_link(member)


@pytest.fixture
def seen(sessions):
    def read():
        with sessions.begin() as db:
            rows = db.scalars(select(Attendance).order_by(Attendance.day))
            return [(each.event_id, str(each.day), each.way) for each in rows]

    return read


def own_link(phone):
    link = next(each["uri"] for each in phone.actions() if each["label"] == "เข้าประชุม")
    return link.removeprefix("https://club.test")


def leads_to(response):
    assert response.status_code == 303
    return response.headers["Location"]


def change(sessions, event, **values):
    with sessions.begin() as db:
        db.execute(update(Event).where(Event.id == event.id).values(**values))


def test_looking_tells_whose_it_is_and_when_it_begins_and_counts_nothing(link, browse, seen, clock):
    clock.moves_to(START)
    page = browse.get(link)
    assert page.status_code == 200
    for words in ("ประชุมใหญ่", "สมชาย ใจดี", "อ. 20 ม.ค. 2569 เวลา 09.00 น.", "เข้าประชุม</button>"):
        assert words in page.text
    assert MEETING not in page.text
    assert seen() == []


@pytest.mark.parametrize(
    ("minutes", "counts"), [(-24 * 60, False), (-61, False), (-60, True), (0, True), (119, True)]
)
def test_the_button_leads_to_the_meeting_and_counts_from_an_hour_before(
    link, browse, seen, clock, meeting, minutes, counts
):
    clock.moves_to(START + timedelta(minutes=minutes))
    assert leads_to(browse.post(link)) == MEETING
    assert seen() == ([(meeting.id, "2026-01-20", Way.LINK)] if counts else [])


def test_the_first_time_counts_and_the_second_changes_nothing(link, browse, seen, clock, sessions):
    clock.moves_to(START)
    browse.post(link)
    clock.moves(minutes=20)
    assert leads_to(browse.post(link)) == MEETING
    with sessions.begin() as db:
        assert db.scalars(select(Attendance.at)).all() == [START]


def test_each_day_counts_for_itself_and_the_night_between_for_none(
    member, browse, seen, clock, sessions, hua_hin
):
    course = plan(sessions, hua_hin, "อบรม", START, topics=(None, None), online_url=MEETING)
    member.says("ไป")
    link = own_link(member)
    clock.moves_to(START + timedelta(hours=8))
    assert "พ. 21 ม.ค. 2569 เวลา 09.00 น." in browse.get(link).text
    assert leads_to(browse.post(link)) == MEETING
    assert seen() == []
    for day in range(2):
        clock.moves_to(START + timedelta(days=day))
        browse.post(link)
    assert [day for _event, day, _way in seen()] == ["2026-01-20", "2026-01-21"]
    assert {event for event, _day, _way in seen()} == {course.id}


def test_the_address_may_change_after_the_reminder_and_the_link_holds(
    member, link, browse, sessions, meeting, clock, works
):
    clock.moves_to(bangkok_time("2026-01-19", "18:01"))
    works()
    member.sees("ใกล้ถึงเวลานัดแล้วค่ะ")
    assert own_link(member) == link
    change(sessions, meeting, online_url="https://new.example/room")
    assert leads_to(browse.post(link)) == "https://new.example/room"


def test_the_real_address_stands_nowhere_in_the_chat(member, link, clock, works):
    clock.moves_to(bangkok_time("2026-01-19", "18:01"))
    works()
    for words in ("กิจกรรม", "ที่ลงทะเบียนไว้", "ขอลิงก์", "กำหนดการ"):
        member.says(words)
    assert MEETING not in str(member.messages())


def test_a_forged_link_is_refused_and_names_nobody(link, browse, seen, clock):
    clock.moves_to(START)
    head, _slash, token = link.rpartition("/")
    event, person, signature = token.split("-")
    forged = (
        f"{event}-{person}-{'A' * 12}",
        f"{event}-{int(person) + 1}-{signature}",
        f"{int(event) + 1}-{person}-{signature}",
        f"{event}-{person}",
        f"{event}-{'9' * 40}-{signature}",
        "x" * 3000,
    )
    for each in forged:
        for answer in (browse.get(f"{head}/{each}"), browse.post(f"{head}/{each}")):
            assert answer.status_code == 404
            assert "ลิงก์เข้าประชุมนี้ไม่ถูกต้องค่ะ" in answer.text
            assert "สมชาย" not in answer.text
    assert seen() == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": EventState.CANCELLED}, "กิจกรรมนี้ยกเลิกแล้วค่ะ"),
        ({"ends": START - timedelta(hours=2)}, "กิจกรรมนี้จบแล้วค่ะ"),
        ({"online_url": None}, "กิจกรรมนี้ไม่มีลิงก์เข้าประชุมแล้วค่ะ"),
    ],
)
def test_what_is_not_held_is_told_and_leads_nowhere(
    link, browse, seen, clock, sessions, meeting, values, words
):
    clock.moves_to(START - timedelta(hours=1))
    change(sessions, meeting, **values)
    for answer in (browse.get(link), browse.post(link)):
        assert answer.status_code == 410
        assert words in answer.text
        assert "<button>" not in answer.text
    assert seen() == []


def test_who_gave_her_seat_back_is_told_how_to_come_again(
    member, link, browse, seen, clock, sessions
):
    clock.moves_to(START - timedelta(minutes=30))
    for answer in (Answer.DECLINED, Answer.WAITING, Answer.OFFERED, Answer.LAPSED, Answer.MAYBE):
        with sessions.begin() as db:
            db.execute(update(Registration).values(answer=answer))
        assert "ตอนนี้คุณไม่มีที่นั่งในกิจกรรมนี้ค่ะ" in browse.get(link).text
        assert browse.post(link).status_code == 410
    assert seen() == []


def test_the_link_of_somebody_who_is_gone_is_as_one_that_never_was(link, browse, sessions, clock):
    with sessions.begin() as db:
        db.execute(delete(Member))
    assert browse.get(link).status_code == 404


def test_the_page_is_for_her_alone(link, browse):
    for answer in (browse.get(link), browse.post(link), browse.get(link + "x")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_who_reads_english_reads_the_page_so(member, link, browse):
    member.says("english")
    assert "Open the meeting" in browse.get(link).text

"""The club's news, read again for free."""

from urllib.parse import unquote

import pytest

from bot import audience
from bot.audience import OfClub
from bot.messages import image
from handlers.announcement.audiences import Friends
from handlers.announcement.content import Content, Place, Words
from handlers.event.audiences import OfEvent, Part
from models import OutgoingState, Progress, Series
from tests import carrying
from tests.conftest import NOW, joins
from tests.handlers.meeting import START, press
from tests.phone import Group
from tests.planning import found, plan
from tests.sending import announced, requested

NEWS = "พรุ่งนี้ 9 โมง พบกันที่ศาลาประชาคมนะคะ"
TITLE = "ประกาศล่าสุดจากชมรมของคุณค่ะ"
NONE_YET = "ยังไม่มีประกาศจากชมรมของคุณค่ะ"


@pytest.fixture
def works(works, clock):
    return carrying.a_minute_later(works, clock)


@pytest.fixture
def club(khru_nok, somchai, malee):
    for phone in (somchai, malee):
        phone.adds_the_bot()
        joins(phone)
    return khru_nok


@pytest.fixture
def told(sessions, hua_hin):
    """Write down an announcement that has left, with its messages; `more` is what else is known."""

    def write(words=NEWS, *, to=None, parts=(), club=hua_hin, **more):
        content = Content(parts=(Words(text=words), *parts))
        known = {"messages": content.messages(club, {}), "parts": content.kept()}
        known |= {"progress": Progress.SENT, "audience": audience.kept(to or OfClub(club=club.id))}
        with sessions.begin() as db:
            announcement = announced(club, words, **known | more)
            db.add(announcement)
            db.flush()  # its id is asked for
            return announcement.id

    return write


def announces(phone, words=NEWS):
    for each in ("ประกาศ", words, "ส่งเลย"):
        phone.says(each)


def reads(phone):
    """The news, and of these the newest."""
    phone.says("ข่าวสาร")
    phone.does(next(each for each in first_to_last(phone) if each["label"] == "อ่าน"))


def first_to_last(phone):
    message = phone.messages()[-1]
    return [each["action"] for each in message["contents"]["body"]["contents"] if "action" in each]


def quick(message):
    return [each["action"]["label"] for each in message.get("quickReply", {}).get("items", [])]


def action(phone, label):
    return next(each for each in phone.actions() if each["label"] == label)


# Reading


def test_the_newest_stands_first_three_at_a_time(somchai, club, told):
    for day in range(1, 6):
        told(f"ข่าวที่ {day}", due=NOW.replace(month=1, day=day, hour=1))
    somchai.says("ข่าว")
    somchai.sees(TITLE, "ข่าวที่ 5", "ข่าวที่ 3", "จ. 5 ม.ค. 2569")
    somchai.sees_no("ข่าวที่ 2")
    assert somchai.screen().index("ข่าวที่ 5") < somchai.screen().index("ข่าวที่ 4")
    somchai.presses("ดูเพิ่ม")
    somchai.sees("ข่าวที่ 2", "ข่าวที่ 1")
    somchai.sees_no("ดูเพิ่ม")


def test_one_that_is_opened_says_what_was_sent_when_and_to_how_many(
    somchai, club, works, simulator
):
    announces(club)
    works()
    sent = somchai.messages()[-1]
    used = simulator.set_quota()["used"]
    reads(somchai)
    assert somchai.messages()[-2]["text"] == sent["text"]
    somchai.sees("จ. 5 ม.ค. 2569 เวลา 10.01 น.", "ถึงแล้ว", "3 คน", "คัดลอกไปวางในกลุ่ม")
    assert simulator.set_quota()["used"] == used


def test_what_was_answered_is_counted(somchai, malee, club, works):
    for each in ("ประกาศ", NEWS, "เพิ่มเติม", "ใส่ปุ่ม", "ไป, ไม่ไป", "ส่งเลย"):
        club.says(each)
    works()
    malee.presses("ไป")
    reads(somchai)
    somchai.sees("ไป 1 คน", "ไม่ไป 0 คน")
    somchai.presses("ไม่ไป")
    reads(somchai)
    somchai.sees("ไม่ไป 1 คน")


def test_five_parts_leave_room_for_buttons_only(somchai, club, told):
    hall = Place(title="ศาลา", address="หัวหิน", latitude=12.5, longitude=99.9)
    told(parts=[hall] * 4, reached=7)
    reads(somchai)
    shown = somchai.messages()[-5:]
    assert [each["type"] for each in shown] == ["text", *["location"] * 4]
    assert "คัดลอกไปวางในกลุ่ม" in quick(shown[-1])
    somchai.presses("ประกาศนี้ถึงกี่คน")
    somchai.sees("ถึงแล้ว", "7 คน")


def test_a_reader_is_called_by_her_own_name(somchai, malee, club, works):
    announces(club, "คุณ {ชื่อ} คะ พรุ่งนี้พบกันนะคะ")
    works()
    for phone, other in ((somchai, malee), (malee, somchai)):
        reads(phone)
        phone.sees(f"คุณ {phone.name} คะ")
        phone.sees_no(other.name)
    assert "คุณ สมาชิก คะ" in unquote(action(malee, "คัดลอกไปวางในกลุ่ม")["uri"])


def test_what_is_short_is_shared_by_line_and_what_is_long_by_the_clipboard(somchai, club, told):
    told("พบกัน 9 โมง")
    reads(somchai)
    shared = action(somchai, "คัดลอกไปวางในกลุ่ม")
    assert shared["uri"].startswith("https://line.me/R/share?text=")
    assert len(shared["uri"]) <= 1000
    told("ก" * 4000, due=NOW.replace(hour=2))
    somchai.says("ข่าว")
    somchai.does(first_to_last(somchai)[1])
    copied = action(somchai, "คัดลอกไปวางในกลุ่ม")["clipboardText"]
    assert copied.startswith("ประกาศจากชมรม STRONG เทศบาลเมืองหัวหิน\n\nกกก")
    assert len(copied) <= 1000


def test_what_was_a_picture_alone_has_nothing_to_copy(somchai, club, told):
    told("", messages=[image("https://a.b/1.jpg", "https://a.b/1.jpg")])
    reads(somchai)
    somchai.sees("ประกาศ · เทศบาลเมืองหัวหิน")
    somchai.sees_no("คัดลอกไปวางในกลุ่ม")


# What belongs together


def test_one_of_a_series_leads_to_the_others(somchai, club, told, sessions, hua_hin):
    series = _series(sessions, hua_hin)
    for day in (1, 2):
        told(f"ประชุมทุกวัน ครั้งที่ {day}", series_id=series, due=NOW.replace(day=day))
    told("เรื่องอื่น", due=NOW.replace(hour=2))
    reads(somchai)
    somchai.sees_no("อ่านต่อ")
    somchai.says("ข่าว")
    somchai.does(first_to_last(somchai)[1])
    somchai.presses("อ่านต่อ")
    somchai.sees("ประกาศชุดเดียวกันค่ะ", "ครั้งที่ 1", "ครั้งที่ 2")
    somchai.sees_no("เรื่องอื่น")


def _series(sessions, club):
    kept = {"audience": audience.kept(OfClub(club=club.id)), "text": NEWS, "parts": [], "rule": {}}
    with sessions.begin() as db:
        series = Series(draft="s", club_id=club.id, next=NOW, **kept)
        db.add(series)
        db.flush()  # its id is asked for
        return series.id


def test_what_was_for_those_who_come_leads_to_the_event(somchai, member, told, meeting):
    press(member, meeting)
    told(to=OfEvent(event=meeting.id))
    reads(somchai)
    somchai.presses("อ่านต่อ")
    somchai.sees("ประชุมใหญ่", "ห้องประชุม")


# Whose news it is


def test_another_club_s_news_is_not_hers(somchai, club, told, sessions):
    cha_am = found(sessions, "CHAAM", "ชะอำ")
    hidden = told("เรื่องของชะอำ", club=cha_am)
    somchai.says("ข่าว")
    somchai.sees(NONE_YET)
    somchai.simulator.press(somchai.user_id, f"announcement.about?announcement={hidden}")
    somchai.sees("ไม่พบประกาศนี้ค่ะ")


def test_what_was_for_some_is_read_by_these_alone(member, malee, khru_nok, told, meeting):
    malee.adds_the_bot()
    joins(malee)
    press(member, meeting)
    kept = told("ถึงคนที่มา", to=OfEvent(event=meeting.id, part=Part.COMING))
    member.says("ข่าว")
    member.sees("ถึงคนที่มา")
    malee.says("ข่าว")
    malee.sees(NONE_YET)
    malee.simulator.press(malee.user_id, f"announcement.open?announcement={kept}")
    malee.sees("ไม่พบประกาศนี้ค่ะ")


def test_who_is_invited_by_another_club_reads_what_it_wrote_to_her(member, told, sessions):
    cha_am = found(sessions, "CHAAM", "ชะอำ")
    walk = plan(sessions, cha_am, "เดินรณรงค์", START, for_all=True)
    to = OfEvent(event=walk.id, part=Part.UNANSWERED, everywhere=True)
    told("ชะอำชวนทุกชมรม", club=cha_am, to=to)
    member.says("ข่าว")
    member.sees("ชะอำชวนทุกชมรม", "ชะอำ")


def test_what_was_for_all_friends_is_everybody_s(somchai, told):
    told("ถึงเพื่อนทุกคน", to=Friends())
    somchai.says("ข่าว")
    somchai.sees("ถึงเพื่อนทุกคน")


def test_whoever_leaves_the_club_leaves_its_news(somchai, club, told):
    told()
    for each in ("ออกจากชมรม", "ยืนยันออกจากชมรม", "ข่าวสาร"):
        somchai.says(each)
    somchai.sees(NONE_YET)


# What was stopped


@pytest.mark.parametrize(
    "stopped",
    [
        {"progress": Progress.CANCELLED},
        {"progress": Progress.EXPIRED},
        {"progress": Progress.SENDING, "paused": NOW},
    ],
)
def test_what_was_stopped_is_news_only_where_somebody_got_it(
    somchai, club, told, sessions, stopped
):
    kept = told(**stopped)
    somchai.says("ข่าว")
    somchai.sees(NONE_YET)
    _sends(sessions, kept, OutgoingState.WITHDRAWN)
    somchai.says("ข่าว")
    somchai.sees(NONE_YET)
    _sends(sessions, kept, OutgoingState.SENT)
    reads(somchai)
    somchai.sees(NEWS, "1 จาก 2 คน")


def _sends(sessions, announcement, state):
    with sessions.begin() as db:
        db.add(requested(announcement_id=announcement, state=state, page=len(state)))


def test_what_has_not_begun_is_no_news(somchai, club):
    announces(club)
    somchai.says("ข่าวสาร")
    somchai.sees(NONE_YET)


# In the group


def test_the_group_reads_only_what_was_for_all_of_the_club(
    somchai, member, khru_nok, told, meeting, simulator, sessions
):
    group = Group(simulator, "ชมรมหัวหิน", khru_nok, somchai)
    group.lets_the_bot_in()
    group.calls(khru_nok, "HUAHIN")
    told("ถึงทุกคนในชมรม", due=NOW.replace(hour=1))
    told("ถึงคนที่มาเท่านั้น", to=OfEvent(event=meeting.id))
    group.calls(somchai, "ข่าว")
    group.sees("ถึงทุกคนในชมรม")
    group.sees_no("ถึงคนที่มาเท่านั้น")


def test_a_coordinator_hears_that_the_group_reads_it_for_free(club, somchai, told):
    told()
    reads(club)
    club.sees("ในกลุ่ม LINE ของชมรม เรียกน้องสตรองแล้วพิมพ์ “ข่าว”")
    reads(somchai)
    somchai.sees_no("ในกลุ่ม LINE ของชมรม")

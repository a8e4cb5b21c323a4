"""To whom an announcement goes: each kind's people, and who may write to them."""

from datetime import timedelta

import pytest

from bot import audience
from bot.turn import Refusal
from models import Answer, OutgoingState, Progress, RoleKind, Wants
from tests.conftest import NOW
from tests.planning import bangkok_time
from tests.town import Town

OF_HUA_HIN = {"สมชาย", "มาลี", "ครูนก"}
OF_PRAN, OF_CHA_AM = {"วิชัย", "ครูแดง"}, {"สมหญิง", "ครูเอก"}
START, OVER = bangkok_time("2026-01-20"), bangkok_time("2026-01-03")


@pytest.fixture
def town(app, sessions):
    return Town(sessions)


@pytest.fixture
def meeting(town):
    """Ahead: Somchai comes, Malee waits for a seat."""
    event = town.event("HUAHIN", "ประชุมใหญ่", START)
    town.answers(event, Answer.COMING, "สมชาย")
    town.answers(event, Answer.WAITING, "มาลี")
    return event


@pytest.fixture
def training(town):
    """Over: of two who had said so one came, and one who had said nothing."""
    event = town.event("HUAHIN", "อบรม", OVER)
    town.answers(event, Answer.COMING, "สมชาย", "มาลี")
    town.comes(event, "สมชาย", "ครูนก")
    return event


def code_of(town, event):
    from models import Event

    with town.sessions.begin() as db:
        return db.get_one(Event, event).code


BY_CLUBS = [
    ("club:huahin", OF_HUA_HIN),
    ("clubs:HUAHIN, chaam,HUAHIN", OF_HUA_HIN | OF_CHA_AM),
    ("all", OF_HUA_HIN | OF_PRAN | OF_CHA_AM),
    ("kind:เทศบาลเมือง", OF_HUA_HIN | OF_CHA_AM),
    ("kind:อบต.", OF_PRAN),
    ("kind:subdistrict", OF_PRAN),
    ("province:ประจวบคีรีขันธ์", OF_HUA_HIN | OF_PRAN),
    ("province:จ.เพชรบุรี", OF_CHA_AM),
    ("role:coordinator", {"ครูนก", "ครูแดง", "ครูเอก"}),
    ("role:coordinator:HUAHIN,PRAN", {"ครูนก", "ครูแดง"}),
    ("role:coach:HUAHIN", set()),
]


@pytest.mark.parametrize(("words", "names"), BY_CLUBS)
def test_people_are_found_by_their_clubs_and_duties(town, words, names):
    assert town.names(words) == names


def test_a_coach_is_told_as_a_coach(town):
    town.does("มาลี", RoleKind.COACH, "HUAHIN")
    assert town.names("role:coach:HUAHIN") == town.names("role:coach") == {"มาลี"}


def test_whoever_cannot_be_reached_or_wants_silence_is_in_no_audience(town):
    town.people("HUAHIN", "ไม่มีไลน์", line_user_id=None)
    town.people("HUAHIN", "บล็อกไว้", following=False)
    town.people("HUAHIN", "ขอเงียบ", wants=Wants.NOTHING)
    town.people("HUAHIN", "เฉพาะงาน", wants=Wants.EVENTS)
    assert town.names("club:HUAHIN") == OF_HUA_HIN


def test_an_event_has_those_who_come_and_those_who_said_nothing(town, meeting):
    town.people("HUAHIN", "เฉพาะงาน", wants=Wants.EVENTS)
    code = code_of(town, meeting)
    assert town.names(f"event:{code}") == town.names(f"event:{code}:coming") == {"สมชาย"}
    assert town.names(f"event:{code}:unanswered") == {"ครูนก", "เฉพาะงาน"}


def test_who_is_invited_from_other_clubs_can_be_asked_too(town):
    for_all = code_of(town, town.event("HUAHIN", "งานใหญ่", START, for_all=True))
    assert town.names(f"event:{for_all}:unanswered") == OF_HUA_HIN | OF_PRAN | OF_CHA_AM
    with town.sessions.begin() as db:
        from models import Club

        pran = Club.with_code(db, "PRAN")
    guests = code_of(town, town.event("HUAHIN", "งานเพื่อน", START, guests=[pran]))
    assert town.names(f"event:{guests}:unanswered") == OF_HUA_HIN | OF_PRAN


def test_after_an_event_there_are_those_who_came_and_those_who_did_not(town, training):
    code = code_of(town, training)
    assert town.names(f"event:{code}:came") == {"สมชาย", "ครูนก"}
    assert town.names(f"event:{code}:missed") == {"มาลี"}


def test_the_quiz_has_those_who_answered_nothing_this_month(town):
    town.tries("สมชาย", "GFT-001", NOW)
    town.tries("มาลี", "GFT-002", bangkok_time("2025-12-31", "23:59"))
    town.tries("ครูนก", "GFT-001", NOW, answered=False)
    assert town.names("quiz:HUAHIN") == {"มาลี", "ครูนก"}
    assert town.names("quiz:HUAHIN:gft-001") == {"มาลี", "ครูนก"}
    assert town.names("quiz:HUAHIN:GFT-002") == {"สมชาย", "ครูนก"}


def test_what_is_said_every_month_means_that_month(town):
    town.tries("สมชาย", "GFT-001", NOW)
    silent = town.typed("quiz:HUAHIN")
    assert town.names(silent) == {"มาลี", "ครูนก"}
    assert town.names(silent.again(NOW + timedelta(days=30))) == OF_HUA_HIN
    assert town.typed("quiz:HUAHIN:GFT-001").again(NOW) == town.typed("quiz:HUAHIN:GFT-001")


LOST = ["failed", "expired", "withdrawn", "unknown"]


@pytest.mark.parametrize("state", LOST)
def test_an_announcement_left_out_those_on_a_lost_page(town, state):
    sent, split = OutgoingState.SENT, OutgoingState.SPLIT
    pages = [(sent, ("สมชาย",)), (split, ("มาลี", "ครูนก")), (state, ("มาลี",)), (sent, ("ครูนก",))]
    earlier = town.told("HUAHIN", *pages, progress=Progress.SENT)
    assert town.names(f"unreached:{earlier}") == {"มาลี"}


def test_who_joined_after_it_was_sent_was_not_left_out(town):
    earlier = town.told(
        "HUAHIN", (OutgoingState.SENT, ("สมชาย",)), progress=Progress.SENT, cursor=1
    )
    town.people("HUAHIN", "คนใหม่")
    assert town.names(f"unreached:{earlier}") == set()


@pytest.mark.parametrize("progress", [Progress.CANCELLED, Progress.EXPIRED])
def test_what_was_broken_off_left_out_all_behind_its_cursor(town, progress):
    with town.sessions.begin() as db:
        cursor = town.member(db, "สมชาย").id
    page = OutgoingState.SENT, ("สมชาย",)
    earlier = town.told("HUAHIN", page, progress=progress, cursor=cursor)
    town.people("HUAHIN", "คนใหม่")
    assert town.names(f"unreached:{earlier}") == {"มาลี", "ครูนก", "คนใหม่"}


def test_what_is_still_being_sent_has_left_nobody_out_yet(town):
    pages = [(OutgoingState.WAITING, ("สมชาย",)), (OutgoingState.HELD, ("มาลี",))]
    earlier = town.told("HUAHIN", *pages, progress=Progress.SENDING, cursor=2)
    assert town.names(f"unreached:{earlier}") == set()


def test_the_unreached_of_an_event_still_hear_of_events(town, meeting):
    whom = town.typed(f"event:{code_of(town, meeting)}:unanswered")
    lost = OutgoingState.FAILED, ("ครูนก",)
    earlier = town.told("HUAHIN", lost, progress=Progress.SENT, audience=audience.kept(whom))
    assert town.typed(f"unreached:{earlier}").topic is whom.topic
    assert town.names(f"unreached:{earlier}") == {"ครูนก"}


ADMINISTRATORS_ONLY = [
    *("all", "clubs:HUAHIN", "kind:เทศบาลเมือง", "province:เพชรบุรี", "friends"),
    *("role:coordinator", "role:coach:HUAHIN,CHAAM"),
]


@pytest.mark.parametrize("words", ADMINISTRATORS_ONLY)
def test_only_administrators_write_beyond_their_club(town, words):
    assert town.may("คนผ่านมา", words)
    assert not town.may("ครูนก", words)
    assert not town.may("สมชาย", words)
    assert town.typed(words).wide()


def test_of_her_own_club_a_coordinator_writes_to_all_and_nobody_else_does(town, meeting, training):
    group, code = town.group("HUAHIN"), code_of(town, meeting)
    earlier = town.told("HUAHIN", (OutgoingState.FAILED, ("มาลี",)), progress=Progress.SENT)
    words = [
        *("club:HUAHIN", f"event:{code}", f"event:{code}:unanswered", "role:coach:HUAHIN"),
        *(f"event:{code_of(town, training)}:missed", "quiz:HUAHIN", f"unreached:{earlier}"),
        f"group:{group}",
    ]
    for each in words:
        assert town.may("ครูนก", each), each
        assert not town.may("ครูเอก", each), each
        assert not town.may("สมชาย", each), each
        assert not town.typed(each).wide()


def test_whom_all_clubs_invited_only_an_administrator_asks_in_her_own_words(town):
    code = code_of(town, town.event("HUAHIN", "งานใหญ่", START, for_all=True))
    assert town.may("ครูนก", f"event:{code}:coming")
    assert not town.may("ครูนก", f"event:{code}:unanswered")
    assert town.typed(f"event:{code}:unanswered").wide()
    assert town.may("คนผ่านมา", f"event:{code}:unanswered")


def test_of_an_event_for_all_a_coordinator_asks_her_own_club(town):
    town.event("HUAHIN", "งานใหญ่", START, for_all=True)
    asked = [whom for whom in town.choices("ครูนก", "HUAHIN") if whom.tag == "event"]
    assert [town.names(each) for each in asked] == [OF_HUA_HIN]
    asked = [whom for whom in town.choices("คนผ่านมา", "HUAHIN") if whom.tag == "event"]
    assert [town.names(each) for each in asked] == [OF_HUA_HIN, OF_HUA_HIN | OF_PRAN | OF_CHA_AM]


MISTAKES = [
    ("ทุกคน", "club:CODE"),
    ("club:NOWHERE", "NOWHERE"),
    ("clubs:", "HUAHIN,CHAAM"),
    ("clubs:HUAHIN,NOWHERE", "NOWHERE"),
    ("kind:หมู่บ้าน", "เทศบาลเมือง"),
    ("province:เพชร", "เพชร"),
    ("role:boss", "coordinator"),
    ("event:NOWHERE", "NOWHERE"),
    ("quiz:HUAHIN:XXX-999", "XXX-999"),
    ("unreached:99", "99"),
    ("unreached:" + "9" * 40, "99"),
    ("group:1", "1"),
]


@pytest.mark.parametrize(("words", "told"), MISTAKES)
def test_what_means_nobody_is_answered_with_what_can_be_written(town, words, told):
    with pytest.raises(Refusal, match=told):
        town.typed(words)


def test_what_stands_behind_an_event_s_code_is_one_of_four_words(town, meeting):
    with pytest.raises(Refusal, match="unanswered"):
        town.typed(f"event:{code_of(town, meeting)}:all")


def test_a_group_cannot_be_asked_whom_it_did_not_reach(town):
    whom = audience.kept(town.typed(f"group:{town.group('HUAHIN')}"))
    earlier = town.told("HUAHIN", progress=Progress.SENT, audience=whom)
    with pytest.raises(Refusal, match="ส่งใหม่ทั้งหมด"):
        town.typed(f"unreached:{earlier}")

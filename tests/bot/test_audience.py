"""Audiences as rows keep them, as she can choose them, and as databases find them."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

import handlers  # noqa: F401 - who knows all kinds
from bot import audience, expansion
from bot.audience import Audience, OfClub
from content.questions import QUESTIONS
from handlers.announcement.audiences import Friends, Unreached
from handlers.club.audiences import AllClubs, OfClubs, OfKind, OfProvince
from handlers.event.audiences import OfEvent, Part
from handlers.group.audiences import OfGroup
from handlers.quiz.audiences import Silent
from handlers.role.audiences import OfRole
from models import (
    Announcement,
    Answer,
    Club,
    Kind,
    Member,
    Outgoing,
    OutgoingState,
    Progress,
    RoleKind,
)
from models.province import PROVINCES
from tests.conftest import NOW
from tests.planning import bangkok_time
from tests.sending import announced
from tests.town import Town

IDS = st.integers(0, 2**31 - 1)
CLUBS = st.lists(IDS, min_size=1, max_size=9).map(tuple)
FIRST = st.dates(date(2020, 1, 1), date(2040, 1, 1))
DUTIES = st.sampled_from([RoleKind.COORDINATOR, RoleKind.COACH])
PLAIN = {
    OfClub: st.builds(OfClub, club=IDS),
    AllClubs: st.builds(AllClubs),
    OfClubs: st.builds(OfClubs, clubs=CLUBS),
    OfKind: st.builds(OfKind, government=st.sampled_from(Kind)),
    OfProvince: st.builds(OfProvince, province=st.sampled_from(list(PROVINCES))),
    OfRole: st.builds(OfRole, role=DUTIES, clubs=st.none() | CLUBS),
    OfEvent: st.builds(OfEvent, event=IDS, part=st.sampled_from(Part), everywhere=st.booleans()),
    Silent: st.builds(
        Silent,
        club=IDS,
        month=st.none() | FIRST,
        question=st.none() | st.sampled_from(list(QUESTIONS)),
    ),
    OfGroup: st.builds(OfGroup, group=IDS, club=IDS),
    Friends: st.builds(Friends),
}
ANY = st.recursive(
    st.one_of(*PLAIN.values()),
    lambda of: st.builds(Unreached, announcement=IDS, of=of),
    max_leaves=3,
)


@pytest.fixture
def town(app, sessions):
    return Town(sessions)


def test_every_kind_is_known_once_the_features_are():
    assert {*PLAIN, Unreached} == set(Audience.kinds.values())


def test_the_app_knows_every_kind_before_it_reads_a_row():
    """In a process of its own: here, tests have imported more than the app does."""
    names = "from bot.audience import Audience; print(*sorted(Audience.kinds))"
    said = subprocess.run(
        [sys.executable, "-c", f"import app; {names}"], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == sorted(Audience.kinds)


@given(ANY)
def test_what_a_row_keeps_is_found_again(whom):
    row = audience.kept(whom)
    assert audience.found(row) == whom


def test_a_row_in_the_database_gives_the_same(town, sessions):
    whom = Unreached(announcement=3, of=OfRole(role=RoleKind.COACH, clubs=(3, 1, 3)))
    with sessions.begin() as db:
        club = db.scalars(select(Club.id)).first()
        db.add(announced(club, audience=audience.kept(whom)))
    with sessions.begin() as db:
        found = audience.found(db.scalars(select(Announcement.audience)).one())
    assert found == whom
    assert found.of.clubs == (1, 3)


STRANGE = [
    {"kind": "of tomorrow", "planet": 3},
    {"kind": "club"},
    {"kind": "club", "club": "all"},
    {"kind": "event", "event": 1, "part": "sleeping"},
    {"kind": "unreached", "announcement": 1, "of": {"kind": "of tomorrow"}},
    {},
]


@pytest.mark.parametrize("row", STRANGE)
def test_a_kind_that_this_release_does_not_know_reaches_nobody(town, sessions, row):
    with sessions.begin() as db:
        club = db.scalars(select(Club.id)).first()
        db.add(announced(club, audience=row))
    with sessions.begin() as db:
        assert expansion.expand(db, NOW)
    with sessions.begin() as db:
        assert db.scalars(select(Announcement.progress)).one() is Progress.SENT
        assert db.scalar(select(func.count(Outgoing.id))) == 0


def shown(town, name, code):
    whom = town.choices(name, code)
    with town.sessions.begin() as db:
        return [each.named(db) for each in whom]


def test_a_coordinator_chooses_first_her_club_then_its_events(town, sessions):
    ahead = town.event("HUAHIN", "ประชุมใหญ่", bangkok_time("2026-01-20"))
    town.answers(ahead, Answer.COMING, "สมชาย")
    over = town.event("HUAHIN", "อบรม", bangkok_time("2026-01-03"))
    town.answers(over, Answer.COMING, "สมชาย", "มาลี")
    town.comes(over, "สมชาย")
    long_ago = town.event("HUAHIN", "ปีก่อน", bangkok_time("2025-06-03"))
    town.comes(long_ago, "สมชาย")
    town.event("CHAAM", "งานชะอำ", bangkok_time("2026-01-20"))
    town.told("HUAHIN", (OutgoingState.FAILED, ("มาลี",)), progress=Progress.SENT)
    town.group("HUAHIN", name="บ้านเรา")
    town.group("HUAHIN", name="ยังไม่รู้จำนวน", people=None)
    town.group("CHAAM", name="ของชะอำ")
    assert shown(town, "ครูนก", "HUAHIN") == [
        "สมาชิกทั้งหมด",
        "คนที่ยังไม่ตอบเรื่องงาน “ประชุมใหญ่”",
        "คนที่จะมางาน “ประชุมใหญ่”",
        "คนที่มางาน “อบรม”",
        "คนที่ลงชื่อแต่ไม่ได้มางาน “อบรม”",
        "คนที่ประกาศ “น้ำท่วม” ยังไปไม่ถึง",
        "ทุกคนในกลุ่ม LINE “บ้านเรา”",
        "ผู้ประสานงานของชมรม STRONG เทศบาลเมือง HUAHIN",
        "คนที่ยังไม่ตอบคำถามเดือน ม.ค. 2569",
    ]


def test_an_administrator_chooses_among_all_clubs_too(town):
    names = shown(town, "คนผ่านมา", "HUAHIN")
    assert names[-6:] == [
        "สมาชิกทุกชมรม",
        "สมาชิกของชมรมประเภท เทศบาลเมือง",
        "สมาชิกของชมรมประเภท อบต.",
        "สมาชิกในจังหวัดประจวบคีรีขันธ์",
        "สมาชิกในจังหวัดเพชรบุรี",
        "เพื่อนทุกคนของบัญชีนี้",
    ]
    assert "ผู้ประสานงานของทุกชมรม" in names


def test_of_another_s_club_a_coordinator_is_offered_nothing(town):
    town.event("CHAAM", "งานชะอำ", bangkok_time("2026-01-20"))
    town.group("CHAAM", name="ของชะอำ")
    assert town.choices("ครูนก", "CHAAM") == []


def test_one_who_coordinates_two_clubs_writes_to_the_coordinators_of_both(town):
    town.does("ครูนก", RoleKind.COORDINATOR, "PRAN")
    assert "ผู้ประสานงานของ 2 ชมรม" in shown(town, "ครูนก", "HUAHIN")


def test_where_nobody_is_left_nothing_is_offered(town, sessions):
    with sessions.begin() as db:
        huahin = Club.with_code(db, "HUAHIN")
        for member in db.scalars(select(Member).where(Member.club_id == huahin.id)):
            member.following = False
    assert town.choices("ครูนก", "HUAHIN") == []


SAID = [
    *("club:HUAHIN", "clubs:HUAHIN,CHAAM", "all", "kind:เทศบาลเมือง", "province:เพชรบุรี"),
    *("role:coordinator", "role:coach", "quiz:HUAHIN", "friends"),
]


def test_what_is_counted_is_what_is_laid_out(town, sessions):
    """Of every kind there is."""
    event = town.event("HUAHIN", "อบรม", bangkok_time("2026-01-03"))
    town.answers(event, Answer.COMING, "สมชาย", "มาลี")
    town.comes(event, "สมชาย")
    lost = OutgoingState.FAILED, ("มาลี", "ครูนก")
    earlier = town.told("HUAHIN", lost, progress=Progress.SENT)
    of_event = [OfEvent(event=event, part=part) for part in Part]
    others = [f"unreached:{earlier}", f"group:{town.group('HUAHIN')}"]
    for whom in [*of_event, *map(town.typed, [*SAID, *others])]:
        with sessions.begin() as db:
            club = Club.with_code(db, "HUAHIN")
            one = announced(club, audience=audience.kept(whom))
            db.add(one)
            db.flush()  # for its id
            number, counted = one.id, audience.count(db, whom)
            while one.progress in {Progress.WAITING, Progress.SENDING}:
                expansion.expand(db, NOW)
            pages = select(func.sum(Outgoing.cost)).where(Outgoing.announcement_id == number)
            assert (db.scalar(pages) or 0) == counted, whom
            assert counted == 0 or audience.anybody(db, whom)
            assert counted > 0 or not audience.anybody(db, whom)

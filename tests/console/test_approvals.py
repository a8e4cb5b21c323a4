"""Saying yes or no to another's announcement on its page, and asking for that in the settings."""

import pytest
from sqlalchemy import delete, select

from models import Announcement, ClubSetting, Deed, Member, Progress, Role, What
from tests.conftest import joins
from tests.console.conftest import Desk
from tests.planning import found

NEWS = "พรุ่งนี้ 9 โมง พบกันที่ศาลาประชาคมนะคะ"
SETTINGS = "/console/settings/clubs/HUAHIN"
PAGE = "/console/approvals/1"
TICK = "ผู้ประสานงานอีกคนต้องอนุมัติประกาศก่อนส่ง"


@pytest.fixture
def second(malee, khru_nok, run, sessions):
    """Malee, who coordinates Hua Hin with Khru Nok."""
    malee.adds_the_bot()
    joins(malee)
    malee.says(run("invite", "--role", "coordinator", "--club", "HUAHIN").split()[0])
    with sessions.begin() as db:
        who = db.scalars(select(Member).where(Member.line_user_id == malee.user_id)).one()
        who.name = "มาลี รักสัตย์"
    return malee


@pytest.fixture
def asked(second, at_desk, sessions):
    """What Malee wants to send waits for Khru Nok, who sits at her desk."""
    sets(at_desk, approval="1")
    second.says("ประกาศ")
    second.says(NEWS)
    second.presses("ส่งเลย")
    return at_desk


def sets(desk, **fields):
    desk.opens(SETTINGS)
    return desk.sends(SETTINGS, **{"reminder": "", "reminding": "", "welcome": "", **fields})


def progress(sessions):
    with sessions.begin() as db:
        return db.scalars(select(Announcement.progress)).one()


def test_today_leads_to_what_waits_for_a_yes(asked, second, somchai, sessions, works):
    somchai.adds_the_bot()
    joins(somchai)
    asked.opens("/console/")
    assert f"รออนุมัติ: ประกาศ “{NEWS}”" in asked.reads()
    assert f'href="{PAGE}"' in asked.answer.text
    asked.opens(PAGE)
    for told in (NEWS, "มาลี รักสัตย์", "สมาชิกทั้งหมด 2 คน", "ทันทีที่อนุมัติ", "จะใช้ 2 ข้อความ", "ไม่อนุมัติ"):
        assert told in asked.reads()
    asked.sends(f"{PAGE}/approve")
    asked.follows()
    assert "อนุมัติแล้วค่ะ น้องสตรองจะส่งตามเวลา" in asked.reads()
    assert "รออนุมัติ:" not in asked.reads()
    works()
    assert NEWS in somchai.history()
    asked.opens(PAGE)
    assert "อนุมัติประกาศนี้ไปแล้วค่ะ" in asked.reads()
    assert "<button" not in asked.answer.text.partition("<main")[2]


def test_a_no_is_told_to_the_author(asked, second, sessions):
    asked.opens(PAGE)
    for _press in range(2):
        asked.sends(f"{PAGE}/refuse")
        assert asked.answer.status_code == 303
        asked.opens(PAGE)
    assert progress(sessions) is Progress.REFUSED
    second.says("เมนู")
    second.sees("ไม่อนุมัติประกาศ")
    asked.sends(f"{PAGE}/approve")
    assert "ไม่อนุมัติประกาศนี้ไปแล้วค่ะ" in asked.reads()


def test_who_wrote_it_sees_it_and_cannot_approve_it(asked, second, app, sessions):
    hers = Desk(app)
    hers.enters(second)
    assert "รออนุมัติ:" not in hers.reads()
    hers.opens(PAGE)
    assert "ต้องให้ผู้ประสานงานอีกคนอนุมัติค่ะ" in hers.reads()
    assert "/approve" not in hers.answer.text
    hers.sends(f"{PAGE}/approve")
    assert hers.answer.status_code == 200
    assert progress(sessions) is Progress.ASKED


def test_an_administrator_decides_only_where_nobody_else_can(
    asked, second, khru_nok, wipa, app, sessions
):
    boss = Desk(app)
    boss.enters(wipa)
    assert "รออนุมัติ:" not in boss.reads()
    boss.opens(PAGE)
    assert "ผู้ประสานงานของชมรมเป็นผู้อนุมัติค่ะ" in boss.reads()
    boss.sends(f"{PAGE}/approve")
    assert progress(sessions) is Progress.ASKED
    with sessions.begin() as db:
        gone = select(Member.id).where(Member.line_user_id == khru_nok.user_id).scalar_subquery()
        db.execute(delete(Role).where(Role.member_id == gone))
    boss.opens("/console/")
    assert "รออนุมัติ:" in boss.reads()
    boss.opens(PAGE)
    boss.sends(f"{PAGE}/approve")
    assert progress(sessions) is Progress.WAITING


def test_to_another_club_it_does_not_exist(asked, somchai, app, run, sessions):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    somchai.adds_the_bot()
    somchai.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    stranger = Desk(app)
    stranger.enters(somchai)
    said = set()
    for path in (PAGE, "/console/approvals/99"):
        assert stranger.opens(path).status_code == 404
        said.add(stranger.reads())
        stranger.opens("/console/")
        assert stranger.sends(f"{path}/approve").status_code == 404
    assert len(said) == 1
    assert progress(sessions) is Progress.ASKED


def test_opening_its_page_approves_nothing(asked, sessions):
    for path in (PAGE, f"{PAGE}/approve"):
        asked.opens(path)
    assert asked.answer.status_code == 404
    asked.posts(f"{PAGE}/approve")
    assert progress(sessions) is Progress.ASKED


def test_it_is_turned_on_and_off_and_the_others_are_told(at_desk, second, sessions, hua_hin):
    assert TICK in at_desk.opens(SETTINGS).text
    for ticked, told in (({"approval": "1"}, "ต้องมีผู้ประสานงานอีกคนอนุมัติก่อนส่งค่ะ"), ({}, "ไม่ต้องมีอีกคน")):
        for _once in range(2):
            sets(at_desk, **ticked)
        second.says("เมนู")
        second.sees(told)
        with sessions.begin() as db:
            assert bool(db.get_one(ClubSetting, hua_hin.id).approval) is bool(ticked)
    with sessions.begin() as db:
        deeds = select(Deed.detail).where(Deed.what == What.SETTINGS_CHANGED)
        assert db.scalars(deeds).all() == ["approval", "approval"]


def test_a_club_with_one_coordinator_cannot_ask_for_a_second_yes(at_desk, sessions):
    sets(at_desk, approval="1")
    assert "ต้องมีผู้ประสานงานอย่างน้อยสองคนค่ะ" in at_desk.reads()
    with sessions.begin() as db:
        assert db.scalars(select(ClubSetting)).all() == []

"""How many messages are left, asked in the chat."""

import pytest
from sqlalchemy import select

from bot import choices, quota
from bot.line import AccountState
from models import Club, Member
from tests.handlers.test_announcement_running import announces, club

__all__ = ["club"]
ASKED = ["โควตา", "เหลือกี่ข้อความ", "โควตาเหลือเท่าไรคะ", "how many messages are left"]


@pytest.mark.parametrize("words", ASKED)
def test_a_coordinator_reads_what_is_gone_put_aside_and_left(club, sessions, clock, words):
    with sessions.begin() as db:
        quota.note(db, AccountState("@bot", "Bot", "bot", 300, 40), clock())
    announces(club)
    club.says(words)
    for row in ("ส่งไปแล้ว 40 จาก 300 ข้อความ", "เหลือทั้งบัญชี 257 (จองไว้ 3)"):
        assert row in club.screen()


def test_what_has_left_is_gone_and_no_more_put_aside(club, works, clock):
    announces(club)
    clock.moves(minutes=1)
    works()
    club.says("โควตา")
    club.sees("ส่งไปแล้ว 3 จาก 300", "เหลือทั้งบัญชี 297 (จองไว้ 0)")


def test_the_part_of_her_own_club_is_said(club, sessions, clock):
    with sessions.begin() as db:
        hers = Club.with_code(db, "HUAHIN")
        who = db.scalars(select(Member).where(Member.line_user_id == club.user_id)).one()
        choices.set_(db, who, hers, "budget", 50, now=clock())
    announces(club)
    club.says("โควตา")
    club.sees("เทศบาลเมืองหัวหิน เหลือ 47 จาก 50")


def test_an_account_without_a_limit_says_so(khru_nok, sessions, clock):
    with sessions.begin() as db:
        quota.note(db, AccountState("@bot", "Bot", "bot", None, 0), clock())
    khru_nok.says("โควตา")
    khru_nok.sees("บัญชีนี้ไม่จำกัดจำนวนข้อความ หรือยังไม่ทราบโควตา")


@pytest.mark.usefixtures("club")
def test_a_member_reads_whose_business_it_is(somchai):
    somchai.says("โควตา")
    somchai.sees("ผู้ประสานงานชมรมเป็นผู้ดูค่ะ")
    somchai.sees_no("300")

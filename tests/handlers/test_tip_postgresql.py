"""What PostgreSQL itself writes into rows must not tell who reported."""

import pytest
from sqlalchemy import text

from tests.conftest import joins

LINKS = """
    SELECT tips.id, members.id FROM tips, members
    WHERE tips.xmin IN (members.xmin, members.xmax) OR tips.xmax IN (members.xmin, members.xmax)
"""


@pytest.fixture
def database_url(postgres_url):
    return postgres_url


def test_no_transaction_made_a_tip_and_touched_a_member(somchai, hua_hin, works, sessions):
    somchai.adds_the_bot()
    joins(somchai)
    works()  # which learns her name, and so writes her row anew
    somchai.says("แจ้งเบาะแส")
    somchai.presses("เข้าใจแล้ว เริ่มแจ้ง")
    somchai.says("มีการเรียกเงินก่อนออกใบอนุญาต")
    somchai.presses("ข้าม")
    somchai.presses("ส่งเรื่องนี้")
    works()
    with sessions.begin() as db:
        assert db.scalar(text("SELECT count(*) FROM tips")) == 1
        assert db.execute(text(LINKS)).all() == []

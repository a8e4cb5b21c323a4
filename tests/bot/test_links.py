"""Links: for one person, one purpose and a while; only a digest is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import links
from models import Link
from tests.conftest import NOW

HOUR = timedelta(hours=1)


@pytest.fixture
def token(desk):
    member = desk.gathers(1)[0]
    with desk.sessions.begin() as db:
        return links.issue(db, "my-data", member, expires=NOW + HOUR, details={"kind": "file"})


def found(desk, token, purpose="my-data", now=NOW):
    with desk.sessions.begin() as db:
        return links.find(db, purpose, token, now)


def test_a_link_opens_what_it_was_made_for(desk, token):
    assert found(desk, token).details == {"kind": "file"}


def test_for_nothing_else_and_not_for_ever(desk, token):
    assert found(desk, token, purpose="sign-in") is None
    assert found(desk, token, now=NOW + HOUR) is None
    assert found(desk, token + "x") is None


def test_the_token_itself_is_kept_nowhere(desk, token):
    with desk.sessions.begin() as db:
        row = db.scalars(select(Link)).one()
    assert token not in str(vars(row))

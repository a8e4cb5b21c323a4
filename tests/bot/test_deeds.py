"""What was done stays as it was written, and names nobody who is gone."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from bot import retention
from models import Deed, Member, What
from tests.conftest import NOW, joins


@pytest.mark.parametrize(
    "change",
    [
        update(Deed).values(what=What.CLUB_APPROVED),
        update(Deed).values(at=NOW - timedelta(days=1)),
        update(Deed).values(club_id=None),
        update(Deed).values(detail=None),
        update(Deed).values(who_id=Deed.club_id),
        delete(Deed),
    ],
    ids=str,
)
def test_a_deed_can_be_neither_changed_nor_deleted(
    sessions, hua_hin, somchai, done, deeds_kept, change
):
    somchai.adds_the_bot()  # whose id is the club's, too
    done(What.CLUB_EDITED, detail="about")
    before = vars(deeds_kept()[0])
    with pytest.raises(DBAPIError, match="deeds are"), sessions.begin() as db:
        db.execute(change)
    before.pop("_sa_instance_state")
    assert {name: getattr(deeds_kept()[0], name) for name in before} == before


def test_whoever_is_deleted_is_named_in_no_deed(somchai, hua_hin, sessions, done, deeds_kept):
    somchai.adds_the_bot()
    joins(somchai)
    with sessions.begin() as db:
        member = db.scalars(select(Member)).one()
    done(What.CLUB_EDITED, who=member)
    done(What.ROSTER_MERGED, about=member)
    somchai.says("ลบข้อมูลของฉัน")
    somchai.presses("ลบข้อมูล")
    somchai.presses("ลบข้อมูล")
    edited, merged, deleted = deeds_kept()
    assert (edited.who_id, merged.person_id) == (None, None)
    assert (deleted.what, deleted.who_id, deleted.person_id) == (What.DATA_DELETED, None, None)


def test_deeds_are_forgotten_after_three_years_and_no_sooner(sessions, done, deeds_kept):
    done(What.CLUB_EDITED, at=NOW - timedelta(days=1099))
    done(What.CLUB_EDITED, at=NOW - timedelta(days=1097))
    done(What.CLUB_EDITED, at=NOW)
    retention.purge(sessions, NOW, lambda: None)
    assert len(deeds_kept()) == 2
    retention.purge(sessions, NOW + timedelta(days=2000), lambda: None)
    assert len(deeds_kept()) == 2

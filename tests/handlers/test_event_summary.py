"""What became of an event, counted: by day, by kind of local government, by rating."""

from datetime import date

import pytest
from sqlalchemy import select

from demo import commands
from handlers.event.summary import Day, summary
from loading.load import load
from models import Answer, Attendance, Event, EventDay, Feedback, Kind, Member, Registration, Way
from tests.conftest import NOW
from tests.planning import bangkok_time, plan
from tests.queries import asked

FIRST, LAST = date(2026, 1, 20), date(2026, 1, 21)


def told(sessions, event_id):
    with sessions.begin() as db:
        return summary(db, db.get_one(Event, event_id))


@pytest.fixture
def held(sessions, hua_hin):
    return plan(sessions, hua_hin, "อบรม", bangkok_time("2026-01-20", "09:00"), topics=("ก", "ข"))


def comes(sessions, event, *days, answer=Answer.COMING, stars=None, comment=None, way=Way.DOOR):
    with sessions.begin() as db:
        member = Member(name="ใครคนหนึ่ง", club_id=event.club_id, joined=NOW)
        db.add(member)
        db.flush()
        hers = {"event_id": event.id, "member_id": member.id}
        if answer:
            db.add(Registration(**hers, answer=answer, said=NOW))
        db.add_all(Attendance(**hers, day=day, at=NOW, way=way) for day in days)
        if stars:
            db.add(Feedback(**hers, stars=stars, comment=comment, said=NOW))


def test_the_workshop_of_2564_was_of_94_people_of_19_organisations(sessions):
    with sessions.begin() as db:
        load(db, commands.FILE, NOW)
    with sessions.begin() as db:
        workshop = db.scalars(select(Event.id).where(Event.code == "STRONG-LG-64")).one()
    found = told(sessions, workshop)
    assert (found.came, found.clubs, found.said) == (94, 19, {Answer.COMING: 94})
    assert [each.came for each in found.days] == [94, 94]
    assert [(each.kind, each.clubs) for each in found.organisations] == [
        (Kind.PROVINCE, 1),
        (Kind.CITY, 6),
        (Kind.TOWN, 3),
        (Kind.TOWNSHIP, 2),
        (Kind.SUBDISTRICT, 7),
    ]
    assert sum(each.people for each in found.organisations) == 94


def test_nobody_is_counted_twice(held, sessions):
    comes(sessions, held, FIRST, LAST)
    comes(sessions, held, LAST, answer=None)
    comes(sessions, held, answer=Answer.DECLINED)
    with sessions.begin() as db:
        db.add(EventDay(event_id=held.id, day=FIRST, heads=3, others=1))
        db.add(EventDay(event_id=held.id, day=LAST, heads=5))
    found = told(sessions, held.id)
    assert found.days == [Day(FIRST, 1, 3, 1), Day(LAST, 2, 5, 0)]
    assert (found.named, found.came) == (2, 2 + 5)
    assert found.said == {Answer.COMING: 1, Answer.DECLINED: 1}
    assert found.ways == {Way.DOOR: 3}


def test_an_event_to_which_nobody_came_yet_is_empty(held, sessions):
    found = told(sessions, held.id)
    assert (found.came, found.clubs, found.stars, found.ratings) == (0, 0, None, 0)
    assert [each.day for each in found.days] == [FIRST, LAST]


def test_ratings_have_a_mean_and_comments(held, sessions):
    comes(sessions, held, FIRST, stars=5, comment="ดีมาก")
    comes(sessions, held, FIRST, stars=2)
    found = told(sessions, held.id)
    assert (found.stars, found.ratings, found.comments) == (3.5, 2, ["ดีมาก"])


def test_many_are_summed_up_with_as_few_questions_as_few(held, sessions):
    def statements():
        with asked(sessions) as said:
            told(sessions, held.id)
        return len(said)

    comes(sessions, held, FIRST, stars=5)
    few = statements()
    for _more in range(10):
        comes(sessions, held, FIRST, LAST, stars=4)
    assert statements() == few

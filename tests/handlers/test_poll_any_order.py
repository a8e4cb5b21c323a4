"""Answers to a poll in any order: each person counts once, and as she said last."""

from collections import Counter
from datetime import timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from bot.turn import Refusal
from handlers.poll import actions
from models import Base, Club, Kind, Member, Poll
from tests.conftest import NOW

PEOPLE, CHOICES = 5, 4
PLACES = st.integers(0, CHOICES)  # the last is none of its choices
DEEDS = st.one_of(
    st.tuples(st.just(actions.pick), PLACES),
    st.tuples(st.just(actions.drop), PLACES),
    st.tuples(st.just(actions.vote), st.frozensets(PLACES)),
)
CHOSEN = st.frozensets(st.integers(0, CHOICES - 1))
ANSWERS = st.lists(st.tuples(st.integers(0, PEOPLE - 1), DEEDS), max_size=30)


@cache
def engine():
    made = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(made)
    return made


def furnished(most):
    """A club, its people and its poll, which are never committed."""
    db = Session(engine(), expire_on_commit=False)
    club = Club(code="A", kind=Kind.TOWN, name="ก", province="ข")
    people = [Member(club=club, joined=NOW, consent="1") for _number in range(PEOPLE)]
    known = {"draft": "A" * 8, "club": club, "question": "?", "most": most, "made": NOW}
    poll = Poll(**known, choices=["ก", "ข", "ค", "ง"], closes=NOW + timedelta(days=1))
    db.add_all([*people, poll])
    db.flush()
    return db, people, poll


def after(before, deed, what, most):
    """What somebody has chosen then; what the rules refuse changes nothing."""
    if deed is actions.vote:
        wanted = set(what)
    elif deed is actions.drop:
        wanted = before - {what}
    else:
        wanted = (before if most > 1 else set()) | {what}
    return wanted if len(wanted) <= most and max(wanted, default=0) < CHOICES else before


@settings(max_examples=150, deadline=None)
@given(most=st.integers(1, CHOICES), answers=ANSWERS)
def test_what_is_counted_is_what_each_person_said_last(most, answers):
    db, people, poll = furnished(most)
    chosen = [set() for _person in people]
    for number, (deed, what) in answers:
        try:
            with db.begin_nested():
                deed(db, people[number], poll.id, what, NOW)
        except Refusal:
            pass
        chosen[number] = after(chosen[number], deed, what, most)
    tally = actions.count(db, poll)
    counted = Counter(choice for each in chosen for choice in each)
    assert tally.counts == tuple(counted[place] for place in range(CHOICES))
    assert tally.voters == sum(map(bool, chosen))
    assert all(0 <= tally.percent(place) <= 100 for place in range(CHOICES))
    db.close()


@settings(max_examples=50, deadline=None)
@given(
    answers=st.lists(st.frozensets(st.integers(0, CHOICES - 1)), max_size=PEOPLE), data=st.data()
)
def test_the_order_in_which_people_answer_changes_nothing(answers, data):
    order = data.draw(st.permutations(range(len(answers))))
    told = []
    for each in (range(len(answers)), order):
        db, people, poll = furnished(CHOICES)
        for number in each:
            actions.vote(db, people[number], poll.id, answers[number], NOW)
        told.append(actions.count(db, poll))
        db.close()
    assert told[0] == told[1]

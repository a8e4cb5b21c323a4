"""Seats in any order of what may happen: never too many, nobody forgotten, nobody asked twice."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as walk
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from bot.turn import Refusal
from handlers.event import companion_flow, companions, flow, seats
from models import TAKING, Answer, Base, Club, Event, Kind, Member, Promise, Registration
from tests.conftest import NOW

PEOPLE, GUESTS_WITHOUT_LINE = 6, 2
NAMES = ("ตา", "ยายแดง", "แม่", "พ่อ", "ลุง", "ป้า", "น้า")
SAID = st.sampled_from([Answer.COMING, Answer.COMING, Answer.MAYBE, Answer.DECLINED])


class Meeting(RuleBasedStateMachine):
    """One event in its last three days, and a few people who change their minds."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = create_engine("sqlite://", poolclass=StaticPool)
        Base.metadata.create_all(self.engine)
        self.db = Session(self.engine, autoflush=True, expire_on_commit=False)
        self.now = NOW
        self.line: list[int] = []  # who waits, as it should be
        club = Club(code="A", kind=Kind.TOWN, name="ก", province="ข")
        hers = {"club": club, "joined": NOW}
        people = [Member(line_user_id=f"U{n}", name=f"{n}", **hers) for n in range(PEOPLE)]
        people += [Member(name=f"ยาย {n}", **hers) for n in range(GUESTS_WITHOUT_LINE)]
        starts = NOW + timedelta(days=3)
        event = Event(code="E", club=club, title="เดิน", starts=starts, capacity=2)
        event.ends = starts + timedelta(hours=2)
        self.db.add_all([*people, event])
        self.db.commit()
        self.event, self.people = event, people

    def teardown(self) -> None:
        self.db.close()
        self.engine.dispose()

    @rule(number=st.integers(0, PEOPLE + GUESTS_WITHOUT_LINE - 1), choice=SAID)
    def answers(self, number: int, choice: Answer) -> None:
        said = {"at": self.now, "now": self.now}
        seats.answer(self.db, self.people[number], self.event.id, choice, **said)
        self.db.commit()

    @rule(number=st.integers(0, PEOPLE - 1), name=st.sampled_from(NAMES))
    def a_name_is_put_down(self, number: int, name: str) -> None:
        by, said = self.people[number], {"at": self.now, "now": self.now}
        before = self.brought_by(by)
        try:
            companions.put_down(self.db, by, self.event, name, **said)
        except Refusal:
            assert len(before) == companion_flow.MOST
            assert name not in before
        self.db.commit()
        assert set(self.brought_by(by)) - set(before) <= {name}

    @rule(number=st.integers(0, PEOPLE - 1), name=st.sampled_from(NAMES))
    def a_name_is_taken_back(self, number: int, name: str) -> None:
        by, said = self.people[number], {"at": self.now, "now": self.now}
        mine = self.brought_by(by).get(name)
        if mine is not None:
            companions.take_back(self.db, by, self.event.id, mine, **said)
            self.db.commit()
            assert name not in self.brought_by(by)
            assert self.db.get(Member, mine) is None

    @rule(minutes=st.sampled_from([1, 30, 240, 900]))
    def time_passes_but_it_does_not_begin(self, minutes: int) -> None:
        passed = self.now + timedelta(minutes=minutes)
        self.now = min(passed, self.event.starts - timedelta(minutes=1))

    @rule()
    def the_clock_ticks(self) -> None:
        while seats.lapse(self.db, self.now) or seats.fill(self.db, self.now):
            self.db.commit()
        self.db.commit()

    @rule(capacity=st.one_of(st.none(), st.integers(0, 6)))
    def the_capacity_changes(self, capacity: int | None) -> None:
        taken = self.event.counts(self.db).taken
        self.event.capacity = None if capacity is None else max(capacity, taken)
        seats.promote(self.db, self.event, self.now)
        self.db.commit()

    @invariant()
    def seats_are_never_exceeded(self) -> None:
        taken = sum(each.answer in TAKING for each in self.rows())
        assert self.event.capacity is None or taken <= self.event.capacity

    @invariant()
    def what_is_kept_fits_the_answer(self) -> None:
        for each in self.rows():
            assert (each.queued is not None) == (each.answer is Answer.WAITING)
            assert (each.held_until is not None) == (each.answer is Answer.OFFERED)

    @invariant()
    def nobody_without_line_is_asked_or_brings_too_many(self) -> None:
        for each in self.rows():
            assert each.member.line_user_id or each.answer is not Answer.OFFERED
        for by in self.people:
            assert len(self.brought_by(by)) <= companion_flow.MOST

    @invariant()
    def a_free_seat_is_offered_while_somebody_waits(self) -> None:
        rows = self.rows()
        waits = any(each.answer is Answer.WAITING for each in rows)
        free = self.event.capacity is None or self.event.counts(self.db).taken < self.event.capacity
        offering = flow.hold(self.now, self.event.starts) is not None
        assert not (waits and free and offering)

    @invariant()
    def an_offer_ends_in_time_and_is_told(self) -> None:
        for each in self.rows():
            if each.answer is Answer.OFFERED and each.held_until is not None:
                assert each.held_until <= self.event.starts - flow.LAST_OFFER
                key = Promise.key.startswith(f"event:{self.event.id}:seat:{each.member_id}:")
                open_ = select(Promise).where(key, Promise.not_after == each.held_until)
                assert len(self.db.scalars(open_).all()) == 1

    @invariant()
    def nobody_overtakes(self) -> None:
        """Whoever is offered a seat has waited at least as long as all who still wait."""
        kept = [each for each in self.line if self.answer_of(each) is Answer.WAITING]
        waiting = [each for each in self.rows() if each.answer is Answer.WAITING]
        waiting.sort(key=lambda each: (each.queued, each.member_id))
        ids = [each.member_id for each in waiting]
        assert [each for each in ids if each in kept] == kept
        self.line = ids

    def brought_by(self, by: Member) -> dict[str | None, int]:
        """Names and ids."""
        here = select(Event.id).where(Event.id == self.event.id)
        return {each.member.name: each.member_id for each in companions.of(self.db, by, here)}

    def rows(self) -> list[Registration]:
        return list(self.db.scalars(select(Registration)))

    def answer_of(self, member_id: int) -> Answer | None:
        mine = self.db.get(Registration, (self.event.id, member_id))
        return mine.answer if mine else None


def test_whatever_happens_in_whatever_order():
    few = settings(max_examples=50, stateful_step_count=30, deadline=None)
    walk(Meeting, settings=settings(few, suppress_health_check=list(HealthCheck)))

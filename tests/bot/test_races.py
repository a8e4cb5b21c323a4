"""Many at once, on both databases: the same event, quick taps of one member, first contacts."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from bot import quota
from bot.line import AccountState
from handlers.event.cards import Respond
from handlers.opening.cards import Approve
from handlers.role.actions import invite
from handlers.roster.cards import Same
from models import (
    Account,
    Answer,
    Club,
    Conversation,
    Kind,
    Member,
    Opening,
    QuizAttempt,
    Registration,
    Role,
    RoleKind,
)
from tests.bot import webhooks
from tests.bot.webhooks import pressed, said
from tests.conftest import NOW
from tests.planning import plan

COPIES = 8


@pytest.fixture
def at_once(busy, post_to):
    """Deliver webhooks at the same moment, each by a thread of its own; then let all be said."""

    def at_once(*batches):
        ready = Barrier(len(batches))

        def deliver(events):
            client = busy.test_client()
            ready.wait()
            return post_to(client, *events).status_code

        with ThreadPoolExecutor(len(batches)) as carriers:
            statuses = list(carriers.map(deliver, batches))
        busy.extensions["speaker"].close()
        return statuses

    return at_once


@pytest.fixture
def sessions(busy):
    return busy.extensions["deployment"].sessions


def count(sessions, table):
    with sessions.begin() as db:
        return db.scalar(select(func.count()).select_from(table))


def person(number):
    return {"type": "user", "userId": f"U{number:032x}"}


def test_copies_of_an_event_at_the_same_moment_are_one(at_once, sessions, simulator, answers):
    question = said("คำถามวันนี้")
    copies = [[question if number % 2 else webhooks.again(question)] for number in range(COPIES)]
    assert at_once(*copies) == [200] * COPIES
    assert count(sessions, QuizAttempt) == 1
    assert "คำถามวันนี้" in answers(question)[0]


def test_a_phone_shows_the_answer_to_many_copies_once(busy, simulator, sessions):
    """With a real reply token, and half of the copies flagged as redeliveries."""
    simulator.add_person(webhooks.SOMCHAI, "สมชาย")
    simulator.set_webhook(active=False)
    simulator.send(webhooks.SOMCHAI, {"type": "text", "text": "คำถามวันนี้"})
    simulator.set_webhook(active=True)
    (event,) = events_of(simulator)
    with ThreadPoolExecutor(COPIES) as carriers:
        flags = [number % 2 == 0 for number in range(COPIES)]
        outcomes = carriers.map(lambda flag: simulator.redeliver(event, flagged=flag), flags)
    busy.extensions["speaker"].close()
    assert {outcome["status"] for outcome in outcomes} == {200}
    assert len(simulator.ledger(webhooks.SOMCHAI)) == 1
    assert count(sessions, QuizAttempt) == 1


def events_of(simulator):
    with simulator.store.begin() as step:
        return [row["event_id"] for row in step.run("select event_id from events")]


def test_quick_taps_of_one_member_take_turns(at_once, sessions, answers):
    """Each counts the ones before it: a lost update would leave fewer."""
    taps = [said("ฟหกด") for _ in range(COPIES)]
    assert at_once(*[[tap] for tap in taps]) == [200] * COPIES
    with sessions.begin() as db:
        assert db.scalars(select(Conversation.lost)).all() == [COPIES]
    assert count(sessions, Member) == 1
    assert all(answers(*taps))


def test_many_first_contacts_at_once_are_as_many_members(at_once, sessions):
    batches = [[said("เมนู", person(number))] for number in range(COPIES)]
    assert at_once(*batches) == [200] * COPIES
    assert count(sessions, Member) == COPIES


def test_batches_that_meet_the_same_members_in_other_order_all_go_through(at_once, sessions):
    members = [person(number) for number in range(4)]
    batches = [[said("เมนู", each) for each in members[n:] + members[:n]] for n in range(4)]
    assert at_once(*batches) == [200] * 4
    assert count(sessions, Member) == 4


def test_the_last_seat_goes_to_one(at_once, sessions, answers):
    with sessions.begin() as db:
        club = Club(code="HUAHIN", kind=Kind.TOWN, name="หัวหิน", province="ประจวบคีรีขันธ์")
        known = {"joined": NOW, "name": "สมชาย ใจดี", "consent": "1", "consented": NOW, "club": club}
        db.add_all(Member(line_user_id=person(each)["userId"], **known) for each in range(COPIES))
    event = plan(sessions, club, "เดินสำรวจ", NOW + timedelta(days=9), capacity=1)
    data = Respond(event=event.id, coming=True).pack()
    taps = [pressed(data, person(number)) for number in range(COPIES)]
    assert at_once(*[[tap] for tap in taps]) == [200] * COPIES
    with sessions.begin() as db:
        answered = sorted(db.scalars(select(Registration.answer)))
    assert answered == [Answer.COMING, *[Answer.WAITING] * (COPIES - 1)]
    assert sum("ลงชื่อรอที่นั่งไว้แล้วค่ะ" in answer for answer in answers(*taps)) == COPIES - 1


def test_administrators_who_approve_at_once_open_one_club(at_once, sessions, answers):
    with sessions.begin() as db:
        for number in range(COPIES):
            member = Member(line_user_id=person(number)["userId"], joined=NOW, name="นภา ดูแลดี")
            db.add(member)
            db.flush()  # the role carries the member's id
            db.add(Role(member_id=member.id, kind=RoleKind.ADMINISTRATOR, since=NOW))
        asked = {"kind": Kind.SUBDISTRICT, "name": "อบต.ปากน้ำปราณ", "province": "ประจวบคีรีขันธ์"}
        db.add(Opening(**asked, contact_name="สมชาย ใจดี", asked=NOW))
    taps = [pressed(Approve(opening=1).pack(), person(number)) for number in range(COPIES)]
    assert at_once(*[[tap] for tap in taps]) == [200] * COPIES
    said_ = answers(*taps)
    assert sum("เปิดชมรมแล้วค่ะ" in answer for answer in said_) == 1
    assert sum("ไปก่อนแล้วค่ะ รหัสชมรม PKN1" in answer for answer in said_) == COPIES - 1
    assert count(sessions, Club) == 1


def test_openings_approved_at_once_in_one_province_get_codes_of_their_own(at_once, sessions):
    with sessions.begin() as db:
        for number in range(COPIES):
            member = Member(line_user_id=person(number)["userId"], joined=NOW)
            db.add(member)
            db.flush()  # the role carries the member's id
            db.add(Role(member_id=member.id, kind=RoleKind.ADMINISTRATOR, since=NOW))
            asked = {"kind": Kind.SUBDISTRICT, "province": "ตาก", "contact_name": "ก", "asked": NOW}
            db.add(Opening(**asked, name=f"อบต.ตัวอย่าง{number}"))
    taps = [pressed(Approve(opening=n + 1).pack(), person(n)) for n in range(COPIES)]
    assert at_once(*[[tap] for tap in taps]) == [200] * COPIES
    with sessions.begin() as db:
        codes = set(db.scalars(select(Club.code)))
    assert codes == {f"TAK{number}" for number in range(1, COPIES + 1)}


def test_of_many_who_type_one_code_for_a_duty_one_gets_it(at_once, sessions, busy):
    with sessions.begin() as db:
        code = invite(db, None, RoleKind.ADMINISTRATOR, NOW)
    assert at_once(*[[said(code, person(number))] for number in range(4)]) == [200] * 4
    assert count(sessions, Role) == 1


def test_coordinators_who_join_two_names_at_once_make_one_person_of_them(
    at_once, sessions, answers
):
    """Each registration of the name goes over, none twice, whoever comes first."""
    with sessions.begin() as db:
        club = Club(code="HUAHIN", kind=Kind.TOWN, name="หัวหิน", province="ประจวบคีรีขันธ์")
        known = {"joined": NOW, "club": club, "name": "สมชาย ใจดี"}
        members = [Member(line_user_id=person(each)["userId"], **known) for each in range(COPIES)]
        name = Member(**known)
        db.add_all([*members, name])
        db.flush()  # the roles carry the members' ids
        here = {"club_id": club.id, "kind": RoleKind.COORDINATOR, "since": NOW}
        db.add_all(Role(member_id=each.id, **here) for each in members)
    events = [plan(sessions, club, f"งาน {n}", NOW + timedelta(days=n + 1)) for n in range(3)]
    with sessions.begin() as db:
        coming = {"answer": Answer.COMING, "said": NOW, "member_id": name.id}
        db.add_all(Registration(event_id=each.id, **coming) for each in events)
    same = Same(member=members[0].id, name=name.id, same=True).pack()
    taps = [pressed(same, person(number)) for number in range(COPIES)]
    assert at_once(*[[tap] for tap in taps]) == [200] * COPIES
    said_ = answers(*taps)
    assert sum("คนเดียวแล้วค่ะ" in answer for answer in said_) == 1
    assert sum("รวมชื่อนี้ไปแล้ว" in answer for answer in said_) == COPIES - 1
    with sessions.begin() as db:
        assert db.scalars(select(Registration.member_id)).all() == [members[0].id] * len(events)
    assert count(sessions, Member) == COPIES


def test_workers_that_first_hear_of_the_account_at_once_agree(busy):
    sessions, ready = busy.extensions["deployment"].sessions, Barrier(COPIES)

    def hear(used):
        ready.wait()
        with sessions.begin() as db:
            quota.note(db, AccountState("@bot", "Bot", "bot", 300, used), NOW)

    with ThreadPoolExecutor(COPIES) as workers:
        list(workers.map(hear, range(COPIES)))
    with sessions.begin() as db:
        assert db.scalars(select(Account.used)).one() in range(COPIES)

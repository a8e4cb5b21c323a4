"""What goes to a LINE group, or to all friends: one request, at the price of its people."""

import pytest

from bot import audience, sizes, worker
from models import Announcement, Group, Member, OutgoingState
from simulator import people as accounts
from simulator import quota
from tests.bot.crowd import received, user_id
from tests.conftest import NOW
from tests.phone import Group as Chat
from tests.phone import Phone


@pytest.fixture
def people(desk, simulator):
    """Members of the club; the fourth blocks us, and the fifth is a friend who never wrote."""
    desk.gathers(4)
    phones = [Phone(simulator, user_id(each), f"คนที่ {each}") for each in range(1, 6)]
    phones[3].blocks_the_bot()
    with simulator.store.begin() as step:
        accounts.stand(step, user_id(5), "friend")
    simulator.set_quota("limited", 300, 0)
    return phones


@pytest.fixture
def chat(people, simulator):
    """A group with all of them, and the bot."""
    group = Chat(simulator, "ชมรมหัวหิน", *people)
    group.lets_the_bot_in()
    return group


@pytest.fixture
def group(chat, desk):
    """The same as the bot knows it, once LINE has said how many they are."""
    with desk.sessions.begin() as db:
        found = Group.locked(db, chat.id, NOW)
        found.club_id = db.get_one(Member, 1).club_id
        group = found.id
    sizes.ask_groups(desk.deployment)
    return group


def typed(desk, words):
    with desk.sessions.begin() as db:
        return audience.typed(db, words, NOW)


def count(desk, words):
    whom = typed(desk, words)
    with desk.sessions.begin() as db:
        return audience.count(db, whom)


def announces(desk, words, **more):
    return desk.announces(audience=audience.kept(typed(desk, words)), **more)


def used(simulator):
    with simulator.store.begin() as step:
        return quota.used(step)


def test_a_group_gets_one_message_at_the_price_of_its_people(desk, simulator, chat, group):
    assert count(desk, f"group:{group}") == 5
    announces(desk, f"group:{group}")
    desk.carries()
    chat.sees("ประกาศ")
    (request,) = desk.requests()
    assert (request.endpoint, request.cost, request.state) == ("push", 5, OutgoingState.SENT)
    assert used(simulator) == 5


def test_the_price_follows_who_comes_and_goes(desk, simulator, group, chat):
    simulator.remove_member(chat.id, user_id(1))
    sizes.ask_groups(desk.deployment)
    assert count(desk, f"group:{group}") == 4


def test_a_group_is_asked_about_only_now_and_then(desk, simulator, group):
    asked = [call["path"] for call in simulator.calls if "/group/" in call["path"]]
    assert len(asked) == 2
    sizes.ask_groups(desk.deployment)
    assert [call["path"] for call in simulator.calls if "/group/" in call["path"]] == asked


def test_a_group_that_the_bot_has_left_gets_nothing_and_costs_nothing(desk, simulator, chat, group):
    announcement = announces(desk, f"group:{group}")
    with desk.sessions.begin() as db:
        db.get_one(Group, group).left = NOW
        whom = audience.found(db.get_one(Announcement, announcement).audience)
        assert whom is not None
        assert "น้องสตรองไม่ได้อยู่ในกลุ่มนี้แล้ว" in whom.nobody(db)
    desk.carries()
    assert desk.requests() == []
    assert used(simulator) == 0


def test_a_group_that_became_another_club_s_gets_nothing_of_the_first(desk, chat, group):
    announces(desk, f"group:{group}")
    with desk.sessions.begin() as db:
        db.get_one(Group, group).club_id = None
    desk.carries()
    assert desk.requests() == []


def test_that_we_were_sent_away_is_found_out_when_line_refuses(desk, simulator, chat, group):
    """LINE's word of it did not reach us."""
    announces(desk, f"group:{group}")
    with simulator.store.begin() as step:
        step.run("update groups set bot_in = 0")
    desk.carries()
    (request,) = desk.requests()
    assert (request.state, request.cost) == (OutgoingState.FAILED, 5)
    sizes.ask_groups(desk.deployment)
    assert count(desk, f"group:{group}") == 0


def test_friends_are_reached_by_one_call_whoever_they_are(desk, simulator, people):
    with desk.sessions.begin() as db:
        db.get_one(Member, 2).club_id = None
    announces(desk, "friends")
    desk.carries()
    assert received(simulator) == {user_id(each): 1 for each in (1, 2, 3, 5)}
    (request,) = desk.requests()
    assert (request.endpoint, request.state) == ("broadcast", OutgoingState.SENT)
    assert used(simulator) == 4


@pytest.mark.parametrize("fault", ["error-after", "cut-after"])
def test_friends_are_reached_once_though_the_answer_is_lost(desk, simulator, people, clock, fault):
    simulator.add_fault("broadcast", fault)
    announces(desk, "friends")
    desk.carries()
    clock.moves(minutes=1)
    desk.carries()
    assert desk.told(1) == ["ประกาศ"]
    assert [each.state for each in desk.requests()] == [OutgoingState.SENT]


def test_a_broadcast_that_line_refuses_is_neither_split_nor_blamed_on_people(
    desk, simulator, people
):
    with desk.sessions.begin() as db:
        db.add(Member(name="ไม่มีไลน์", joined=NOW))
    simulator.add_fault("broadcast", "error-before", status=400)
    announces(desk, "friends")
    desk.carries()
    assert [each.state for each in desk.requests()] == [OutgoingState.FAILED]
    with desk.sessions.begin() as db:
        assert db.get_one(Member, 5).following


def test_friends_cost_what_line_counted_and_it_is_said_whose_number_that_is(
    desk, simulator, people
):
    worker.look_at_account(desk.deployment)
    assert count(desk, "friends") == 3
    assert "นับเฉพาะคนที่น้องสตรองรู้จัก" in warning(desk)
    sizes.ask_friends(desk.deployment)
    assert count(desk, "friends") == 4
    assert "อา. 4 ม.ค. 2569 ตามที่ LINE บอก" in warning(desk)
    assert "คนที่เลือกไม่รับข่าว" in warning(desk)


def warning(desk):
    whom = typed(desk, "friends")
    with desk.sessions.begin() as db:
        return whom.warning(db)


@pytest.fixture
def asked(desk, simulator):
    """How often LINE was asked for the number of friends, after that many hours."""
    worker.look_at_account(desk.deployment)

    def ask():
        sizes.ask_friends(desk.deployment)
        return sum(call["path"].endswith("/followers") for call in simulator.calls)

    return ask


def test_friends_are_counted_once_a_day(asked, clock):
    assert [asked(), asked()] == [1, 1]
    clock.moves(hours=4)
    assert asked() == 1
    clock.moves(days=1)
    assert [asked(), asked()] == [2, 2]


def test_while_line_does_not_say_how_many_it_is_asked_again_later(
    asked, desk, simulator, people, clock
):
    simulator.add_fault("any", "error-before", status=403)
    assert [asked(), asked()] == [1, 1]
    assert count(desk, "friends") == 3
    clock.moves(hours=4)
    assert asked() == 2
    assert count(desk, "friends") == 4

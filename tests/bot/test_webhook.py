"""From LINE's webhook to an answer: every event for itself, and nothing that is new is an error."""

import json
import logging
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.incoming import Said
from bot.messages import text
from bot.router import Router
from bot.turn import Discreet, Refusal
from models import Member, SeenEvent
from tests.bot import webhooks
from tests.bot.webhooks import GROUP, MALEE, called, event, pressed, said

words = st.text(st.characters(), max_size=12)  # lone surrogates and NUL too
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_an_event_is_answered(post, answers):
    menu = said("เมนู")
    assert post(menu).status_code == 200
    assert "อยากทำอะไรคะ" in answers(menu)[0]


@quick
@given(json_values)
def test_no_json_at_all_is_an_error_of_ours(app, value):
    raw = json.dumps(value).encode()
    answer = app.test_client().post("/callback", data=raw, headers=webhooks.signed(raw))
    assert answer.status_code in (200, 400)


@st.composite
def mutated(draw):
    """An event that LINE knows, with one thing in it replaced, taken away or added."""
    changed = deepcopy(draw(st.sampled_from(webhooks.every_kind())))
    place, key = draw(st.sampled_from(list(_places(changed))))
    match draw(st.sampled_from(["replace", "take", "add"])):
        case "replace":
            place[key] = draw(json_values)
        case "take":
            del place[key]
        case "add":
            place[draw(words)] = draw(json_values)
    return changed


def _places(part):
    if isinstance(part, dict):
        for key, value in part.items():
            yield part, key
            yield from _places(value)


@quick
@given(mutated())
@example({**said("ก"), "deliveryContext": None})
@example(said("\x00\ud800"))
@example({**said("เมนู"), "timestamp": 1e300})
@example(pressed("meant?intent=\ud800"))
def test_a_strange_event_is_passed_over_and_its_neighbour_answered(post, answers, caplog, strange):
    caplog.clear()
    neighbour = said("เมนู", {"type": "user", "userId": MALEE})
    assert post(strange, neighbour).status_code == 200
    assert answers(neighbour) != [""]
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(event("hologram", hologram={"id": "1"}), id="event type"),
        pytest.param(event("message", message={"id": "1"}), id="message without a type"),
        pytest.param({**called(), "source": {"type": "square"}}, id="source type"),
        pytest.param(said("เมนู", {"type": "user"}), id="source without its user"),
        pytest.param({"type": "message"}, id="almost nothing"),
        pytest.param("event", id="no object"),
        pytest.param(None, id="null"),
    ],
)
def test_what_does_not_exist_yet_is_passed_over(post, answers, replies, new):
    before, after = said("เมนู"), said("กิจกรรม")
    assert post(before, new, after).status_code == 200
    assert all(answers(before, after))
    assert len(replies()) == 2  # and not a word to the new one


def test_new_fields_and_new_values_do_not_matter(post, answers):
    menu = said("เมนู", mood="cheerful")
    menu |= {"mode": "active", "priority": {"level": 3}}
    menu["deliveryContext"] = {"isRedelivery": False, "reason": "new"}
    post(menu)
    assert answers(menu) != [""]


def test_a_kind_of_message_that_is_new_gets_a_kind_answer(post, answers):
    hologram = event("message", message={"id": "1", "type": "hologram"})
    post(hologram)
    assert "อ่านได้เฉพาะข้อความ" in answers(hologram)[0]


def test_in_standby_somebody_else_has_the_floor(post, replies, sessions):
    assert post({**said("เมนู"), "mode": "standby"}).status_code == 200
    assert replies() == []
    with sessions.begin() as db:
        assert db.scalar(select(Member)) is None


def test_an_event_without_a_reply_token_is_handled_in_silence(post, replies, sessions):
    menu = said("เมนู")
    del menu["replyToken"]
    assert post(menu).status_code == 200
    assert replies() == []
    with sessions.begin() as db:
        assert db.get(SeenEvent, menu["webhookEventId"])


def test_in_a_group_the_bot_is_silent_until_it_is_called(post, answers):
    talk, call, press = said("เมนู", GROUP), called(), pressed("meant?intent=menu", GROUP)
    room = {**called(), "source": {"type": "room", "roomId": "R" + "e" * 32}}
    assert post(talk, call, press, event("join", GROUP), room).status_code == 200
    assert answers(talk, press) == ["", ""]
    assert all("แชตของน้องสตรอง" in answer for answer in answers(call, room))


def test_a_group_makes_nobody_a_member(post, sessions):
    post(called(), said("เมนู", {**GROUP, "userId": MALEE}))
    with sessions.begin() as db:
        assert db.scalar(select(Member)) is None


def test_a_postback_that_no_release_knows_is_explained(post, answers):
    old = pressed("quiz.v0?choice=1")
    post(old)
    assert "การ์ดใบนี้เก่าแล้ว" in answers(old)[0]


@pytest.fixture
def fragile():
    """Repeats what is said, after writing it down; some words break it, some are refused."""
    router, done = Router(), []

    @router.on(Said)
    def repeat(turn):
        done.append(turn.said)
        turn.member.name = turn.said
        turn.db.flush()
        if turn.said.startswith("พัง"):
            raise ValueError(turn.said)
        if turn.said.startswith("ลับ"):
            raise Discreet("ValueError")
        if turn.said.startswith("เต็ม"):
            raise Refusal("ที่นั่งเต็มแล้วค่ะ")
        return [text(turn.said)]

    router.done = done
    return router


def test_one_bad_event_never_takes_its_batch_along(bot, fragile, post_to, answers):
    batch = [said(each) for each in ("หนึ่ง", "พัง", "สาม")]
    assert post_to(bot(fragile), *batch).status_code == 200
    assert answers(*batch) == [
        "หนึ่ง",
        "ขอโทษค่ะ เมื่อครู่ระบบขัดข้อง รบกวนส่งมาใหม่อีกครั้งนะคะ",
        "สาม",
    ]


def test_a_bug_is_logged_by_its_event_and_never_by_what_was_written(bot, fragile, post_to, caplog):
    caplog.set_level(logging.DEBUG)
    bad = said("พังเพราะความลับ")
    post_to(bot(fragile), bad)
    assert bad["webhookEventId"] in caplog.text
    assert "ValueError" in caplog.text
    assert "in repeat" in caplog.text  # where it happened
    assert "ความลับ" not in caplog.text
    assert webhooks.SOMCHAI not in caplog.text


def test_a_bug_in_a_sealed_step_is_logged_by_its_type_alone(bot, fragile, post_to, caplog):
    caplog.set_level(logging.DEBUG)
    bad = said("ลับ")
    post_to(bot(fragile), bad)
    told = [record.getMessage() for record in caplog.records if record.name == "bot.webhook"]
    assert len(told) == 1
    assert told[0].startswith("a sealed step failed: ValueError")
    assert bad["webhookEventId"] not in told[0]
    assert "repeat" not in told[0]  # not even where it happened


@pytest.mark.parametrize("said_first", ["พัง", "เต็มแล้ว", "ลับ"])
def test_what_was_not_done_is_undone_wholly(bot, fragile, post_to, sessions, said_first):
    client = bot(fragile)
    post_to(client, said("ชื่อเดิม"))
    post_to(client, said(said_first))
    with sessions.begin() as db:
        assert db.scalars(select(Member.name)).all() == ["ชื่อเดิม"]


@pytest.mark.parametrize("first", ["พัง", "เต็มแล้ว", "ลับ"])
def test_what_was_not_done_is_not_done_by_a_copy_either(bot, fragile, post_to, first):
    """A copy of an event that was refused must not take the seat that came free meanwhile."""
    client, refused = bot(fragile), said(first)
    post_to(client, refused)
    post_to(client, refused)
    post_to(client, webhooks.again(refused))
    assert fragile.done == [first]


def test_a_refusal_is_said_in_its_own_words(bot, fragile, post_to, answers):
    full = said("เต็มแล้ว")
    assert post_to(bot(fragile), full).status_code == 200
    assert answers(full) == ["ที่นั่งเต็มแล้วค่ะ"]

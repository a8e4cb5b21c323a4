"""Replies on their way: in order, at most once, never too late, and never in the webhook's way."""

from itertools import chain
from threading import Event, Thread
from time import monotonic

import pytest
from sqlalchemy import select

from bot import webhook
from bot.incoming import Said
from bot.line import LineApi
from bot.messages import text
from bot.replies import TOKEN_SECONDS, Reply, Speaker
from bot.router import Router
from models import SeenEvent, database
from tests.bot.processes import PATIENCE
from tests.conftest import TOKEN


@pytest.fixture
def echo():
    router = Router()

    @router.on(Said)
    def repeat(turn):
        return [text(turn.said)]

    return router


@pytest.fixture
def hasty(bot, echo, line_url):
    """The same, and it waits for an answer of LINE's no longer than a second."""
    bot(echo, line=LineApi(TOKEN, line_url, timeout=(1.0, 1.0)))


def calls(simulator):
    return [call for call in simulator.calls if call["path"].endswith("/reply")]


def heard(simulator, phone):
    return [each["message"]["text"] for each in simulator.ledger(phone.user_id)]


def owed(sessions):
    with sessions.begin() as db:
        return db.scalars(select(SeenEvent.id).where(SeenEvent.reply.is_not(None))).all()


def test_one_members_replies_come_in_the_order_of_what_was_said(bot, echo, somchai, simulator):
    bot(echo, threads=4)
    simulator.add_fault("reply", "slow", seconds=0.1)
    for words in "กขคงจ":
        somchai.says(words)
    assert simulator.wait_until(lambda: len(heard(simulator, somchai)) == 5)
    assert heard(simulator, somchai) == list("กขคงจ")


def test_who_waits_for_line_keeps_nobody_else_waiting(bot, echo, somchai, malee, simulator):
    bot(echo, threads=2)
    simulator.add_fault("reply", "hang")
    somchai.says("ก")
    assert simulator.wait_until(lambda: len(calls(simulator)) == 1)
    malee.says("ข")
    assert simulator.wait_until(lambda: heard(simulator, malee) == ["ข"])
    assert heard(simulator, somchai) == []
    simulator.closing.set()  # what hangs is cut, and tried again
    assert simulator.wait_until(lambda: heard(simulator, somchai) == ["ก"])


def test_a_line_that_hangs_never_delays_the_webhook(bot, echo, somchai, simulator):
    """Every thread for replies is held; LINE gets its 200 for each event all the same."""
    bot(echo, threads=1)
    simulator.add_fault("reply", "hang")
    for words in "กขค":
        somchai.says(words)
    assert [each["status"] for each in simulator.deliveries] == [200, 200, 200]
    assert heard(simulator, somchai) == []
    simulator.closing.set()
    assert simulator.wait_until(lambda: heard(simulator, somchai) == ["ก", "ข", "ค"])


@pytest.mark.parametrize("fault", ["error-after", "cut-after", "hang-after"])
def test_an_unknown_outcome_never_shows_a_second_copy(hasty, somchai, simulator, sessions, fault):
    simulator.add_fault("reply", fault)
    somchai.says("ก")
    assert heard(simulator, somchai) == ["ก"]
    assert len(calls(simulator)) == 2  # and the second was refused: a token is taken once
    assert owed(sessions) == []


@pytest.mark.parametrize("fault", ["error-before", "cut-before", "hang", "429"])
def test_what_line_did_not_take_is_tried_once_more(hasty, somchai, simulator, sessions, fault):
    simulator.add_fault("reply", fault)
    somchai.says("ก")
    assert heard(simulator, somchai) == ["ก"]
    assert owed(sessions) == []


def test_what_line_refuses_for_good_is_not_tried_again(bot, echo, somchai, simulator):
    bot(echo)
    simulator.add_fault("reply", "error-before", status=400)
    somchai.says("ก")
    assert len(calls(simulator)) == 1
    assert heard(simulator, somchai) == []


def test_two_failures_leave_the_answer_owed(bot, echo, somchai, simulator, sessions):
    bot(echo)
    simulator.add_fault("reply", "error-before", times=2)
    somchai.says("ก")
    assert len(calls(simulator)) == 2
    assert len(owed(sessions)) == 1


def test_a_reply_whose_token_is_dead_is_not_even_tried(deployment, simulator, caplog):
    noted = []
    speaker = Speaker(deployment.line, noted.extend, threads=0)
    late = monotonic() - TOKEN_SECONDS - 0.001
    speaker.say("somchai", Reply("event", "token", [text("ก")], taken=late))
    assert calls(simulator) == []
    assert noted == []
    assert "reply to event event came too late" in caplog.text


def test_the_second_try_keeps_to_the_same_time(deployment, simulator, monkeypatch):
    """The first try took so long that the token is dead by now."""
    times = iter([0.0, TOKEN_SECONDS + 1])
    monkeypatch.setattr("bot.replies.monotonic", lambda: next(times))
    simulator.add_fault("reply", "error-before")
    speaker = Speaker(deployment.line, lambda _: None, threads=0)
    speaker.say("somchai", Reply("event", "token", [text("ก")], taken=0.0))
    assert len(calls(simulator)) == 1


def test_closing_says_what_is_still_to_be_said(deployment, simulator):
    simulator.add_fault("reply", "slow", times=4, seconds=0.05)
    noted = []
    speaker = Speaker(deployment.line, noted.extend, threads=2)
    for number in range(4):
        speaker.say(
            "same" if number % 2 else f"{number}", Reply(f"{number}", "0" * 32, [text("ก")])
        )
    speaker.close()
    assert len(calls(simulator)) == 4
    assert sorted(noted) == ["0", "1", "2", "3"]


def test_what_was_spoken_is_noted_many_at_a_time(deployment, simulator):
    """A note for each reply would cost as many commits as the events themselves."""
    notes = []
    speaker = Speaker(deployment.line, notes.append, threads=1)
    simulator.add_fault("reply", "slow", seconds=0.05)
    for number in range(10):
        speaker.say(f"{number}", Reply(f"{number}", "0" * 32, [text("ก")]))
    speaker.close()
    assert sorted(chain.from_iterable(notes)) == sorted(f"{number}" for number in range(10))
    assert len(notes) < 5


def test_closing_waits_for_a_note_that_is_being_written(deployment, monkeypatch):
    monkeypatch.setattr("bot.replies.NOTE_SECONDS", 0.0)
    writing, may_end, written = Event(), Event(), []

    def note(spoken):
        writing.set()
        may_end.wait(PATIENCE)
        written.extend(spoken)

    speaker = Speaker(deployment.line, note, threads=1)
    speaker.say("สมชาย", Reply("event", "dead token", [text("สวัสดีค่ะ")]))
    assert writing.wait(PATIENCE)
    closing = Thread(target=speaker.close)
    closing.start()
    closing.join(0.2)
    assert closing.is_alive()
    may_end.set()
    closing.join(PATIENCE)
    assert written == ["event"]


def test_a_note_that_no_database_takes_is_let_go(deployment, caplog):
    away = database.sessions(database.connect("postgresql://127.0.0.1:1/club"))
    webhook.note_spoken(away, ["event"])
    assert "spoken replies not noted: OperationalError" in caplog.text


def test_nothing_that_was_said_and_no_token_is_ever_logged(bot, echo, somchai, simulator, caplog):
    caplog.set_level("DEBUG")
    simulator.add_fault("reply", "error-after")
    bot(echo)
    somchai.says("ความลับ")
    token = calls(simulator)[0]["body"]["replyToken"]
    assert "reply to event" in caplog.text
    for private in ("ความลับ", token, somchai.user_id, TOKEN):
        assert private not in caplog.text


def test_a_reply_keeps_its_words_to_itself():
    shown = repr(Reply("event", "token-1", [text("ความลับ")]))
    assert "token-1" not in shown
    assert "ความลับ" not in shown

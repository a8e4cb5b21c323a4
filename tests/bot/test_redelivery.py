"""LINE may deliver an event twice, late or at once: it is done once, and answered once."""

from sqlalchemy import func, select

from bot.incoming import Said
from bot.router import Router
from models import QuizAttempt, SeenEvent
from tests.bot import webhooks
from tests.bot.webhooks import said
from tests.conftest import joins


def last_event(simulator):
    return simulator.deliveries[-1]["ids"][0]


def attempts(sessions):
    with sessions.begin() as db:
        return db.scalar(select(func.count()).select_from(QuizAttempt))


def owed(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(SeenEvent.id).where(SeenEvent.reply.is_not(None))))


def test_a_duplicate_changes_nothing_and_says_nothing(somchai, hua_hin, simulator, sessions):
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("คำถามวันนี้")
    event, spoken = last_event(simulator), len(somchai.messages())
    simulator.redeliver(event, flagged=False)
    simulator.redeliver(event)
    assert len(somchai.messages()) == spoken
    assert attempts(sessions) == 1


def test_a_duplicate_in_the_same_webhook_is_one(post, replies):
    menu = said("เมนู")
    assert post(menu, menu).status_code == 200
    assert len(replies()) == 1


def test_an_answer_nobody_heard_is_said_when_the_event_comes_again(
    somchai, hua_hin, simulator, sessions
):
    simulator.add_fault("reply", "error-before", times=2)
    somchai.says("คำถามวันนี้")
    assert somchai.messages() == []
    event = last_event(simulator)
    assert owed(sessions) == [event]
    simulator.redeliver(event, flagged=False)  # a copy on the network brings no new token
    assert somchai.messages() == []
    simulator.redeliver(event)
    somchai.sees("คำถามวันนี้")
    assert len(somchai.messages()) == 1
    assert attempts(sessions) == 1
    assert owed(sessions) == []


def test_an_answer_is_forgotten_once_it_was_heard(somchai, sessions):
    somchai.says("เมนู")
    assert owed(sessions) == []


def test_what_is_said_around_a_tip_is_never_kept(somchai, hua_hin, simulator, sessions):
    simulator.add_fault("reply", "error-before", times=2)
    somchai.says("แจ้งเบาะแส")
    assert owed(sessions) == []
    simulator.redeliver(last_event(simulator))
    assert somchai.messages() == []


def test_an_apology_that_nobody_heard_is_owed_too(bot, simulator, somchai, sessions):
    router = Router()

    @router.on(Said)
    def fail(turn):
        raise RuntimeError

    bot(router)
    simulator.add_fault("reply", "error-before", times=2)
    somchai.says("พัง")
    simulator.redeliver(last_event(simulator))
    somchai.sees("รบกวนส่งมาใหม่อีกครั้ง")


def test_two_events_with_the_same_words_are_two(post, answers):
    first, second = said("เมนู"), said("เมนู")
    post(first, webhooks.again(first), second)
    assert all(answers(first, second))

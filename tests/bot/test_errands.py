"""Errands: what must reach LINE after a commit is run until it is done, and twice equals once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import errands
from bot.errands import Errands
from bot.line import LineError
from models import Errand, ErrandState


@pytest.fixture
def town(deployment):
    """Errands that note what they ran, and fail as told."""
    return Town(deployment)


class Town:
    def __init__(self, deployment):
        self.deployment, self.ran, self.failures = deployment, [], []
        self.errands = Errands({})
        self.errands.kind("menu")(self.link)

    def link(self, _deployment, details):
        self.ran.append(details["menu"])
        if self.failures:
            raise self.failures.pop(0)

    def asks(self, menu, key="somchai"):
        with self.deployment.sessions.begin() as db:
            errands.ask(db, "menu", key, {"menu": menu}, self.deployment.now())

    def runs(self):
        return errands.run(self.deployment, self.errands)

    def states(self):
        with self.deployment.sessions.begin() as db:
            return list(db.scalars(select(Errand.state).order_by(Errand.id)))


def test_an_errand_is_run_once(town):
    town.asks("members")
    assert [town.runs(), town.runs()] == [1, 0]
    assert town.ran == ["members"]
    assert town.states() == [ErrandState.DONE]


def test_asked_for_again_it_is_run_again_as_it_is_now(town):
    town.asks("members")
    town.runs()
    town.asks("coordinators")
    town.asks("members")
    town.runs()
    assert town.ran == ["members", "members"]


def test_an_errand_of_a_transaction_that_failed_was_never_asked_for(town):
    with town.deployment.sessions() as db:
        errands.ask(db, "menu", "somchai", {}, town.deployment.now())
        db.rollback()
    assert town.runs() == 0


def test_a_line_that_is_away_is_asked_again_later(town, clock):
    town.failures = [LineError(None, "timeout"), LineError(503)]
    town.asks("members")
    for _ in range(3):
        town.runs()
        clock.moves(minutes=1)
    assert town.ran == ["members"] * 3
    assert town.states() == [ErrandState.DONE]


def test_what_line_refuses_is_useless_to_repeat(town, clock):
    town.failures = [LineError(404)]
    town.asks("members")
    town.runs()
    clock.moves(days=1)
    town.runs()
    assert town.ran == ["members"]
    assert town.states() == [ErrandState.FAILED]


def test_a_wrong_token_is_no_fault_of_the_errand(town, clock):
    town.failures = [LineError(401)]
    town.asks("members")
    town.runs()
    clock.moves(minutes=1)
    town.runs()
    assert town.states() == [ErrandState.DONE]


def test_after_a_day_of_silence_it_is_given_up(town, clock):
    town.failures = [LineError(500)] * errands.GIVE_UP
    town.asks("members")
    for _ in range(errands.GIVE_UP + 1):
        town.runs()
        clock.moves(hours=6)
    assert town.states() == [ErrandState.FAILED]


def test_one_with_a_bug_holds_up_no_other_and_is_given_up_too(town, clock):
    ended = []
    town.errands.given_up("odd")(lambda _db, details, _now: ended.append(details))
    with town.deployment.sessions.begin() as db:
        errands.ask(db, "odd", "1", {"no": "handler"}, town.deployment.now())
    town.asks("members")
    town.runs()
    assert town.ran == ["members"]
    for _ in range(errands.GIVE_UP):
        clock.moves(hours=6)
        town.runs()
    assert town.states() == [ErrandState.FAILED, ErrandState.DONE]
    assert ended == [{"no": "handler"}]


def test_an_errand_whose_process_died_is_run_by_another(town, clock):
    town.asks("members")
    with town.deployment.sessions.begin() as db:
        errands._claim(db, town.deployment.now())
    assert town.runs() == 0
    clock.moves_to(clock() + errands.LEASE + timedelta(seconds=1))
    assert town.runs() == 1


def test_what_was_asked_for_meanwhile_is_not_taken_for_done(town):
    town.asks("members")

    @town.errands.kind("menu")
    def link(_deployment, details):
        town.ran.append(details["menu"])
        if details["menu"] == "members":
            town.asks("coordinators")

    town.runs()
    town.runs()
    assert town.ran == ["members", "coordinators"]
    assert town.states() == [ErrandState.DONE]

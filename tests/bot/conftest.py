"""Closer to the wire than a phone: raw webhooks, what LINE was told, and other routers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.test import TestResponse

from app import create_app
from bot import delivery, webhook
from bot.deployment import Deployment
from bot.line import LineApi
from bot.replies import Speaker
from bot.router import Router
from models import Account
from settings import Settings
from simulator import Simulator
from tests.bot import webhooks
from tests.bot.crowd import Desk
from tests.conftest import Now

Post = Callable[..., TestResponse]
Deliver = list[Callable[[bytes, dict[str, str]], int]]


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Webhook and worker take turns here, so nobody needs to let the other through."""
    monkeypatch.setattr(delivery, "SQLITE_PAUSE", 0)


@pytest.fixture
def post_to() -> Post:
    """Hand events to a bot in one signed webhook."""

    def post_to(client: FlaskClient, *events: webhooks.Json) -> TestResponse:
        raw = webhooks.body(*events)
        return client.post("/callback", data=raw, headers=webhooks.signed(raw))

    return post_to


@pytest.fixture
def post(app: Flask, post_to: Post) -> Post:
    return partial(post_to, app.test_client())


@pytest.fixture
def replies(simulator: Simulator) -> Callable[[], list[dict[str, Any]]]:
    """The calls that wanted to answer somebody."""
    return lambda: [call for call in simulator.calls if call["path"].endswith("/reply")]


@pytest.fixture
def unknown_account(sessions: sessionmaker[Session]) -> None:
    """LINE has told us nothing of the account yet."""
    with sessions.begin() as db:
        db.execute(delete(Account))


@pytest.fixture
def answers(replies: Callable[[], list[dict[str, Any]]]) -> Callable[..., list[str]]:
    """What LINE was asked to say to each of these events, shortened to its texts."""

    def answers(*events: webhooks.Json) -> list[str]:
        bodies = [call["body"] for call in replies()]
        by_token = {body["replyToken"]: _words(body["messages"]) for body in bodies}
        return [by_token.get(event["replyToken"], "") for event in events]

    return answers


def _words(messages: list[dict[str, Any]]) -> str:
    return " ".join(message.get("text") or message.get("altText", "") for message in messages)


def served(router: Router, deployment: Deployment, speaker: Speaker) -> Flask:
    """The webhook with another router than the club's behind it."""
    app = Flask(__name__)
    app.register_blueprint(webhook.create_blueprint(router, deployment, speaker))
    return app


def into(app: Flask) -> Callable[[bytes, dict[str, str]], int]:
    """The way of the simulator's webhooks into an app, from any thread."""
    return lambda body, headers: (
        app.test_client().post("/callback", data=body, headers=headers).status_code
    )


@pytest.fixture
def bot(deployment: Deployment, deliver: Deliver) -> Iterator[Callable[..., FlaskClient]]:
    """Put a router of the test's own behind the webhook; phones and raw webhooks reach it."""
    speakers = []

    def make(router: Router, threads: int = 0, line: LineApi = deployment.line) -> FlaskClient:
        note = partial(webhook.note_spoken, deployment.sessions)
        speakers.append(Speaker(line, note, threads))
        app = served(router, deployment, speakers[-1])
        deliver[:] = [into(app)]
        return app.test_client()

    yield make
    for speaker in speakers:
        speaker.close()


@pytest.fixture(params=["sqlite", "postgres"])
def either_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind, whatever the other tests run on."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def busy(settings: Settings, clock: Now, either_url: str, deliver: Deliver) -> Iterator[Flask]:
    """The club as it runs: replies leave through a pool of threads."""
    app = create_app(replace(settings, database_url=either_url), now=clock, reply_threads=8)
    deliver[:] = [into(app)]
    yield app
    app.extensions["speaker"].close()
    app.extensions["deployment"].sessions.kw["bind"].dispose()


@pytest.fixture
def desk(deployment: Deployment, simulator: Simulator) -> Desk:
    return Desk(deployment, simulator)


@pytest.fixture
def busy_desk(busy: Flask, simulator: Simulator) -> Desk:
    """On each database, whatever the others run on."""
    return Desk(busy.extensions["deployment"], simulator)

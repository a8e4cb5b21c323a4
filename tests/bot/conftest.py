"""Closer to the wire than a phone: raw webhooks, what LINE was told, and other routers."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot import webhook
from bot.deployment import Deployment
from bot.replies import Speaker
from bot.router import Router
from simulator import Simulator
from tests.bot import webhooks

Post = Callable[..., TestResponse]


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
def answers(simulator: Simulator) -> Callable[..., list[str]]:
    """What LINE was asked to say to each of these events, shortened to its texts."""

    def answers(*events: webhooks.Json) -> list[str]:
        calls = [call["body"] for call in simulator.calls if call["path"].endswith("/reply")]
        by_token = {body["replyToken"]: _words(body["messages"]) for body in calls}
        return [by_token.get(event["replyToken"], "") for event in events]

    return answers


def _words(messages: list[dict[str, Any]]) -> str:
    return " ".join(message.get("text") or message.get("altText", "") for message in messages)


def client_of(router: Router, deployment: Deployment, speaker: Speaker) -> FlaskClient:
    """The webhook with another router than the club's behind it."""
    app = Flask(__name__)
    app.register_blueprint(webhook.create_blueprint(router, deployment, speaker))
    return app.test_client()


@pytest.fixture
def bot(
    deployment: Deployment, deliver: list[Callable[[bytes, dict[str, str]], int]]
) -> Iterator[Callable[..., FlaskClient]]:
    """Put a router of the test's own behind the webhook; phones and raw webhooks reach it."""
    speakers = []

    def make(router: Router, threads: int = 0) -> FlaskClient:
        note = partial(webhook.note_spoken, deployment.sessions)
        speakers.append(Speaker(deployment.line, note, threads))
        client = client_of(router, deployment, speakers[-1])
        deliver[:] = [
            lambda body, headers: client.post("/callback", data=body, headers=headers).status_code
        ]
        return client

    yield make
    for speaker in speakers:
        speaker.close()

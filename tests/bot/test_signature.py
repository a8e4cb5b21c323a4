"""Only LINE may speak: HMAC-SHA256 over the raw bytes, with one of our secrets."""

import json
import logging
from dataclasses import replace
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from app import create_app
from bot.reading import BadSignature, read_webhook
from bot.webhook import MAX_BODY
from tests.bot import webhooks

# LINE's own example (developers.line.biz, "Verify webhook signature")
LINES_SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
LINES_BODY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
LINES_SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


@pytest.fixture
def client(app) -> FlaskClient:
    return app.test_client()


def test_lines_own_example_is_taken(settings, clock):
    client = create_app(
        replace(settings, channel_secrets=(LINES_SECRET,)), now=clock, reply_threads=0
    ).test_client()
    headers = {"X-Line-Signature": LINES_SIGNATURE}
    assert client.post("/callback", data=LINES_BODY, headers=headers).status_code == 200
    assert client.post("/callback", data=LINES_BODY + b" ", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "signature",
    [
        pytest.param({}, id="missing"),
        pytest.param({"X-Line-Signature": ""}, id="empty"),
        pytest.param({"X-Line-Signature": LINES_SIGNATURE}, id="of another body"),
        pytest.param(webhooks.signed(b"{}", "wrong"), id="with another secret"),
        pytest.param({"X-Line-Signature": "ลายเซ็น".encode().decode("latin-1")}, id="not ASCII"),
        pytest.param({"X-Line-Signature": "x" * 10_000}, id="endless"),
    ],
)
def test_a_body_that_is_not_lines_is_refused_without_a_word(client, caplog, signature):
    caplog.set_level(logging.DEBUG)
    secret = "ความลับของสมชาย"
    raw = webhooks.body(webhooks.said(secret))
    answer = client.post("/callback", data=raw, headers=signature)
    assert answer.status_code == 403
    for told in (answer.get_data(as_text=True), caplog.text):
        assert secret not in told
        assert webhooks.SOMCHAI not in told


def test_a_refused_body_changes_nothing(client, answers):
    event = webhooks.said("เมนู")
    client.post("/callback", data=webhooks.body(event), headers=webhooks.signed(b"other"))
    assert answers(event) == [""]


@pytest.mark.parametrize("secret", ["old", "new"])
def test_both_secrets_hold_while_one_is_being_changed(secret):
    raw = b'{"events":[]}'
    signature = webhooks.signed(raw, secret)["X-Line-Signature"]
    assert read_webhook(raw, signature, ["new", "old"]) == []
    with pytest.raises(BadSignature):
        read_webhook(raw, signature, ["another"])


def test_no_secret_at_all_lets_nobody_in():
    with pytest.raises(BadSignature):
        read_webhook(b"{}", "", [])


def test_the_bytes_are_signed_and_not_what_they_mean(client):
    """The same JSON in other bytes (spaces, escapes, order) has another signature."""
    raw = '{ "events" : [ ], "note":"ก\\u0e01" }'.encode()
    written_anew = json.dumps(json.loads(raw)).encode()
    headers = webhooks.signed(raw)
    assert client.post("/callback", data=raw, headers=headers).status_code == 200
    assert client.post("/callback", data=written_anew, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b"null", b"[]", b'"events"', b"{}", b"1" * 5000, b"[" * 100_000]
)
def test_signed_nonsense_is_a_bad_request(client, raw):
    assert client.post("/callback", data=raw, headers=webhooks.signed(raw)).status_code == 400


def test_an_empty_webhook_is_welcome(client):
    raw = b'{"events":[]}'
    assert client.post("/callback", data=raw, headers=webhooks.signed(raw)).status_code == 200


def test_a_mebibyte_is_the_most_that_is_read(client):
    raw = b'{"events":[]}'.ljust(MAX_BODY)
    assert client.post("/callback", data=raw, headers=webhooks.signed(raw)).status_code == 200
    raw += b" "
    assert client.post("/callback", data=raw, headers=webhooks.signed(raw)).status_code == 413


def test_a_body_without_a_length_is_not_read_for_ever(client):
    raw = b'{"events":[]}'.ljust(MAX_BODY + 1)
    answer = client.post(
        "/callback",
        input_stream=BytesIO(raw),
        headers=webhooks.signed(raw),
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 413

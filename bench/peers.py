"""What we are measured beside: the official SDK in Flask, without and with an answer inline."""

import os

from flask import Flask, abort, request
from linebot.v3 import WebhookHandler, WebhookParser
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    ReplyMessageRequest,
    TextMessage,
)
from linebot.v3.webhooks import MessageEvent, PostbackEvent

SECRET = os.environ["LINE_CHANNEL_SECRET"]


def bare() -> Flask:
    """Checks the signature, parses the events with the SDK, does nothing: no database, no reply."""
    app = Flask(__name__)
    parser = WebhookParser(SECRET)

    @app.post("/callback")
    def receive() -> str:
        try:
            parser.parse(request.get_data(as_text=True), request.headers["X-Line-Signature"])
        except InvalidSignatureError:
            abort(400)
        return "OK"

    return app


def inline() -> Flask:
    """The shape of the SDK's own example: a client for each event, the reply within the request."""
    app = Flask(__name__)
    handler = WebhookHandler(SECRET)
    configuration = Configuration(access_token="bench", host=os.environ["LINE_API_BASE"])

    @app.post("/callback")
    def receive() -> str:
        try:
            handler.handle(request.get_data(as_text=True), request.headers["X-Line-Signature"])
        except InvalidSignatureError:
            abort(400)
        return "OK"

    @handler.add(MessageEvent)  # type: ignore[untyped-decorator]
    @handler.add(PostbackEvent)  # type: ignore[untyped-decorator]
    def reply(event: MessageEvent | PostbackEvent) -> None:
        answer = TextMessage(text="สวัสดีค่ะ")
        with ApiClient(configuration) as client:
            MessagingApi(client).reply_message_with_http_info(
                ReplyMessageRequest(reply_token=event.reply_token, messages=[answer])
            )

    return app

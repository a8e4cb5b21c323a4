"""What people sent: pictures, videos, sounds, files."""

import sqlite3

from flask import Response
from flask.typing import ResponseReturnValue

from simulator import media, pictures
from simulator.api.call import line
from simulator.current import here
from simulator.errors import Refused

PREVIEW = (240, 135)


def _fetch(message_id: str) -> sqlite3.Row:
    with here().store.begin() as step:
        return media.fetch(step, message_id)


@line.get("/v2/bot/message/<message_id>/content")
def content(message_id: str) -> ResponseReturnValue:
    found = _fetch(message_id)
    if found["transcoding"] == "processing":
        return {}, 202
    if found["transcoding"] == "failed":
        raise Refused(404, "Not found", media.GONE)
    return Response(found["data"], content_type=found["mime"])


@line.get("/v2/bot/message/<message_id>/content/preview")
def preview(message_id: str) -> ResponseReturnValue:
    """A picture is its own preview; a video, which nothing here decodes, has a grey one."""
    found = _fetch(message_id)
    if found["kind"] == "image":
        return Response(found["data"], content_type=found["mime"])
    if found["kind"] == "video":
        return Response(pictures.grey(*PREVIEW), content_type="image/png")
    raise Refused(404, "Not found", "preview: images and videos (facts §1.6)")


@line.get("/v2/bot/message/<message_id>/content/transcoding")
def transcoding(message_id: str) -> ResponseReturnValue:
    found = _fetch(message_id)
    if found["kind"] not in media.TRANSCODED:
        raise Refused(400, "Invalid message type", "transcoding: video and audio (facts §1.6)")
    return {"status": found["transcoding"]}

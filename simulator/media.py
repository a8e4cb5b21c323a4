"""What people send that is not text: kept until it is taken back."""

import sqlite3

from simulator import chats, ids
from simulator.errors import Mistake, Refused
from simulator.store import Step

TRANSCODED = ("video", "audio")
STATES = ("processing", "succeeded", "failed")
GONE = "content: 404 unknown, 410 taken back, 202 while it is prepared (facts §1.6)"


def keep(step: Step, message_id: str, kind: str, mime: str, data: bytes) -> None:
    state = step.setting("transcoding", "succeeded") if kind in TRANSCODED else "succeeded"
    row = (ids.seq_of(message_id), kind, mime, data, state)
    step.run("insert into media values (?, ?, ?, ?, ?)", row)


def find(step: Step, message_id: str) -> sqlite3.Row | None:
    if chats.find(step, message_id) is None:
        return None
    row: sqlite3.Row | None = step.one("select * from media where seq = ?", ids.seq_of(message_id))
    return row


def fetch(step: Step, message_id: str) -> sqlite3.Row:
    """The media that the bot asks for, or LINE's refusal."""
    message = chats.find(step, message_id)
    if message and message["unsent"]:
        raise Refused(410, "The message was unsent", GONE)
    media = find(step, message_id)
    if media is None:
        raise Refused(404, "Not found", GONE)
    return media


def transcode(step: Step, message_id: str, state: str) -> None:
    media = find(step, message_id)
    if media is None or media["kind"] not in TRANSCODED or state not in STATES:
        raise Mistake(f"A video or audio message is one of {STATES}.", 404)
    step.run("update media set transcoding = ? where seq = ?", (state, media["seq"]))

"""What stands in the chats, and what reached whom."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from simulator import groups, ids, people
from simulator.errors import Mistake
from simulator.store import Step

BOT, SYSTEM = "bot", "system"
MEDIA = ("image", "video", "audio", "file")
PAGE = 200  # the newest messages that a chat page is given
Message = dict[str, Any]
Row = tuple[Any, ...]  # the columns of a message, without what happens to it later

_INSERT = (
    "insert into messages (seq, id, chat, sender, at, via, body, counted)"
    " values (?, ?, ?, ?, ?, ?, ?, ?)"
)


def add(step: Step, chat: str, sender: str, via: str, message: Message) -> Message:
    """One message in one chat."""
    return _write(step, [chat], [message], sender=sender, via=via, costs={})[0]


def send(step: Step, costs: dict[str, int], via: str, messages: Sequence[Message]) -> list[Message]:
    """The bot's messages into each chat; what a chat costs stands on the first of them."""
    written = _write(step, list(costs), messages, sender=BOT, via=via, costs=costs)
    step.tell("people")  # who now has something unread
    return written


def _write(
    step: Step,
    chats: Sequence[str],
    messages: Sequence[Message],
    *,
    sender: str,
    via: str,
    costs: dict[str, int],
) -> list[Message]:
    series, at = _series(step), step.at
    bodies = [(message, json.dumps(message, ensure_ascii=False)) for message in messages]
    rows, written = [], []
    for chat in chats:
        counted = costs.get(chat, 0)
        for message, body in bodies:
            seq = step.next_seq()
            row = (seq, ids.message(series, seq), chat, sender, at, via, body, counted)
            said = _describe(row, message)
            step.tell_at(seq, "message", chat=chat, message=said)
            rows.append(row)
            written.append(said)
            counted = 0
    step.run_many(_INSERT, rows)
    return written


def _describe(row: Row, message: Message) -> Message:
    seq, number, chat, sender, at, via, _, counted = row
    if sender != BOT and message["type"] in MEDIA:
        message = {**message, "id": number}
    return {
        "seq": seq,
        "id": number,
        "chat": chat,
        "from": sender,
        "at": at,
        "via": via,
        "message": message,
        "counted": counted,
        "unsent": False,
        "read": False,
    }


def _series(step: Step) -> str:
    series: str | None = step.setting("series", None)
    if series is None:
        series = ids.new_series()
        step.set("series", series)
    return series


def new_id(step: Step) -> str:
    """An id for a message that LINE takes but brings to nobody."""
    return ids.message(_series(step), step.next_seq())


def notice(step: Step, chat: str, happened: str, who: str) -> None:
    """A line between messages: `who` joined or left; the page finds the words."""
    add(step, chat, SYSTEM, "system", {"type": "notice", "happened": happened, "who": who})


def into_group(
    step: Step, group_id: str, cost: int, via: str, messages: Sequence[Message]
) -> list[Message]:
    """The bot's messages into a group, remembering who was there."""
    written = send(step, {group_id: cost}, via, messages)
    readers = groups.members(step, group_id)
    reached = [(reader, said["seq"]) for said in written for reader in readers]
    step.run_many("insert into reached values (?, ?)", reached)
    return written


def newest(step: Step, chat: str, limit: int = PAGE) -> list[Message]:
    """The newest messages of a chat, oldest first."""
    sql = "select * from messages where chat = ? order by seq desc limit ?"
    return [_read(row) for row in step.run(sql, (chat, limit))][::-1]


def ledger(step: Step, user_id: str) -> list[Message]:
    """All that the bot sent and that really reached this phone, in order."""
    sql = (
        "select * from messages where chat = ?1 and sender = 'bot' union all"
        " select messages.* from messages join reached using (seq) where user_id = ?1 order by seq"
    )
    return [_read(row) for row in step.run(sql, (user_id,))]


def find(step: Step, message_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = step.one(
        "select * from messages where seq = ? and id = ?", ids.seq_of(message_id), message_id
    )
    return row


def unsend(step: Step, chat: str, user_id: str, message_id: str) -> None:
    """Take a message back, and forget what it said."""
    row = find(step, message_id)
    if row is None or row["chat"] != chat or row["sender"] != user_id or row["unsent"]:
        raise Mistake("Only one's own message can be taken back, and only once.", 404)
    bare = json.dumps({"type": json.loads(row["body"])["type"]})
    step.run("update messages set unsent = 1, body = ? where seq = ?", (bare, row["seq"]))
    step.run("delete from media where seq = ?", (row["seq"],))
    step.tell("unsent", chat=chat, id=message_id)


def mark_read(step: Step, row: sqlite3.Row) -> None:
    """The bot has read this message and what came before it."""
    step.run(
        "update messages set read = 1 where chat = ? and seq <= ?"
        " and sender not in ('bot', 'system')",
        (row["chat"], row["seq"]),
    )


def exists(step: Step, chat: str) -> bool:
    return bool(people.find(step, chat) or groups.find(step, chat))


def _read(row: sqlite3.Row) -> Message:
    *known, unsent, read = row
    said = _describe(tuple(known), json.loads(row["body"]))
    return said | {"unsent": bool(unsent), "read": bool(read)}

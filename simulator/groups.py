"""Group chats: who is in them, and whether the bot is."""

import sqlite3
from typing import Any

from simulator import people
from simulator.errors import Mistake
from simulator.store import Step


def find(step: Step, group_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = step.one("select * from groups where group_id = ?", group_id)
    return row


def get(step: Step, group_id: str) -> sqlite3.Row:
    group = find(step, group_id)
    if group is None:
        raise Mistake("There is no such group.", 404)
    return group


def with_bot(step: Step, group_id: str) -> sqlite3.Row | None:
    group = find(step, group_id)
    return group if group and group["bot_in"] else None


def add(step: Step, group_id: str, name: str, members: list[str]) -> None:
    if not name or not all(isinstance(user_id, str) for user_id in members):
        raise Mistake("A group needs a name, and the ids of its members.")
    step.run("insert into groups (group_id, name) values (?, ?)", (group_id, name))
    for user_id in members:
        put(step, group_id, user_id)
    step.tell("groups")


def put(step: Step, group_id: str, user_id: str) -> bool:
    """Whether the person is new here."""
    people.get(step, user_id)
    row = (group_id, user_id)
    return step.run("insert or ignore into members values (?, ?)", row).rowcount == 1


def take(step: Step, group_id: str, user_id: str) -> bool:
    """Whether the person was here."""
    row = (group_id, user_id)
    return step.run("delete from members where group_id = ? and user_id = ?", row).rowcount == 1


def members(step: Step, group_id: str) -> list[str]:
    rows = step.run("select user_id from members where group_id = ? order by rowid", (group_id,))
    return [row["user_id"] for row in rows]


def let_bot(step: Step, group_id: str, *, inside: bool) -> bool:
    """Whether that changes anything."""
    changed: bool = bool(get(step, group_id)["bot_in"]) != inside
    step.run("update groups set bot_in = ? where group_id = ?", (inside, group_id))
    step.tell("groups")
    return changed


def all_of_them(step: Step) -> list[dict[str, Any]]:
    rows = step.run("select * from groups order by rowid").fetchall()
    return [describe(step, row) for row in rows]


def describe(step: Step, group: sqlite3.Row) -> dict[str, Any]:
    return {
        "groupId": group["group_id"],
        "groupName": group["name"],
        "members": members(step, group["group_id"]),
        "botIn": bool(group["bot_in"]),
    }

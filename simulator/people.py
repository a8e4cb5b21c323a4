"""Who has a phone in this world, and what each thinks of the bot."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from simulator import ids
from simulator.errors import Mistake
from simulator.store import Step

WEEK = 7 * 24 * 3600  # facts §1.5: who wrote within 7 days can be written to


def find(step: Step, user_id: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = step.one("select * from people where user_id = ?", user_id)
    return row


def find_all(step: Step, user_ids: Iterable[str]) -> list[sqlite3.Row]:
    """Those of them that there are, in that order."""
    sql = (
        "select people.* from json_each(?) as wanted"
        " join people on people.user_id = wanted.value order by wanted.key"
    )
    return step.run(sql, (json.dumps(list(user_ids)),)).fetchall()


def get(step: Step, user_id: str) -> sqlite3.Row:
    person = find(step, user_id)
    if person is None:
        raise Mistake("There is no such person.", 404)
    return person


def add(step: Step, user_id: str, name: str, language: str) -> None:
    if not ids.USER.fullmatch(user_id):
        raise Mistake("A user id is U and 32 of 0-9a-f.")
    if not name:
        raise Mistake("A person needs a name.")
    step.run(
        "insert into people (user_id, name, language) values (?, ?, ?)"
        " on conflict do update set name = excluded.name, language = excluded.language",
        (user_id, name, language),
    )
    step.tell("people")


def stand(step: Step, user_id: str, standing: str) -> None:
    step.run("update people set standing = ? where user_id = ?", (standing, user_id))
    step.tell("people")


def reachable(step: Step, person: sqlite3.Row) -> bool:
    """Whether a message of the bot, other than a reply, gets to this phone."""
    if person["standing"] == "stranger":
        return bool(person["wrote"] > step.seconds - WEEK)
    return bool(person["standing"] == "friend")


def friends(step: Step) -> list[str]:
    rows = step.run("select user_id from people where standing = 'friend' order by rowid")
    return [row["user_id"] for row in rows]


def blocks(step: Step) -> int:
    """How many have blocked the bot."""
    row = step.one("select count(*) as blocks from people where standing = 'blocked'")
    return int(row["blocks"]) if row else 0


def read_all(step: Step, user_id: str) -> None:
    get(step, user_id)
    step.run("update people set read = ? where user_id = ?", (step.seq, user_id))
    step.tell("people")


_WITH_UNREAD = (
    "select *, (select count(*) from messages where chat = user_id and sender = 'bot'"
    " and seq > people.read) as unread from people"
)


def everybody(step: Step) -> list[dict[str, Any]]:
    return [_person(row) for row in step.run(f"{_WITH_UNREAD} order by rowid")]


def describe(step: Step, user_id: str) -> dict[str, Any]:
    get(step, user_id)
    return _person(step.one(f"{_WITH_UNREAD} where user_id = ?", user_id))


def _person(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "userId": row["user_id"],
        "displayName": row["name"],
        "language": row["language"],
        "follows": row["standing"] == "friend",
        "blocked": row["standing"] == "blocked",
        "unread": row["unread"],
    }


def profile(person: sqlite3.Row) -> dict[str, str]:
    known = {"userId": person["user_id"], "displayName": person["name"]}
    return known | ({"language": person["language"]} if person["language"] else {})

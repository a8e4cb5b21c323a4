"""Who comes into a group chat and who leaves it, the bot included."""

from typing import Any

from simulator import chats, events, groups
from simulator.errors import Mistake
from simulator.store import Step

BOT = "bot"  # the page knows its name


def found(step: Step, group_id: str, name: str, members: list[str]) -> dict[str, Any]:
    groups.add(step, group_id, name, members)
    return groups.describe(step, groups.get(step, group_id))


def invite_bot(step: Step, group_id: str) -> None:
    if groups.let_bot(step, group_id, inside=True):
        chats.notice(step, group_id, "joined", BOT)
        _tell(step, "join", group_id, answerable=True)


def remove_bot(step: Step, group_id: str) -> None:
    if groups.let_bot(step, group_id, inside=False):
        chats.notice(step, group_id, "left", BOT)
        _tell(step, "leave", group_id, answerable=False)


def bring(step: Step, group_id: str, user_id: str) -> None:
    group = groups.get(step, group_id)
    if groups.put(step, group_id, user_id):
        _notice(step, group_id, user_id, "joined")
        if group["bot_in"]:
            members = {"members": [{"type": "user", "userId": user_id}]}
            _tell(step, "memberJoined", group_id, answerable=True, joined=members)


def take(step: Step, group_id: str, user_id: str) -> None:
    group = groups.get(step, group_id)
    if not groups.take(step, group_id, user_id):
        raise Mistake("This person is not in the group.", 404)
    _notice(step, group_id, user_id, "left")
    if group["bot_in"]:
        members = {"members": [{"type": "user", "userId": user_id}]}
        _tell(step, "memberLeft", group_id, answerable=False, left=members)


def _tell(step: Step, kind: str, group_id: str, *, answerable: bool, **detail: Any) -> None:
    where = {"type": "group", "groupId": group_id}
    events.queue(step, kind, where, answerable=answerable, **detail)


def _notice(step: Step, group_id: str, user_id: str, did: str) -> None:
    step.tell("groups")
    chats.notice(step, group_id, did, user_id)

"""Group chats that the bot is in."""

import sqlite3

from flask.typing import ResponseReturnValue

from simulator import gatherings, groups, people
from simulator.api.call import current, line
from simulator.current import here
from simulator.errors import Refused
from simulator.store import Step

RULE = "groups: only those that the bot is in (facts §1.6)"


def _group(step: Step, group_id: str) -> sqlite3.Row:
    group = groups.with_bot(step, group_id)
    if group is None:
        raise Refused(404, "Not found", RULE)
    return group


@line.get("/v2/bot/group/<group_id>/summary")
def group_summary(group_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        return {"groupId": group_id, "groupName": _group(step, group_id)["name"]}


@line.get("/v2/bot/group/<group_id>/members/count")
def group_count(group_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        _group(step, group_id)
        return {"count": len(groups.members(step, group_id))}


@line.get("/v2/bot/group/<group_id>/members/ids")
def group_members(group_id: str) -> ResponseReturnValue:
    current().summary = f"members of {group_id}"
    rule = "member ids are for verified accounts (facts §1.6)"
    raise Refused(403, "Access to this API is not available for your account", rule)


@line.get("/v2/bot/group/<group_id>/member/<user_id>")
def group_member(group_id: str, user_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        _group(step, group_id)
        if user_id not in groups.members(step, group_id):
            raise Refused(404, "Not found", RULE)
        person = people.profile(people.get(step, user_id))
    return {name: person[name] for name in ("userId", "displayName")}


@line.post("/v2/bot/group/<group_id>/leave")
def leave_group(group_id: str) -> ResponseReturnValue:
    """The event that tells of it waits its turn: the bot is busy with this call."""
    with here().store.begin() as step:
        _group(step, group_id)
        gatherings.remove_bot(step, group_id)
    here().wake()
    return {}

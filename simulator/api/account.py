"""The bot's own account: who it is, its month, its webhook."""

from flask import request
from flask.typing import ResponseReturnValue

from simulator import people, quota
from simulator.api.call import line
from simulator.api.reading import read
from simulator.current import here
from simulator.rules import bodies


@line.get("/v2/bot/info")
def bot_info() -> ResponseReturnValue:
    with here().store.begin() as step:
        bot = here().channel.describe(step)
    manual = bot["chatMode"] == "chat"
    known = {name: value for name, value in bot.items() if value is not None}
    return known | {"markAsReadMode": "manual" if manual else "auto"}


@line.get("/v2/bot/message/quota")
def get_quota() -> ResponseReturnValue:
    with here().store.begin() as step:
        state = quota.state(step)
    limited = state["type"] == "limited"
    return {"type": "limited", "value": state["value"]} if limited else {"type": "none"}


@line.get("/v2/bot/message/quota/consumption")
def get_consumption() -> ResponseReturnValue:
    with here().store.begin() as step:
        return {"totalUsage": quota.used(step)}


@line.get("/v2/bot/insight/followers")
def count_followers() -> ResponseReturnValue:
    """Of a day that is over; no past is kept, so the numbers are those of now."""
    with here().store.begin() as step:
        today = step.now.strftime("%Y%m%d")
        if request.args.get("date", "") >= today:
            return {"status": "unready"}
        friends, blocks = len(people.friends(step)), people.blocks(step)
    return {
        "status": "ready",
        "followers": friends + blocks,
        "targetedReaches": friends,
        "blocks": blocks,
    }


@line.get("/v2/bot/channel/webhook/endpoint")
def get_webhook() -> ResponseReturnValue:
    webhook = here().webhook
    return {"endpoint": webhook["endpoint"], "active": webhook["active"]}


@line.put("/v2/bot/channel/webhook/endpoint")
def set_webhook() -> ResponseReturnValue:
    here().set_webhook(endpoint=read(bodies.SET_WEBHOOK)["endpoint"])
    return {}


@line.post("/v2/bot/channel/webhook/test")
def test_webhook() -> ResponseReturnValue:
    """An empty webhook to the endpoint, or to another one, and what came of it."""
    body = read(bodies.TEST_WEBHOOK) if request.content_length else {}
    return here().test_webhook(body.get("endpoint"))

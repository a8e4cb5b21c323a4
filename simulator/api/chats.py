"""One chat: a person's profile, the loading animation, the read mark."""

from flask.typing import ResponseReturnValue

from simulator import chats, people
from simulator.api.call import current, line
from simulator.api.reading import read
from simulator.current import here
from simulator.errors import Refused
from simulator.rules import bodies


@line.get("/v2/bot/profile/<user_id>")
def profile(user_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        person = people.find(step, user_id)
    if person is None or person["standing"] != "friend":
        raise Refused(404, "Not found", "profile: 404 for who blocks or is no friend (facts §1.6)")
    return people.profile(person)


@line.get("/v2/bot/followers/ids")
def followers() -> ResponseReturnValue:
    rule = "follower ids are for verified accounts (facts §1.6)"
    raise Refused(403, "Access to this API is not available for your account", rule)


@line.post("/v2/bot/chat/loading/start")
def loading() -> ResponseReturnValue:
    body = read(bodies.LOADING)
    chat, seconds = body["chatId"], body.get("loadingSeconds", 20)
    with here().store.begin() as step:
        if people.find(step, chat) is None:
            raise Refused(400, "Invalid chatId", bodies.LOADING_RULE)
        step.tell("loading", chat=chat, seconds=seconds)
    current().summary = f"loading for {seconds} s"
    return {}, 202


@line.post("/v2/bot/chat/markAsRead")
def mark_as_read() -> ResponseReturnValue:
    token = read(bodies.MARK_AS_READ)["markAsReadToken"]
    with here().store.begin() as step:
        row = chats.find(step, token.removeprefix("R"))
        if row is None or not token.startswith("R"):
            raise Refused(400, "Invalid markAsReadToken", "markAsReadToken (facts §1.6)")
        chats.mark_read(step, row)
    return {}

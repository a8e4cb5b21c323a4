"""What people do on the page: come, talk, press, and meet in groups."""

from flask import request
from flask.typing import ResponseReturnValue

from simulator import chats, ids
from simulator.browser.page import DONE, given, optional, page
from simulator.current import here
from simulator.errors import Mistake

PERSON, CHAT, GROUP = "/people/<user_id>", "/chats/<chat>", "/groups/<group_id>"


@page.post("/people")
def add_person() -> ResponseReturnValue:
    return here().add_person(
        given("userId", str, ids.new_user()),
        given("displayName", str),
        given("language", str, "th"),
        follow=given("follow", bool, default=False),
    )


@page.post(f"{PERSON}/<any(follow, block, unblock, read):act>")
def act(user_id: str, act: str) -> ResponseReturnValue:
    getattr(here(), act)(user_id)
    return DONE


@page.get(CHAT)
def chat(chat: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        if not chats.exists(step, chat):
            raise Mistake("There is no such chat.", 404)
        return {"messages": chats.newest(step, chat)}


@page.post(f"{CHAT}/send")
def send(chat: str) -> ResponseReturnValue:
    return here().send(given("from", str), given("message", dict), chat)


@page.post(f"{CHAT}/upload")
def upload(chat: str) -> ResponseReturnValue:
    file = request.files.get("file")
    if file is None:
        raise Mistake("file is missing.")
    message = {"type": request.args.get("type"), "fileName": file.filename or "file"}
    sender = request.args.get("from", "")
    return here().upload(sender, message, file.mimetype, file.read(), chat)


@page.post(f"{CHAT}/postback")
def postback(chat: str) -> ResponseReturnValue:
    here().press(
        given("from", str),
        given("data", str),
        optional("displayText", str),
        optional("params", dict),
        chat,
    )
    return DONE


@page.post(f"{CHAT}/unsend")
def unsend(chat: str) -> ResponseReturnValue:
    here().unsend(given("from", str), given("id", str), chat)
    return DONE


@page.post("/groups")
def add_group() -> ResponseReturnValue:
    return here().add_group(given("groupName", str), given("members", list))


@page.post(f"{GROUP}/bot")
def bot_in_group(group_id: str) -> ResponseReturnValue:
    change = here().invite_bot if given("in", bool) else here().remove_bot
    change(group_id)
    return DONE


@page.post(f"{GROUP}/members")
def member_of_group(group_id: str) -> ResponseReturnValue:
    change = here().add_member if given("in", bool) else here().remove_member
    change(group_id, given("userId", str))
    return DONE

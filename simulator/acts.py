"""What people do: to the bot, to each other, and in groups. Each act makes its webhooks."""

from typing import Any, NamedTuple

from simulator import chats, events, groups, media, people, rich_menu_aliases, rich_menus
from simulator.errors import Mistake, Refused
from simulator.store import Step

Message = dict[str, Any]
Bot = dict[str, Any]
File = tuple[str, bytes]  # its MIME type and what is in it
NUMBER = (int, float)
WORDED: dict[str, dict[str, tuple[type | tuple[type, ...], bool]]] = {  # field: kind, needed
    "text": {"text": (str, True)},
    "sticker": {"packageId": (str, True), "stickerId": (str, True)},
    "location": {
        "title": (str, False),
        "address": (str, False),
        "latitude": (NUMBER, True),
        "longitude": (NUMBER, True),
    },
}


class Who(NamedTuple):
    """A person, and the chat she is in: her own with the bot, or a group."""

    user_id: str
    chat: str


def follow(step: Step, user_id: str) -> None:
    """Become the bot's friend, or a friend again."""
    standing = people.get(step, user_id)["standing"]
    if standing != "friend":
        people.stand(step, user_id, "friend")
        detail = {"isUnblocked": standing == "blocked"}
        _in_private(step, "follow", user_id, answerable=True, follow=detail)


def unblock(step: Step, user_id: str) -> None:
    if people.get(step, user_id)["standing"] == "blocked":
        follow(step, user_id)


def block(step: Step, user_id: str) -> None:
    if people.get(step, user_id)["standing"] == "friend":
        people.stand(step, user_id, "blocked")
        rich_menus.unlink(step, [user_id])
        _in_private(step, "unfollow", user_id, answerable=False)


def _in_private(step: Step, kind: str, user_id: str, *, answerable: bool, **detail: Any) -> None:
    where = events.source(user_id, user_id, named=True)
    events.queue(step, kind, where, answerable=answerable, **detail)


def say(step: Step, bot: Bot, who: Who, message: Message) -> Message:
    return _said(step, bot, who, _worded(message))


def upload(step: Step, bot: Bot, who: Who, message: Message, file: File) -> Message:
    """Send a picture, video, sound or file."""
    if message.get("type") not in chats.MEDIA:
        raise Mistake(f"type is one of {', '.join(chats.MEDIA)}.")
    said = _said(step, bot, who, _describe(message, file))
    media.keep(step, said["id"], message["type"], *file)
    return said


def _describe(message: Message, file: File) -> Message:
    kind = message["type"]
    if kind == "file":
        return {"type": kind, "fileName": message.get("fileName", "file"), "fileSize": len(file[1])}
    if kind in media.TRANSCODED and "duration" in message:
        return {"type": kind, "duration": message["duration"]}
    return {"type": kind}


def _said(step: Step, bot: Bot, who: Who, message: Message) -> Message:
    listening = _enter(step, who)
    said = chats.add(step, who.chat, who.user_id, "user", message)
    step.run("update people set wrote = ? where user_id = ?", (step.seconds, who.user_id))
    if listening:
        body = events.content(said["id"], message, bot)
        where = events.source(who.chat, who.user_id, named=True)
        events.queue(step, "message", where, answerable=True, message=body)
    return said


def _worded(message: Message) -> Message:
    """The message with what it needs, and nothing else."""
    fields = WORDED.get(str(message.get("type")))
    if fields is None:
        raise Mistake(f"type is one of {', '.join(WORDED)}.")
    said = {"type": message["type"]}
    for name, (kind, needed) in fields.items():
        value = message.get(name)
        if isinstance(value, kind) and value != "":
            said[name] = value
        elif needed:
            raise Mistake(f"A {message['type']} needs its {name}.")
    return said


def _enter(step: Step, who: Who) -> bool:
    """Whether the bot hears what this person says there; refuse what she cannot do."""
    person = people.get(step, who.user_id)
    if who.chat == who.user_id:
        if person["standing"] == "blocked":
            raise Mistake("Who blocks the bot cannot write to it.", 409)
        return True
    group = groups.get(step, who.chat)
    if who.user_id not in groups.members(step, who.chat):
        raise Mistake("Only members write into a group.", 409)
    return bool(group["bot_in"])


def press(
    step: Step,
    who: Who,
    data: str,
    shown: str | None,
    params: dict[str, str] | None,
) -> None:
    """Press a button: what it shows stands in the chat, what it carries goes to the bot."""
    listening = _enter(step, who)
    if shown:
        chats.add(step, who.chat, who.user_id, "user", {"type": "text", "text": shown})
    if params and "newRichMenuAliasId" in params:
        params = _switch(step, who.user_id, params["newRichMenuAliasId"])
    if listening:
        postback = {"data": data, **({"params": params} if params else {})}
        _unnamed(step, "postback", who, answerable=True, postback=postback)


def _switch(step: Step, user_id: str, alias: str) -> dict[str, str]:
    """Show this person another rich menu; LINE says in the postback how that went."""
    try:
        menu_id = rich_menu_aliases.get(step, alias)["richMenuId"]
    except Refused:
        return {"newRichMenuAliasId": alias, "status": "RICHMENU_ALIAS_ID_NOTFOUND"}
    try:
        rich_menus.link(step, menu_id, [user_id])
    except Refused:
        return {"newRichMenuAliasId": alias, "status": "RICHMENU_NOTFOUND"}
    return {"newRichMenuAliasId": alias, "status": "SUCCESS"}


def unsend(step: Step, who: Who, message_id: str) -> None:
    chats.unsend(step, who.chat, who.user_id, message_id)
    if _enter(step, who):
        _unnamed(step, "unsend", who, answerable=False, unsend={"messageId": message_id})


def _unnamed(step: Step, kind: str, who: Who, *, answerable: bool, **detail: Any) -> None:
    """In a group, nobody knows who it was."""
    where = events.source(who.chat, who.user_id, named=False)
    events.queue(step, kind, where, answerable=answerable, **detail)

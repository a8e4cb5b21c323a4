"""A member's phone: says, presses what a card really shows, and sees what LINE delivered."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from simulator import Simulator

Message = dict[str, Any]


class Phone:
    def __init__(self, simulator: Simulator, user_id: str, name: str) -> None:
        self.simulator, self.user_id, self.name = simulator, user_id, name
        simulator.add_person(user_id, name)

    def adds_the_bot(self) -> None:
        self.simulator.follow(self.user_id)

    def blocks_the_bot(self) -> None:
        self.simulator.block(self.user_id)

    def unblocks_the_bot(self) -> None:
        self.simulator.unblock(self.user_id)

    def says(self, words: str) -> None:
        self.simulator.send(self.user_id, {"type": "text", "text": words})

    def sends(self, message: Message) -> None:
        self.simulator.send(self.user_id, message)

    def sends_file(self, data: bytes, kind: str = "image", mime: str = "image/jpeg") -> str:
        """Returns LINE's id of the message."""
        message = {"type": kind}
        return str(self.simulator.upload(self.user_id, message, mime, data)["id"])

    def presses(self, label: str) -> None:
        """Press the newest button that shows `label`, as a thumb would."""
        action = next((each for each in self.actions() if _shows(each, label)), None)
        assert action is not None, f"no button {label!r} in: {self.screen()}"
        self.does(action)

    def does(self, action: Message) -> None:
        if action["type"] == "message":
            self.says(action["text"])
        elif action["type"] == "postback":
            self.simulator.press(self.user_id, action["data"], action.get("displayText"))
        else:
            raise AssertionError(f"a press of {action['type']} reaches no bot")

    def picks(self, label: str, moment: str) -> None:
        """Choose a date and time in the picker behind `label`."""
        action = next(each for each in self.actions() if each["label"] == label)
        self.simulator.press(self.user_id, action["data"], params={action["mode"]: moment})

    def opens(self, link: str) -> None:
        """Follow a link into the bot's chat, and send the words that stand there ready."""
        _address, _slash, words = link.partition("/?")
        self.says(unquote(words))

    def unsends(self, words: str) -> None:
        """Take back the newest message with these words."""
        chat = reversed(self.simulator.chat(self.user_id))
        said = next(each for each in chat if each["message"].get("text") == words)
        self.takes_back(said["id"])

    def takes_back(self, message_id: str) -> None:
        self.simulator.unsend(self.user_id, message_id)

    def sees(self, *fragments: str) -> None:
        """Since the last thing that was said or pressed, these words came from the bot."""
        screen = self.screen()
        for fragment in fragments:
            assert fragment in screen, f"{fragment!r} is not in: {screen}"

    def sees_no(self, fragment: str) -> None:
        assert fragment not in self.screen()

    def screen(self) -> str:
        """The bot's words after the member's own last ones."""
        words: list[str] = []
        for entry in reversed(self.simulator.chat(self.user_id)):
            if entry["from"] == self.user_id:
                break
            words.insert(0, " ".join(_texts(entry["message"])))
        return "\n".join(words)

    def history(self) -> str:
        """Everything that the bot ever said here."""
        return "\n".join(" ".join(_texts(message)) for message in self.messages())

    def messages(self) -> list[Message]:
        chat = self.simulator.chat(self.user_id)
        return [entry["message"] for entry in chat if entry["from"] == "bot"]

    def actions(self) -> Iterator[Message]:
        """Every action on the screen, newest message first, as they stand in it."""
        for message in reversed(self.messages()):
            yield from _actions(message)


class Group:
    """A LINE group of several phones, and what all of them read there."""

    def __init__(self, simulator: Simulator, name: str, *phones: Phone) -> None:
        self.simulator = simulator
        self.id = simulator.add_group(name, [each.user_id for each in phones])["groupId"]

    def lets_the_bot_in(self) -> None:
        self.simulator.invite_bot(self.id)

    def sends_the_bot_away(self) -> None:
        self.simulator.remove_bot(self.id)

    def hears(self, phone: Phone, words: str) -> None:
        self.simulator.send(phone.user_id, {"type": "text", "text": words}, chat=self.id)

    def calls(self, phone: Phone, words: str) -> None:
        """Say the bot's name, and these words."""
        self.hears(phone, f"@{self.simulator.state()['bot']['displayName']} {words}")

    def messages(self) -> list[Message]:
        chat = self.simulator.chat(self.id)
        return [entry["message"] for entry in chat if entry["from"] == "bot"]

    def screen(self) -> str:
        """What the bot has said last."""
        said = self.messages()
        return " ".join(_texts(said[-1])) if said else ""

    def sees(self, *fragments: str) -> None:
        for fragment in fragments:
            assert fragment in self.screen(), f"{fragment!r} is not in: {self.screen()}"

    def sees_no(self, fragment: str) -> None:
        assert fragment not in self.screen()

    def link(self, label: str) -> str:
        """Where the button with this label leads: in a group, no button acts."""
        actions = list(_actions(self.messages()[-1]))
        assert {each["type"] for each in actions} == {"uri"}
        return str(next(each["uri"] for each in actions if each["label"] == label))


def _shows(action: Message, label: str) -> bool:
    shown = (action.get("label"), action.get("displayText"))
    return label in shown or any(label in each for each in shown if each and len(label) > 3)


def _texts(part: Any) -> Iterator[str]:
    """What a reader sees: texts, labels and notifications."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in {"text", "label", "altText"} and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)


def _actions(part: Any) -> Iterator[Message]:
    if isinstance(part, dict):
        if ("action" in part and part.get("type") != "action") or part.get("type") == "action":
            yield part["action"]
        for value in part.values():
            yield from _actions(value)
    elif isinstance(part, list):
        for each in part:
            yield from _actions(each)


def shown(message: Message) -> str:
    return json.dumps(message, ensure_ascii=False)

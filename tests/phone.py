"""A member's phone: says, presses what a card really shows, and sees what LINE delivered."""

import json
from collections.abc import Iterator
from typing import Any

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

"""The bot's account on the platform: its secrets, its name, and where it lives."""

import hashlib
from dataclasses import dataclass
from typing import Any

from simulator.store import Step


@dataclass(frozen=True)
class Channel:
    secret: str
    token: str
    name: str = "Bot"
    basic_id: str = "@bot"
    bot_url: str = "http://127.0.0.1:8000"
    public_url: str = "https://club.test"

    @property
    def user_id(self) -> str:
        """The same for the same secret, so that a bot that remembers it is not surprised."""
        return "U" + hashlib.sha256(self.secret.encode()).hexdigest()[:32]

    def describe(self, step: Step) -> dict[str, Any]:
        return {
            "userId": self.user_id,
            "basicId": self.basic_id,
            "displayName": self.name,
            "chatMode": step.setting("chat_mode", "bot"),
            "pictureUrl": step.setting("picture_url", None),
        }

    def at_home(self, url: str) -> str | None:
        """Where on this machine a public address of the bot is; None for any other."""
        rest = url.removeprefix(self.public_url.rstrip("/"))
        if rest == url or rest[:1] not in ("", "/", "?", "#"):
            return None
        return self.bot_url.rstrip("/") + rest

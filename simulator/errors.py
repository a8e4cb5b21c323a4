"""How this world says no: to its people, and to the bot."""

from typing import Any


class Mistake(ValueError):
    """A person of this world cannot do that; the words say why."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


class Refused(Exception):
    """LINE's answer to a request that it does not take, and the rule behind it."""

    def __init__(
        self,
        status: int,
        message: str,
        rule: str,
        *,
        details: list[dict[str, str]] | None = None,
        sent: list[dict[str, Any]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.rule = status, rule
        self.details = details or []
        self.headers = headers or {}
        self.body: dict[str, Any] = {"message": message}
        if details:
            self.body["details"] = details
        if sent:
            self.body["sentMessages"] = sent


class ConnectionCut(ConnectionError):
    """The connection breaks here: no answer is given."""

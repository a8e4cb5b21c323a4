"""What a message may point at: a message to quote, and members to mention."""

from typing import Any

from simulator import chats, events, groups
from simulator.errors import Refused
from simulator.store import Step

QUOTE_RULE = "a quote token quotes a message of the same chat (facts §1.6)"
MENTION_RULE = "mentions go to groups that the bot is in, by reply or push (facts §1.7)"


def check(step: Step, chat: str | None, messages: list[dict[str, Any]]) -> None:
    """`chat` is None where one message goes to many."""
    for index, message in enumerate(messages):
        if "quoteToken" in message:
            _check_quote(step, chat, index, message["quoteToken"])
        for name, part in message.get("substitution", {}).items():
            if part["type"] == "mention":
                _check_mention(step, chat, f"messages[{index}].substitution.{name}", part)


def _check_quote(step: Step, chat: str | None, index: int, token: str) -> None:
    row = chats.find(step, events.quoted(token))
    if row is None or row["chat"] != chat:
        raise _refusal(f"messages[{index}].quoteToken", "Invalid quote token", QUOTE_RULE)


def _check_mention(step: Step, chat: str | None, where: str, part: dict[str, Any]) -> None:
    if chat is None or groups.with_bot(step, chat) is None:
        raise _refusal(where, "Mentions are for group chats", MENTION_RULE)
    who = part["mentionee"]
    if who["type"] == "user" and who["userId"] not in groups.members(step, chat):
        raise _refusal(where, "The mentioned user is not in the group", MENTION_RULE)


def _refusal(where: str, words: str, rule: str) -> Refused:
    details = [{"message": words, "property": where}]
    return Refused(400, "The request body has 1 error(s)", rule, details=details)

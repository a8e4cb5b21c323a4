"""Words that differ from reader to reader, in a message that is written once."""

import json
import re

from bot.language import _, speaking
from bot.messages import Message

WRITTEN = re.compile(r"\{\s*(?:ชื่อ|name)\s*\}", re.IGNORECASE)  # what an author types
NAME = "\ufdd0"  # stands for the reader's name: a code point that is no character, nor ever typed


def read(words: str) -> str:
    """The words as they were typed, with what stands for a name."""
    return WRITTEN.sub(NAME, words)


def plain(words: str) -> str:
    """The words for everybody, as a list or a quote shows them."""
    with speaking("th"):
        return WRITTEN.sub(_("สมาชิก"), words)


def fill(messages: list[Message], name: str | None) -> list[Message]:
    """The messages as a reader of this name sees them."""
    filled_: list[Message] = json.loads(filled(json.dumps(messages, ensure_ascii=False), name))
    return filled_


def personal(messages: str) -> bool:
    """Whether each reader gets these messages, as JSON, in a form of her own."""
    return NAME in messages


def filled(messages: str, name: str | None) -> str:
    """The messages, as JSON, for a reader of this name."""
    with speaking("th"):
        called = name or _("สมาชิก")
    return messages.replace(NAME, json.dumps(called, ensure_ascii=False)[1:-1])

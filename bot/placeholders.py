"""Words that differ from reader to reader, in a message that is written once."""

import json

from bot.language import _, speaking

NAME = "\ufdd0"  # stands for the reader's name: a code point that is no character, nor ever typed


def personal(messages: str) -> bool:
    """Whether each reader gets these messages, as JSON, in a form of her own."""
    return NAME in messages


def filled(messages: str, name: str | None) -> str:
    """The messages, as JSON, for a reader of this name."""
    with speaking("th"):
        called = name or _("สมาชิก")
    return messages.replace(NAME, json.dumps(called, ensure_ascii=False)[1:-1])

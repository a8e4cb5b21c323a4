"""Text in messages: emojis in place of $, and the substitutions of textV2."""

import re
from typing import Any

from simulator.rules.checks import (
    SHAPE,
    WRONG_TYPE,
    Found,
    Path,
    Problem,
    kinds,
    listing,
    matching,
    named,
    record,
    text,
    whole,
)

TEXT_RULE = "text ≤ 5000 UTF-16 units (facts §1.7)"
EMOJI_RULE = "≤ 20 emojis, each at a $ of the text (facts §1.7)"
SUBSTITUTION_RULE = "textV2: {key} of [0-9A-Za-z_]{1,20}, ≤ 100, all defined (facts §1.7)"
MENTION_RULE = "≤ 20 mentions (facts §1.7)"
MOST, MOST_MENTIONS = 100, 20
_KEY = re.compile(r"[0-9A-Za-z_]{1,20}")
_MARK = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
NAME = text(1, 100, EMOJI_RULE)

WORDS = text(1, 5000, TEXT_RULE)
EMOJIS = listing(
    record(
        {"index": whole(0, 5000), "productId": NAME, "emojiId": NAME}, "index productId emojiId"
    ),
    1,
    20,
    EMOJI_RULE,
)


def emojis_at_dollars(value: dict[str, Any], path: Path, found: Found) -> None:
    for place, emoji in enumerate(value.get("emojis", [])):
        if _unit(value["text"], emoji["index"]) != "$":
            where = (*path, "emojis", place, "index")
            found.append(Problem(where, "invalid index", EMOJI_RULE))


def _unit(words: str, index: int) -> str:
    """The UTF-16 unit at an index."""
    data = words.encode("utf-16-le", "surrogatepass")[2 * index : 2 * index + 2]
    return data.decode("utf-16-le", "replace")


MENTIONEE = kinds(
    {
        "user": record(
            {**named("user"), "userId": matching(r"U[0-9a-f]{32}", MENTION_RULE)}, "userId"
        ),
        "all": record(named("all")),
    }
)
PART = kinds(
    {
        "mention": record({**named("mention"), "mentionee": MENTIONEE}, "mentionee"),
        "emoji": record(
            {**named("emoji"), "productId": NAME, "emojiId": NAME}, "productId emojiId"
        ),
    }
)


def substitution(value: Any, path: Path, found: Found) -> None:
    if not isinstance(value, dict):
        found.append(Problem(path, WRONG_TYPE, SHAPE))
        return
    if len(value) > MOST:
        found.append(Problem(path, f"Size must be between 0 and {MOST}", SUBSTITUTION_RULE))
    for key, part in value.items():
        if not _KEY.fullmatch(key):
            found.append(Problem((*path, key), "invalid key", SUBSTITUTION_RULE))
        PART(part, (*path, key), found)
    if sum(_is_mention(part) for part in value.values()) > MOST_MENTIONS:
        found.append(Problem(path, "too many mentions", MENTION_RULE))


def _is_mention(part: Any) -> bool:
    return isinstance(part, dict) and part.get("type") == "mention"


def all_defined(value: dict[str, Any], path: Path, found: Found) -> None:
    """Every {key} stands for something; a brace of its own is written twice."""
    known = value.get("substitution", {})
    for mark in _MARK.finditer(value["text"]):
        if mark[0] not in ("{{", "}}") and mark[1] not in known:
            found.append(
                Problem((*path, "text"), f"invalid placeholder {mark[0]}", SUBSTITUTION_RULE)
            )

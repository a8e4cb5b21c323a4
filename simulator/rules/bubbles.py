"""Flex containers: what a bubble and a carousel may hold, and how heavy they may be."""

import json
from collections.abc import Iterator
from typing import Any

from simulator.rules import actions, flex
from simulator.rules.checks import (
    Found,
    Path,
    Problem,
    flag,
    kinds,
    listing,
    named,
    one_of,
    record,
)

VIDEO_RULE = "video only in the hero of a kilo, mega or giga bubble, no carousel (facts §1.7)"
EMPTY_RULE = "a bubble has a header, hero, body or footer (facts §1.7)"
BUBBLE_RULE = "a bubble is ≤ 30 KB (facts §1.7)"
CAROUSEL_RULE = "a carousel is ≤ 12 bubbles of one size, ≤ 50 KB (facts §1.7)"
ANIMATED_RULE = "≤ 10 animated images in a message (facts §1.7)"
BUBBLE_BYTES, CAROUSEL_BYTES = 30 * 1024, 50 * 1024
MOST_ANIMATED = 10
VIDEO_SIZES = ("kilo", "mega", "giga")
BLOCKS = ("header", "hero", "body", "footer")

STYLE = record({"backgroundColor": flex.COLOR, "separator": flag, "separatorColor": flex.COLOR})
BOX = kinds({"box": flex.box})
HERO = kinds({"box": flex.box, "image": flex.IMAGE, "video": flex.VIDEO})


def _heavy(value: Any, limit: int) -> bool:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode(errors="surrogatepass")) > limit


def _size(bubble: dict[str, Any]) -> str:
    size: str = bubble.get("size", "mega")
    return size


def _has_video(bubble: dict[str, Any]) -> bool:
    return bool(bubble.get("hero", {}).get("type") == "video")


def _animated(value: Any) -> Iterator[bool]:
    if isinstance(value, dict):
        if value.get("animated") is True:
            yield True
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from _animated(entry)


def _check_animated(value: Any, path: Path, found: Found) -> None:
    if sum(_animated(value)) > MOST_ANIMATED:
        found.append(Problem(path, "too many animated images", ANIMATED_RULE))


def _whole_bubble(bubble: dict[str, Any], path: Path, found: Found) -> None:
    if not any(block in bubble for block in BLOCKS):
        found.append(Problem(path, "At least one block must be specified", EMPTY_RULE))
    if _heavy(bubble, BUBBLE_BYTES):
        found.append(Problem(path, "bubble must be 30 KB or less", BUBBLE_RULE))


def _alone(bubble: dict[str, Any], path: Path, found: Found) -> None:
    """A bubble that is the whole message."""
    _whole_bubble(bubble, path, found)
    _check_animated(bubble, path, found)
    if _has_video(bubble) and _size(bubble) not in VIDEO_SIZES:
        found.append(Problem((*path, "hero"), "video is not allowed here", VIDEO_RULE))


def _among_others(bubble: dict[str, Any], path: Path, found: Found) -> None:
    _whole_bubble(bubble, path, found)
    if _has_video(bubble):
        found.append(Problem((*path, "hero"), "video is not allowed here", VIDEO_RULE))


def _whole_carousel(carousel: dict[str, Any], path: Path, found: Found) -> None:
    _check_animated(carousel, path, found)
    if len({_size(bubble) for bubble in carousel["contents"]}) > 1:
        words = "all bubbles must be of the same size"
        found.append(Problem((*path, "contents"), words, CAROUSEL_RULE))
    if _heavy(carousel, CAROUSEL_BYTES):
        found.append(Problem(path, "carousel must be 50 KB or less", CAROUSEL_RULE))


FIELDS = {
    **named("bubble"),
    "size": one_of("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
    "direction": one_of("ltr", "rtl"),
    "header": BOX,
    "hero": HERO,
    "body": BOX,
    "footer": BOX,
    "styles": record(dict.fromkeys(BLOCKS, STYLE)),
    "action": actions.FLEX,
}
BUBBLES = listing(kinds({"bubble": record(FIELDS, also=_among_others)}), 1, 12, CAROUSEL_RULE)
CONTAINER = kinds(
    {
        "bubble": record(FIELDS, also=_alone),
        "carousel": record({**named("carousel"), "contents": BUBBLES}, "contents", _whole_carousel),
    }
)

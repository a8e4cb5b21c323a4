"""A message as a phone shows it: LINE's JSON becomes elements with classes of our style sheet."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from bot import flex

Part = dict[str, Any]
COLOURS = {
    flex.INK: "ink",
    flex.MUTED: "muted",
    flex.PALE: "pale",
    flex.TEAL: "teal",
    flex.NAVY: "navy",
    flex.GOLD: "gold",
    flex.RED: "red",
    flex.WHITE: "white",
    flex.SOFT: "soft",
}
EMPTY = Markup()


def shown(messages: Sequence[Part]) -> Markup:
    """The messages under each other. Nothing in it can be pressed."""
    return EMPTY.join(_message(each) for each in messages)


def _message(message: Part) -> Markup:
    match message:
        case {"type": "text"}:
            said = Markup('<p class="said">{}</p>').format(message["text"])
        case {"type": "flex", "contents": {"type": "carousel", "contents": bubbles}}:
            said = _box("carousel", [_bubble(each) for each in bubbles])
        case {"type": "flex"}:
            said = _bubble(message["contents"])
        case _:
            said = Markup('<p class="said">{}</p>').format(f"[{message['type']}]")
    quick = [each["action"]["label"] for each in message.get("quickReply", {}).get("items", [])]
    return said + (_box("quick", [_label(each) for each in quick]) if quick else EMPTY)


def _bubble(bubble: Part) -> Markup:
    blocks = [name for name in ("header", "hero", "body", "footer") if name in bubble]
    return _box("bubble", [_box(name, [_part(bubble[name])]) for name in blocks])


def _part(part: Part) -> Markup:
    match part["type"]:
        case "box":
            classes = ["box", part["layout"], *_colour("on", part.get("backgroundColor"))]
            classes += ["framed"] if part.get("borderWidth") else []
            return _box(" ".join(classes), [_part(each) for each in part["contents"]])
        case "text":
            return _text(part)
        case "button":
            kind = f"button {part.get('style', 'link')}"
            return Markup('<span class="{}">{}</span>').format(kind, part["action"]["label"])
        case "image":
            here = urlsplit(part["url"]).path  # all are ours, and the page loads from itself alone
            return Markup('<img src="{}" alt="">').format(here)
        case _:
            return EMPTY


def _text(part: Part) -> Markup:
    classes = [f"size-{part.get('size', 'md')}", *_colour("in", part.get("color"))]
    classes += ["bold"] if part.get("weight") == "bold" else []
    classes += [f"flex-{part['flex']}"] if "flex" in part else []
    return Markup('<p class="{}">{}</p>').format(" ".join(classes), part["text"])


def _label(words: str) -> Markup:
    return Markup("<span>{}</span>").format(words)


def _colour(how: str, colour: str | None) -> list[str]:
    return [f"{how}-{COLOURS[colour]}"] if colour in COLOURS else []


def _box(classes: str, inside: Sequence[Markup]) -> Markup:
    return Markup('<div class="{}">{}</div>').format(classes, EMPTY.join(inside))

"""Small builders for LINE messages and actions: plain JSON, with LINE's limits kept."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from bot import limits
from bot.buttons import Button

Message = dict[str, Any]
Action = dict[str, Any]


def text(words: str, *quick: Action) -> Message:
    """A text message; what follows it are quick replies."""
    fitted = limits.fit_utf16(limits.clean(words).strip(), limits.TEXT)
    if not fitted:
        raise ValueError("LINE takes no empty text")
    return with_quick({"type": "text", "text": fitted}, quick)


def image(original: str, preview: str, *quick: Action) -> Message:
    """A picture at two addresses that LINE fetches: at most 10 MB, and 1 MB for the small one."""
    shown = {"type": "image", "originalContentUrl": original, "previewImageUrl": preview}
    return with_quick(shown, quick)


def with_quick(message: Message, quick: Sequence[Action]) -> Message:
    """Quick replies stand below the last message only; a PC shows none, so words work too."""
    if not quick:
        return message
    if len(quick) > limits.QUICK_REPLIES:
        raise ValueError(f"{len(quick)} quick replies; LINE takes {limits.QUICK_REPLIES}")
    items = [{"type": "action", "action": _labelled(action, limits.LABEL)} for action in quick]
    return {**message, "quickReply": {"items": items}}


def press(label: str, button: Button, *, shown: str | None = None) -> Action:
    """A press comes back as `button`; the chat shows `shown`, or the label."""
    return {
        "type": "postback",
        "label": label,
        "data": button.pack(),
        "displayText": limits.fit_clusters(limits.clean(shown or label), limits.DISPLAY_TEXT),
    }


def say(label: str, words: str | None = None) -> Action:
    """A press says the words as if they were typed."""
    said = limits.fit_clusters(limits.clean(words or label), limits.DISPLAY_TEXT)
    return {"type": "message", "label": label, "text": said}


def link(label: str, url: str) -> Action:
    """Open a page, or dial: `url` is percent-encoded here."""
    encoded = quote(url, safe=":/?#[]@!$&'()*+,;=%~")
    if len(encoded) > limits.URI:
        raise ValueError(f"address of {len(encoded)} characters behind {label!r}")
    if not encoded.startswith(("https:", "http:", "line:", "tel:")):
        raise ValueError(f"LINE opens no such address behind {label!r}")
    return {"type": "uri", "label": label, "uri": encoded}


def copy(label: str, words: str) -> Action:
    """A press puts the words onto the phone's clipboard."""
    copied = limits.fit_utf16(limits.clean(words), limits.CLIPBOARD)
    return {"type": "clipboard", "label": label, "clipboardText": copied}


def choose_picture(label: str) -> Action:
    """Opens the phone's pictures; a quick reply only."""
    return {"type": "cameraRoll", "label": label}


def take_picture(label: str) -> Action:
    """Opens the phone's camera; a quick reply only."""
    return {"type": "camera", "label": label}


def send_location(label: str) -> Action:
    """Opens a map to choose a place on; a quick reply only."""
    return {"type": "location", "label": label}


def pick(label: str, button: Button, *, initial: str, earliest: str) -> Action:
    """A date and time picker; the times have no zone and mean Bangkok's."""
    return {
        "type": "datetimepicker",
        "label": label,
        "data": button.pack(),
        "mode": "datetime",
        "initial": initial,
        "min": earliest,
    }


def chat_link(basic_id: str, words: str = "") -> str:
    """A link that opens the account's chat with `words` ready to be sent."""
    return f"https://line.me/R/oaMessage/{quote(basic_id, safe='')}/?{quote(words, safe='')}"


def share_link(words: str) -> str:
    """A link that lets its reader choose whom to send `words` to."""
    return f"https://line.me/R/share?text={quote(words, safe='')}"


def _labelled(action: Action, limit: int) -> Action:
    return {**action, "label": limits.fit_clusters(limits.clean(action["label"]), limit)}

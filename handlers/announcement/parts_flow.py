"""Which buttons somebody means who types what shall stand on them."""

import re

from bot import limits
from handlers.announcement.content import BUTTONS, Choice

SHORT = limits.BUTTON_LABEL // 2  # what a narrow phone shows whole
_BETWEEN = re.compile(r"\s*[,;\n\uff0c\u3001]\s*")  # full-width ones, too
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def buttons(said: str) -> list[Choice] | None:
    """“มา, ไม่มา” or “ลงชื่อ https://…”; none where these are no buttons."""
    typed = [each for each in _BETWEEN.split(said.strip()) if each]
    found = [_button(each) for each in typed]
    labels = {each.label for each in found if each}
    if not 1 <= len(found) <= BUTTONS or len(labels) < len(found):
        return None
    return [each for each in found if each]


def _button(typed: str) -> Choice | None:
    address = _ADDRESS.search(typed)
    label = limits.clean(_ADDRESS.sub("", typed)).strip(" :-–")
    url = address[0] if address else None
    too_far = url is not None and (len(url) > limits.URI or not url.lower().startswith("https"))
    if not label or limits.clusters(label) > SHORT or too_far:
        return None
    return Choice(label=label, url=url)

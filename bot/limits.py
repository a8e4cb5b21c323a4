"""LINE's limits on what we send, and cutting without hurting a Thai cluster or an emoji."""

import regex

TEXT = 5000  # UTF-16 units in a text message
ALT_TEXT = 1500  # UTF-16 units
LABEL = 20  # grapheme clusters in a quick reply's label
BUTTON_LABEL = 40  # grapheme clusters in a Flex button's label
DISPLAY_TEXT = 300  # grapheme clusters
QUICK_REPLIES = 13
URI = 1000  # characters; LINE allows 10,000 since October 2026, old phones do not
CLIPBOARD = 1000  # characters
PICTURE = 10 * 1024 * 1024  # bytes of one, sent by us or to us
BUBBLE = 30 * 1024  # bytes of JSON
CAROUSEL = 50 * 1024
BUBBLES = 12
PARTS = 5  # message objects in one request
RECIPIENTS = 500  # of one multicast
WIDEST = 12  # UTF-16 units of a cluster on average: a family of four emoji has 11

_CLUSTER = regex.compile(r"\X")
ELLIPSIS = "…"


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters(text: str) -> int:
    return sum(1 for _ in _CLUSTER.finditer(text))


def fit_clusters(text: str, limit: int) -> str:
    """`text` in at most `limit` grapheme clusters, with an ellipsis where it was cut.

    It keeps to a decent number of bytes too: one cluster can be a pile of a thousand marks.
    """
    if len(text) > limit:
        found = [match.end() for match in _CLUSTER.finditer(text)]
        if len(found) > limit:
            text = text[: [0, *found][limit - 1]].rstrip() + ELLIPSIS
    return fit_utf16(text, limit * WIDEST)


def cluster_at(text: str, place: int) -> int:
    """Where the grapheme cluster begins that stands at this place, or the first does."""
    begun = (match.start() for match in _CLUSTER.finditer(text, endpos=max(place + 1, 0)))
    return max(begun, default=0)


def fit_utf16(text: str, limit: int) -> str:
    """`text` in at most `limit` UTF-16 units, cut between grapheme clusters."""
    if utf16(text) <= limit:
        return text
    end, units = 0, 0
    for match in _CLUSTER.finditer(text):
        units += utf16(match.group())
        if units > limit - 1:
            break
        end = match.end()
    return text[:end].rstrip() + ELLIPSIS


def clean(text: str) -> str:
    """`text` without what LINE refuses: lone surrogates and NUL."""
    return text.encode("utf-8", "ignore").decode().replace("\x00", "")

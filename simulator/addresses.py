"""Where a link leads when a person of this world taps it."""

from urllib.parse import parse_qs, unquote, urlsplit

from simulator.channel import Channel
from simulator.errors import Mistake

CHAT, FRIEND, SHARE = "/R/oaMessage/", "/R/ti/p/", "/R/share"  # facts §1.8


def resolve(url: str, channel: Channel) -> dict[str, str]:
    parts = urlsplit(url)
    if parts.scheme == "tel":
        return {"kind": "call", "number": parts.path}
    if parts.scheme not in ("http", "https", "line"):
        raise Mistake("This address leads nowhere here.")
    if parts.netloc in ("line.me", "lin.ee") or parts.scheme == "line":
        return _in_line(url)
    return {"kind": "page", "url": channel.at_home(url) or url}


def _in_line(url: str) -> dict[str, str]:
    parts = urlsplit(url.replace("line://", "https://line.me/R/", 1))
    if parts.path.startswith(CHAT):
        return {"kind": "chat", "text": unquote(parts.query)}
    if parts.path.startswith(FRIEND):
        return {"kind": "friend"}
    if parts.path.startswith(SHARE):
        return {"kind": "share", "text": parse_qs(parts.query).get("text", [""])[0]}
    return {"kind": "page", "url": url}

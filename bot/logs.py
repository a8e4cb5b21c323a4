"""What the processes write to their log, and how: for each request to LINE a line of JSON.

It says what was asked, never for whom or with what: of an address only LINE's own words stay.
"""

import json
import logging
from urllib.parse import urlsplit

FORM = "%(levelname)s %(name)s: %(message)s"
CHATTY = ("alembic", "apscheduler")
TELLTALE = "urllib3"  # its warnings name whole addresses, and so members
REQUESTS = "line"  # the logger whose lines are JSON
LINES_WORDS = {
    *("v2", "bot", "info", "profile", "user", "all", "group", "summary", "members", "count"),
    *("message", "reply", "push", "multicast", "broadcast", "validate", "content"),
    *("quota", "consumption", "insight", "followers", "richmenu", "list", "bulk", "link"),
}

_requests = logging.getLogger(REQUESTS)


class Form(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return record.getMessage() if record.name == REQUESTS else super().format(record)


def begin() -> None:
    """Once in a process; harmless when it was done before."""
    handler = logging.StreamHandler()
    handler.setFormatter(Form(FORM))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(TELLTALE).setLevel(logging.ERROR)


def request(
    method: str, address: str, seconds: float, status: int | None, request_id: str | None
) -> None:
    """LINE was asked; without a status it gave no answer."""
    line = {
        "endpoint": f"{method} {pattern(address)}",
        "status": status,
        "milliseconds": round(seconds * 1000),
        "request_id": request_id,
    }
    _requests.info(json.dumps(line))


def pattern(address: str) -> str:
    """The path of an address, with {id} for whatever is not LINE's own word."""
    parts = urlsplit(address).path.split("/")
    return "/".join(each if each in LINES_WORDS or not each else "{id}" for each in parts)

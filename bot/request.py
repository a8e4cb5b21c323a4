"""One call to LINE that sends something, as JSON: its body never changes after the first try."""

import json
from collections.abc import Sequence
from typing import Any


def body(recipients: Sequence[str], messages: str) -> tuple[str, str]:
    """Endpoint and JSON body of one request; `messages` is JSON already."""
    if len(recipients) == 1:
        return "push", f'{{"to":{json.dumps(recipients[0])},"messages":{messages}}}'
    return "multicast", f'{{"to":{compact(list(recipients))},"messages":{messages}}}'


def direct(to: str | None, messages: str) -> str:
    """JSON body of one request to a chat, or, to none, of one to all friends of the account."""
    whom = f'"to":{json.dumps(to)},' if to else ""
    return f'{{{whom}"messages":{messages}}}'


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

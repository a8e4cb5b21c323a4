"""Names in LINE's own forms: users, groups, messages, events, tokens."""

import re
import secrets
from datetime import datetime

USER = re.compile(r"U[0-9a-f]{32}")
GROUP = re.compile(r"C[0-9a-f]{32}")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_COUNTING = 10  # a message id ends in its place in the order of all


def new_user() -> str:
    return f"U{secrets.token_hex(16)}"


def new_group() -> str:
    return f"C{secrets.token_hex(16)}"


def new_token() -> str:
    return secrets.token_hex(16)


def new_menu() -> str:
    return f"richmenu-{secrets.token_hex(16)}"


def new_series() -> str:
    """The head of all message ids of one database, so that no other one has the same ids."""
    return str(40_000_000 + secrets.randbelow(50_000_000))


def message(series: str, seq: int) -> str:
    return f"{series}{seq:0{_COUNTING}d}"


def seq_of(message_id: str) -> int:
    """The place of a message, or 0 for what can be none of ours."""
    return int(message_id[-_COUNTING:]) if re.fullmatch(r"[0-9]{18}", message_id) else 0


def ulid(moment: datetime) -> str:
    """A webhookEventId: 48 bits of time and 80 of chance, sortable as text."""
    number = int(moment.timestamp() * 1000) << 80 | secrets.randbits(80)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))

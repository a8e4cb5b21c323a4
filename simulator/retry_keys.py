"""X-Line-Retry-Key: the same request is taken once within 24 hours."""

import hashlib
import json
from typing import Any
from uuid import UUID

from simulator.errors import Refused
from simulator.store import Step

LIFE = 24 * 3600
RULE = "a retry key is taken once in 24 hours, with one body (facts §1.5)"


def check(step: Step, key: str | None, endpoint: str, body: Any) -> None:
    """Refuse a key that was taken before, saying so in LINE's way."""
    if key is None:
        return
    _check_form(key)
    row = step.one("select * from retry_keys where key = ?", key.lower())
    if row is None or step.seconds >= row["at"] + LIFE:
        return
    if row["request"] != _fingerprint(endpoint, body):
        raise Refused(400, "The retry key was used with another request", RULE)
    raise Refused(
        409,
        "The retry key is already accepted",
        RULE,
        sent=json.loads(row["answer"]).get("sentMessages"),
        headers={"x-line-accepted-request-id": row["request_id"]},
    )


def keep(
    step: Step, key: str | None, endpoint: str, body: Any, *, request_id: str, answer: Any
) -> None:
    if key is None:
        return
    fingerprint = _fingerprint(endpoint, body)
    row = (key.lower(), step.seconds, fingerprint, request_id, json.dumps(answer))
    step.run("insert or replace into retry_keys values (?, ?, ?, ?, ?)", row)


def _check_form(key: str) -> None:
    try:
        fits = str(UUID(key)) == key.lower()
    except ValueError:
        fits = False
    if not fits:
        raise Refused(400, "The retry key is not a UUID", "X-Line-Retry-Key: hex UUID (facts §1.5)")


def _fingerprint(endpoint: str, body: Any) -> str:
    text = json.dumps([endpoint, body], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()

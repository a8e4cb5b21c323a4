"""What is the same for every call: who may, how often, what goes wrong, and the record of it."""

import hmac
import json
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, g, jsonify, request

from simulator import faults
from simulator.api import trouble
from simulator.current import here
from simulator.errors import Refused

line = Blueprint("line", __name__)
HEAVIEST = 2 * 1024 * 1024
RETRY_KEY = "X-Line-Retry-Key"
REPEATABLE = ("push", "multicast", "broadcast")
NO_ANSWER = 0  # the status, in the record, of a call that was left without an answer
WORDS_401 = (
    "Authentication failed due to the following reason: invalid token. "
    "Confirm that the access token in the authorization header is valid."
)


@dataclass
class Call:
    """What the record will say of the call that is being answered."""

    summary: str
    request_id: str = field(default_factory=lambda: str(uuid4()))
    start: float = field(default_factory=time.monotonic)
    counted: int = 0
    body: Any = None
    fault: faults.Fault | None = None
    errors: list[dict[str, str]] = field(default_factory=list)
    rule: str | None = None


def current() -> Call:
    call: Call = g.call
    return call


def endpoint() -> str:
    """The name of the view, which says what is called."""
    return (request.endpoint or "").removeprefix("line.")


@line.before_request
def _enter() -> None:
    g.call = call = Call(endpoint().replace("_", " "))
    _authenticate()
    if RETRY_KEY in request.headers and endpoint() not in REPEATABLE:
        words = "The retry key is not supported here"
        raise Refused(400, words, "retry keys: push, multicast, broadcast (facts §1.5)")
    if (request.content_length or 0) > HEAVIEST:
        raise Refused(413, "Request Entity Too Large", "a request is ≤ 2 MB (facts §1.5)")
    with here().store.begin() as step:
        call.fault = faults.take(step, endpoint())
    if call.fault and not call.fault.after:
        call.rule = f"fault: {call.fault.kind}"
        if call.fault.silent:
            _record(NO_ANSWER)
        trouble.before(call.fault)
    here().rate_limits.spend(endpoint(), here().clock.now())


def _authenticate() -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    known = hmac.compare_digest(token.encode(), here().channel.token.encode())
    if scheme.lower() != "bearer" or not known:
        raise Refused(401, WORDS_401, "a call carries the channel access token (facts §1.5)")


@line.errorhandler(Refused)
def _refuse(refused: Refused) -> Response:
    call = current()
    call.rule = refused.rule
    call.errors = refused.details or [{"message": str(refused), "property": ""}]
    answer = jsonify(refused.body)
    answer.status_code = refused.status
    answer.headers.update(refused.headers)
    return answer


@line.after_request
def _leave(answer: Response) -> Response:
    call = current()
    if call.fault and call.fault.after:
        call.rule = f"fault: {call.fault.kind}"
        _record(NO_ANSWER if call.fault.silent else call.fault.status)
        answer = trouble.after(call.fault)
    else:
        _record(answer.status_code)
    answer.headers["X-Line-Request-Id"] = call.request_id
    return answer


def _record(status: int) -> None:
    call = current()
    with here().store.begin() as step:
        row = {
            "seq": step.next_seq(),
            "at": step.at,
            "method": request.method,
            "path": request.path,
            "status": status,
            "ms": round((time.monotonic() - call.start) * 1000, 1),
            "requestId": call.request_id,
            "endpoint": endpoint(),
            "summary": call.summary,
            "counted": call.counted,
            "errors": call.errors,
            "rule": call.rule,
            "body": call.body,
        }
        step.run("insert into calls values (?, ?)", (row["seq"], json.dumps(row)))
        step.tell_at(row["seq"], "call", call=row)

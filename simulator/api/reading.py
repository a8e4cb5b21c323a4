"""The body of a request: JSON that fits a table of LINE's rules."""

import json
from typing import Any

from flask import request

from simulator.api.call import current
from simulator.errors import Refused
from simulator.rules import answers
from simulator.rules.checks import Check, Found

NOT_JSON = "The request body could not be parsed as JSON (line: -, column: -)"
RULE = "a UTF-8 JSON object of type application/json (facts §1.5)"


def read(table: Check) -> dict[str, Any]:
    """The body of the request, once it fits its table."""
    call = current()
    call.body = _parse()
    found: Found = []
    try:
        table(call.body, (), found)
    except RecursionError:
        raise Refused(400, NOT_JSON, RULE) from None  # nested without end
    if found:
        raise answers.refusal(found)
    body: dict[str, Any] = call.body
    return body


def _parse() -> Any:
    if not request.is_json:
        raise Refused(415, "Unsupported media type", RULE)
    data = request.get_data()
    try:
        body = json.loads(data, parse_constant=_no_number)
        if b"\\u" in data:  # half a surrogate pair is no text
            json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refused(400, NOT_JSON, RULE) from None
    return body


def _no_number(word: str) -> None:
    raise ValueError(word)

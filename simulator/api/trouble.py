"""What a fault does to a call, before the platform looks at it or after it was taken."""

from flask import Response, jsonify

from simulator.current import here
from simulator.errors import ConnectionCut, Refused
from simulator.faults import Fault

REFUSALS = {
    "429": "The API rate limit has been exceeded. Try again later.",
    "429-quota": "You have reached your monthly limit.",
}


def before(fault: Fault) -> None:
    rule = f"fault: {fault.kind}"
    if fault.kind in REFUSALS:
        raise Refused(429, REFUSALS[fault.kind], rule)
    if fault.kind == "error-before":
        raise Refused(fault.status, "Internal Server Error", rule)
    closing = here().closing.wait(fault.seconds)
    if closing or fault.silent:
        raise ConnectionCut(rule)


def after(fault: Fault) -> Response:
    """In place of the answer."""
    if fault.kind == "error-after":
        answer = jsonify(message="Internal Server Error")
        answer.status_code = fault.status
        return answer
    here().closing.wait(fault.seconds)
    raise ConnectionCut(f"fault: {fault.kind}")

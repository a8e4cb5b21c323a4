"""The knobs: time, trouble, webhooks, quota, and forgetting it all."""

from flask import request
from flask.typing import ResponseReturnValue

from simulator import moments
from simulator.browser.page import DONE, given, optional, page
from simulator.current import here
from simulator.errors import Mistake

NUMBER = (int, float)


@page.post("/clock")
def clock() -> ResponseReturnValue:
    to = optional("to", str)
    return here().set_clock(
        advance=given("advance", NUMBER, 0),
        to=moments.read(to) if to else None,
        reset=given("reset", bool, default=False),
    )


@page.put("/moments")
def set_moments() -> ResponseReturnValue:
    listed = request.get_json()
    if not isinstance(listed, list):
        raise Mistake("Moments come as a list.")
    here().set_moments(listed)
    return DONE


@page.post("/faults")
def add_fault() -> ResponseReturnValue:
    return here().add_fault(
        given("endpoint", str),
        given("fault", str),
        given("times", int, 1),
        seconds=optional("seconds", NUMBER),
        status=optional("status", int),
    )


@page.delete("/faults")
@page.delete("/faults/<int:number>")
def remove_faults(number: int | None = None) -> ResponseReturnValue:
    here().remove_faults(number)
    return DONE


@page.post("/webhook")
def webhook() -> ResponseReturnValue:
    return here().set_webhook(
        optional("endpoint", str),
        active=optional("active", bool),
        redelivery=optional("redelivery", bool),
    )


@page.post("/quota")
def quota() -> ResponseReturnValue:
    return here().set_quota(
        optional("type", str),
        optional("value", int),
        optional("used", int),
        optional("reserved", int),
    )


@page.post("/media/<message_id>/transcoding")
def transcoding(message_id: str) -> ResponseReturnValue:
    here().set_transcoding(given("status", str), message_id)
    return DONE


@page.post("/reset")
def reset() -> ResponseReturnValue:
    here().reset()
    return DONE

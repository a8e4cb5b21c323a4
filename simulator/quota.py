"""What the month's messages cost, and how many are left: recipients count, replies are free."""

from typing import Any

from simulator.errors import Mistake, Refused
from simulator.store import Step

FREE_PLAN = 300  # facts §1.5: messages a month on Thailand's free plan


def state(step: Step) -> dict[str, Any]:
    limit = step.setting("quota.value", FREE_PLAN)
    kind = step.setting("quota.type", "limited")
    return {"type": kind, "value": limit, "used": used(step)}


def used(step: Step) -> int:
    row = step.one("select used from usage where month = ?", _month(step))
    return row["used"] if row else 0


def spend(step: Step, cost: int) -> None:
    """Count `cost` recipients, or refuse all of them."""
    quota = state(step)
    taken = quota["used"] + step.setting("quota.reserved", 0)
    if quota["type"] == "limited" and cost and taken + cost > quota["value"]:
        words = "You have reached your monthly limit."
        raise Refused(429, words, "monthly quota, counted by recipient (facts §1.5)")
    if cost:
        change(step, used=quota["used"] + cost)


def change(
    step: Step,
    kind: str | None = None,
    value: int | None = None,
    used: int | None = None,
    reserved: int | None = None,
) -> None:
    """`reserved` is held by another delivery for a while; the consumption does not count it."""
    if kind not in (None, "limited", "none") or min(value or 0, used or 0, reserved or 0) < 0:
        raise Mistake("type is limited or none, value, used and reserved are 0 or more.")
    if kind is not None:
        step.set("quota.type", kind)
    if value is not None:
        step.set("quota.value", value)
    if reserved is not None:
        step.set("quota.reserved", reserved)
    if used is not None:
        step.run("insert or replace into usage values (?, ?)", (_month(step), used))
    step.tell("quota")


def _month(step: Step) -> str:
    """The month of the simulated clock in Bangkok, where the account is."""
    return step.now.strftime("%Y-%m")

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
    if quota["type"] == "limited" and cost and quota["used"] + cost > quota["value"]:
        words = "You have reached your monthly limit."
        raise Refused(429, words, "monthly quota, counted by recipient (facts §1.5)")
    if cost:
        change(step, used=quota["used"] + cost)


def change(
    step: Step, kind: str | None = None, value: int | None = None, used: int | None = None
) -> None:
    if kind not in (None, "limited", "none") or min(value or 0, used or 0) < 0:
        raise Mistake("type is limited or none, value and used are 0 or more.")
    if kind is not None:
        step.set("quota.type", kind)
    if value is not None:
        step.set("quota.value", value)
    if used is not None:
        step.run("insert or replace into usage values (?, ?)", (_month(step), used))
    step.tell("quota")


def _month(step: Step) -> str:
    """The month of the simulated clock in Bangkok, where the account is."""
    return step.now.strftime("%Y-%m")

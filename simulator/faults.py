"""Trouble on demand: what goes wrong with the next calls of the bot."""

from typing import Any, NamedTuple

from simulator.errors import Mistake
from simulator.store import Step

ENDPOINTS = ("reply", "push", "multicast", "broadcast", "profile", "content", "bulk_link", "any")
KINDS = (
    "error-before",  # an error, and nothing was taken
    "error-after",  # an error, yet it was taken
    "hang",  # no answer, and nothing was taken
    "hang-after",  # no answer, yet it was taken
    "cut-before",  # the connection breaks, and nothing was taken
    "cut-after",  # the connection breaks, yet it was taken
    "slow",  # a late answer
    "429",  # too fast
    "429-quota",  # nothing left this month
)
SECONDS = {"hang": 60.0, "hang-after": 60.0, "slow": 3.0}


class Fault(NamedTuple):
    kind: str
    seconds: float
    status: int

    @property
    def after(self) -> bool:
        return self.kind.endswith("-after")

    @property
    def silent(self) -> bool:
        """Whether the call is left without an answer."""
        return self.kind.startswith(("hang", "cut"))


def add(
    step: Step,
    endpoint: str,
    kind: str,
    times: int,
    *,
    seconds: float | None = None,
    status: int | None = None,
) -> dict[str, Any]:
    if endpoint not in ENDPOINTS or kind not in KINDS or times < 1:
        raise Mistake(f"endpoint is one of {ENDPOINTS}, fault one of {KINDS}, times 1 or more.")
    wait = SECONDS.get(kind, 0.0) if seconds is None else seconds
    sql = "insert into faults (endpoint, fault, left, seconds, status) values (?, ?, ?, ?, ?)"
    number = step.run(sql, (endpoint, kind, times, wait, status or 500)).lastrowid
    step.tell("faults")
    return _describe(step.one("select * from faults where id = ?", number))


def take(step: Step, endpoint: str) -> Fault | None:
    """The oldest fault that fits this call, once less of it left."""
    row = step.one(
        "select * from faults where endpoint in (?, 'any') order by id limit 1", endpoint
    )
    if row is None:
        return None
    step.run("update faults set left = left - 1 where id = ?", (row["id"],))
    step.run("delete from faults where left = 0")
    step.tell("faults")
    return Fault(row["fault"], row["seconds"], row["status"])


def remove(step: Step, number: int | None = None) -> None:
    """One fault, or all of them."""
    step.run("delete from faults where ?1 is null or id = ?1", (number,))
    step.tell("faults")


def everything(step: Step) -> list[dict[str, Any]]:
    return [_describe(row) for row in step.run("select * from faults order by id")]


def _describe(row: Any) -> dict[str, Any]:
    return dict(row)

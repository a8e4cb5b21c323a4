"""Moments worth skipping to, which whoever runs a bot names for those who try it out."""

from datetime import datetime
from typing import Any

from simulator.clock import BANGKOK
from simulator.errors import Mistake
from simulator.store import Step


def everything(step: Step) -> list[dict[str, str]]:
    """All of them, {label, at}, the earliest first; the page hides those that are past."""
    kept: list[dict[str, str]] = step.setting("moments", [])
    return kept


def replace(step: Step, given: list[Any]) -> None:
    """These take the place of all before them."""
    kept = sorted((_moment(each) for each in given), key=lambda one: one["at"])
    step.set("moments", kept)
    step.tell("moments")


def read(words: str) -> datetime:
    """An ISO 8601 date and time; Bangkok's where it names no zone."""
    try:
        moment = datetime.fromisoformat(words)
        return moment.replace(tzinfo=moment.tzinfo or BANGKOK).astimezone(BANGKOK)
    except (ValueError, OverflowError):
        raise Mistake("A moment is an ISO 8601 date and time.") from None


def _moment(given: Any) -> dict[str, str]:
    label, at = (given.get(name) if isinstance(given, dict) else None for name in ("label", "at"))
    if not (isinstance(label, str) and label.strip() and isinstance(at, str)):
        raise Mistake("A moment has a label, and the time it is at.")
    return {"label": label.strip(), "at": read(at).isoformat()}

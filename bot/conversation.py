"""Where a member is in a flow, kept as one row per member."""

from typing import Any, ClassVar, TypeVar

from pydantic import ValidationError

from bot.tagged import Tagged
from models import Conversation


class State(Tagged):
    """A step of a flow."""

    kinds: ClassVar[dict[str, type[Any]]]


class Detour(State, tag="detour"):
    """A step that stands before what was pressed; `then` is that button, answered at its end."""

    then: str = ""


S = TypeVar("S", bound=State)


def resume(row: Conversation) -> State | None:
    """The state in `row`; none where a release no longer knows it."""
    if row.flow not in State.kinds:
        return None
    try:
        state: State = State.kinds[row.flow].model_validate(row.state)
    except ValidationError:
        return None
    return state


def move(row: Conversation, state: State | None) -> None:
    row.flow = state.tag if state else None
    row.state = state.model_dump(mode="json") if state else {}
    row.asleep = False


def rest(row: Conversation) -> None:
    """She has turned to something else: a later “yes” must not answer what was asked before."""
    row.asleep = row.flow is not None

"""What a coordinator is asked about her club, one thing after the other."""

from enum import StrEnum

from bot import naming, places
from bot.conversation import State
from bot.telephone import phone

LONGEST = {"about": 400, "contact_hours": 80}  # characters


class Step(StrEnum):
    """The field of the club that is asked for."""

    ABOUT = "about"
    NAME = "contact_name"
    PHONE = "contact_phone"
    HOURS = "contact_hours"


class Telling(State, tag="about.telling"):
    club: int
    step: Step = Step.ABOUT


def following(step: Step) -> Step | None:
    order = list(Step)
    place = order.index(step) + 1
    return order[place] if place < len(order) else None


def before(step: Step) -> Step | None:
    order = list(Step)
    place = order.index(step)
    return order[place - 1] if place else None


def read(step: Step, said: str) -> str | None:
    """The answer as it is kept; None where it is none."""
    match step:
        case Step.NAME:
            return naming.read(said)
        case Step.PHONE:
            return phone(said)
        case _:
            good = places.tidy(said) and len(said) <= LONGEST[step]
            return said.strip() if good else None

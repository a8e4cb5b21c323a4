"""Where somebody is while a duty is given or taken."""

from enum import StrEnum

from bot.conversation import State


class Doing(StrEnum):
    """What a coordinator of several clubs was asked to choose a club for."""

    INVITE = "invite"
    INVITE_COACH = "coach"
    HAND_OVER = "hand-over"
    SHOW = "show"
    RESIGN = "resign"


class Choosing(State, tag="role.choosing"):
    doing: Doing


class Confirming(State, tag="role.confirming"):
    """She was asked whether she is sure; `role` is the one to be taken back, if any."""

    doing: Doing
    club: int
    role: int | None = None

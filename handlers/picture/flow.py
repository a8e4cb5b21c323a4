"""Where a coordinator is while she gives her club a picture, or takes it away."""

from bot.conversation import State


class Awaiting(State, tag="picture.awaiting"):
    """She was asked for a picture of this club."""

    club: int


class Removing(State, tag="picture.removing"):
    """She was asked once whether this picture shall go."""

    club: int
    picture: str = ""  # its digest; empty: the one that is still on its way

"""What somebody sent becomes a picture that is kept: fetched and drawn outside any transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from sqlalchemy.orm import Session

from bot import limits
from bot.deployment import Deployment
from bot.files import Files
from bot.language import addressing
from bot.line import LineError
from bot.turn import Refusal
from models import Member


class Drawn(NamedTuple):
    """A picture that was drawn anew and put into the store."""

    digest: str
    data: bytes


class Wish(Protocol):
    """That what was sent in this message becomes a picture of something."""

    @property
    def message(self) -> str: ...


W = TypeVar("W", bound=Wish)


class Wishes(NamedTuple, Generic[W]):
    """What a feature does with what was sent; each is asked in a transaction of its own."""

    wishing: Callable[[Session, W], Member | None]  # she who sent it, while it is still wanted
    hang: Callable[[Session, W, Drawn, datetime], None]
    say_why_not: Callable[[Session, W, str | None, datetime], None]


def draw(files: Files, data: bytes) -> Drawn:
    """Bytes that nobody comes to need are swept away at night. Raises Refusal."""
    from bot.pictures import redraw  # noqa: PLC0415 - Pillow only where a picture came

    drawn = redraw(data)
    return Drawn(files.put(drawn), drawn)


def fetch(deployment: Deployment, wish: W, wishes: Wishes[W]) -> None:
    """Asked again before each step, since she may unsend it meanwhile."""
    with deployment.sessions.begin() as db:
        member = wishes.wishing(db, wish)
    if member is None:
        return
    data = deployment.line.content(wish.message, limits.PICTURE)
    if data is None:
        raise LineError(None, "not ready yet")
    try:
        with addressing(member):  # why not, if not, is said in her language
            drawn = draw(deployment.files, data)
    except Refusal as why:
        with deployment.sessions.begin() as db:
            wishes.say_why_not(db, wish, str(why), deployment.now())
        return
    with deployment.sessions.begin() as db:
        wishes.hang(db, wish, drawn, deployment.now())


def address(public_url: str, digest: str | None) -> str | None:
    """Where everybody may see it, where there is one."""
    return f"{public_url}/files/{digest}" if digest else None

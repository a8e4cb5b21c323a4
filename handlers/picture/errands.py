"""Fetching what a coordinator sent, outside any transaction, and making it her club's picture."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import pictures
from bot.deployment import Deployment
from bot.errands import Details, Errands
from bot.language import addressing
from bot.line import LineError
from bot.turn import Refusal
from handlers.picture import actions
from models import Member

errands = Errands({})


@errands.kind(actions.FETCH)
def fetch(deployment: Deployment, details: Details) -> None:
    """Asked again before each step, since she may unsend it meanwhile."""
    wish = actions.Wish(**details)
    with deployment.sessions.begin() as db:
        member = actions.wishing(db, wish)
    if member is None:
        return
    data = deployment.line.content(wish.message, pictures.HEAVIEST)
    if data is None:
        raise LineError(None, "not ready yet")
    try:
        drawn = _drawn(member, data)
    except Refusal as why:
        with deployment.sessions.begin() as db:
            actions.say_why_not(db, wish, str(why), deployment.now())
        return
    digest = deployment.files.put(drawn)
    with deployment.sessions.begin() as db:
        actions.hang(db, wish, digest, drawn, deployment.now())


@errands.given_up(actions.FETCH)
def give_up(db: Session, details: Details, now: datetime) -> None:
    actions.say_why_not(db, actions.Wish(**details), None, now)


def _drawn(member: Member, data: bytes) -> bytes:
    """Why not, if not, is said in her language."""
    with addressing(member):
        return pictures.redraw(data)

"""What takes long about events: promising reminders anew, fetching a picture that was sent."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import delivery, drawing
from bot.deployment import Deployment
from bot.errands import Details, Errands
from handlers.event import picture, reminding

WISHES = drawing.Wishes(picture.wishing, picture.hang, picture.say_why_not)
errands = Errands({})


@errands.kind(reminding.ANEW)
def promise_anew(deployment: Deployment, details: Details) -> None:
    """One page in a transaction of its own; the next is asked for in it."""
    with deployment.sessions.begin() as db:
        reminding.promise_anew(db, details, deployment.now())
    delivery.pause(deployment.sessions)


@errands.kind(picture.FETCH)
def fetch(deployment: Deployment, details: Details) -> None:
    drawing.fetch(deployment, picture.Wish(**details), WISHES)


@errands.given_up(picture.FETCH)
def give_up(db: Session, details: Details, now: datetime) -> None:
    picture.say_why_not(db, picture.Wish(**details), None, now)

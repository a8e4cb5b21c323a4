"""What takes long about announcements: fetching a picture that was sent."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import drawing
from bot.deployment import Deployment
from bot.errands import Details, Errands
from handlers.announcement import pictures

WISHES = drawing.Wishes(pictures.wishing, pictures.hang, pictures.say_why_not)
errands = Errands({})


@errands.kind(pictures.FETCH)
def fetch(deployment: Deployment, details: Details) -> None:
    drawing.fetch(deployment, pictures.Wish(**details), WISHES)


@errands.given_up(pictures.FETCH)
def give_up(db: Session, details: Details, now: datetime) -> None:
    pictures.say_why_not(db, pictures.Wish(**details), None, now)

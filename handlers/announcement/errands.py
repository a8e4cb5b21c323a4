"""What takes long about announcements: fetching pictures, and asking LINE before they leave."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import drawing
from bot.deployment import Deployment
from bot.errands import Details, Errands
from bot.line import LineError
from handlers.announcement import pictures, validating

WISHES = drawing.Wishes(pictures.wishing, pictures.hang, pictures.say_why_not)
errands = Errands({})


@errands.kind(pictures.FETCH)
def fetch(deployment: Deployment, details: Details) -> None:
    drawing.fetch(deployment, pictures.Wish(**details), WISHES)


@errands.given_up(pictures.FETCH)
def give_up(db: Session, details: Details, now: datetime) -> None:
    pictures.say_why_not(db, pictures.Wish(**details), None, now)


@errands.kind(validating.VALIDATE)
def validate(deployment: Deployment, details: Details) -> None:
    """What LINE would refuse does not leave at all, and its author is told."""
    with deployment.sessions.begin() as db:
        messages = validating.messages(db, details["announcement"])
    if not messages:
        return
    try:
        deployment.line.validate(messages)
    except LineError as error:
        if not error.permanent or error.unauthorised:
            raise
        with deployment.sessions.begin() as db:
            validating.refuse(db, details["announcement"], deployment.now())

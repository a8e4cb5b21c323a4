"""Fetching what a coordinator sent, and making it her club's picture."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import drawing
from bot.deployment import Deployment
from bot.errands import Details, Errands
from handlers.picture import actions

WISHES = drawing.Wishes(actions.wishing, actions.hang, actions.say_why_not)
errands = Errands({})


@errands.kind(actions.FETCH)
def fetch(deployment: Deployment, details: Details) -> None:
    drawing.fetch(deployment, actions.Wish(**details), WISHES)


@errands.given_up(actions.FETCH)
def give_up(db: Session, details: Details, now: datetime) -> None:
    actions.say_why_not(db, actions.Wish(**details), None, now)

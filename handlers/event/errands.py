"""Promising reminders anew, once a club or all of them chose how to remind."""

from bot import delivery
from bot.deployment import Deployment
from bot.errands import Details, Errands
from handlers.event import reminding

errands = Errands({})


@errands.kind(reminding.ANEW)
def promise_anew(deployment: Deployment, details: Details) -> None:
    """One page in a transaction of its own; the next is asked for in it."""
    with deployment.sessions.begin() as db:
        reminding.promise_anew(db, details, deployment.now())
    delivery.pause(deployment.sessions)

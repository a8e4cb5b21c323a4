"""The worker alone: `python work.py` does what `flask --app app worker` does, and loads less.

It has no pages to show, so it takes less memory and is there sooner.
"""

import gc

import handlers
import settings
from bot import logs, worker
from bot.deployment import Deployment


def work(deployment: Deployment) -> None:
    """Do what is due, until it is told to stop."""
    gc.freeze()  # what was loaded stays; looking it over would hold the database's lock for 50 ms
    worker.run(deployment, handlers.clock, handlers.errands)


if __name__ == "__main__":
    logs.begin()
    work(Deployment.of(settings.load()))

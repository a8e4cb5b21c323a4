"""`python -m bench.laying`: lay out what is announced, and send nothing; what it took, as JSON."""

import json
import os
import time

import settings
from bench.processes import heaviest, resident
from bot import delivery, expansion
from bot.deployment import Deployment


def main() -> None:
    deployment = Deployment.of(settings.load())
    with deployment.sessions.begin():
        idle = resident(os.getpid())
    began, first = time.monotonic(), None
    while delivery.step(deployment, expansion.expand):
        first = first or time.monotonic() - began
    took = {
        "first": first,
        "all": time.monotonic() - began,
        "above": heaviest(os.getpid()) - idle,
    }
    print(json.dumps(took))


if __name__ == "__main__":
    main()

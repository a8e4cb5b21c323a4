"""What the processes write to their log, and how."""

import logging

FORM = "%(levelname)s %(name)s: %(message)s"
CHATTY = ("alembic", "apscheduler")


def begin() -> None:
    """Once in a process; harmless when it was done before."""
    logging.basicConfig(level=logging.INFO, format=FORM)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)

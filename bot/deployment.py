"""What a running copy of the bot is made of."""

from dataclasses import dataclass
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session, sessionmaker

from bot.files import Files
from bot.line import LineApi
from bot.watch import Watch
from settings import Settings


@dataclass(frozen=True)
class Deployment:
    settings: Settings
    sessions: sessionmaker[Session]
    line: LineApi
    files: Files
    now: Watch


def deployment() -> Deployment:
    """The one that the present request or command runs in."""
    return cast(Deployment, current_app.extensions["deployment"])

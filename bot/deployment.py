"""What a running copy of the bot is made of."""

from dataclasses import dataclass
from typing import Self, cast

from sqlalchemy.orm import Session, sessionmaker

from bot.files import Files
from bot.line import LineApi
from bot.watch import Watch, watch
from models import database
from settings import Settings


@dataclass(frozen=True)
class Deployment:
    settings: Settings
    sessions: sessionmaker[Session]
    line: LineApi
    files: Files
    now: Watch

    @classmethod
    def of(cls, settings: Settings, now: Watch | None = None) -> Self:
        return cls(
            settings=settings,
            sessions=database.sessions(database.connect(settings.database_url), settings=settings),
            line=LineApi(settings.channel_token, settings.line_api, settings.line_data_api),
            files=Files(settings.files),
            now=now or watch(settings.clock_file),
        )


def settings_of(db: Session) -> Settings:
    """Those of the copy that this session belongs to."""
    return cast(Settings, db.info["settings"])


def deployment() -> Deployment:
    """The one that the present request or command runs in."""
    from flask import current_app  # noqa: PLC0415 - a worker has no Flask

    return cast(Deployment, current_app.extensions["deployment"])

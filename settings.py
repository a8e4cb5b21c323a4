"""Everything that differs between machines, read once from the environment."""

import os
import re
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from dotenv import dotenv_values

# what this machine keeps: database, keys, files
VAR = Path(os.environ.get("VAR") or Path(__file__).parent / "var")
AGE_KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")


class SettingsError(ValueError):
    """A setting is missing or malformed; the message says what to put there."""


@dataclass(frozen=True)
class Settings:
    channel_secrets: tuple[str, ...]  # two while LINE's channel secret is being changed
    channel_token: str
    line_api: str
    line_data_api: str
    database_url: str
    public_url: str
    port: int
    bind: str
    secret_key: str
    files: str
    tip_recipients: tuple[str, ...]  # age public keys; none: tips are not taken
    clock_file: Path | None  # a clock that can be moved, for trying things out

    @classmethod
    def from_env(cls, env: Mapping[str, str], var: Path = VAR) -> Self:
        """Read `env`, or raise SettingsError at start rather than fail at the first message."""
        clock = env.get("CLOCK_FILE")
        return cls(
            channel_secrets=_secrets(env),
            channel_token=_required(
                env, "LINE_CHANNEL_ACCESS_TOKEN", "the channel access token of your LINE account"
            ),
            line_api=_address(env, "LINE_API_BASE", "https://api.line.me"),
            line_data_api=_address(env, "LINE_DATA_API_BASE", "https://api-data.line.me"),
            database_url=_database(env, var),
            public_url=_address(env, "PUBLIC_URL", "", https=True),
            port=_port(env),
            bind=env.get("BIND") or "127.0.0.1",
            secret_key=env.get("SECRET_KEY") or _kept_secret(var / "secret_key"),
            files=env.get("FILES") or str(var / "files"),
            tip_recipients=_recipients(env),
            clock_file=Path(clock) if clock else None,
        )


def load() -> Settings:
    """The settings of this process: the environment, then `.env`. Ends it on a mistake."""
    try:
        return Settings.from_env({**_dotenv(), **os.environ})
    except SettingsError as error:
        sys.exit(f"settings: {error}")


def database_url() -> str:
    """The database alone, for migrating it where nothing else is set."""
    return _database({**_dotenv(), **os.environ}, VAR)


def _dotenv() -> dict[str, str]:
    file = Path(__file__).parent / ".env"
    return {key: value for key, value in dotenv_values(file).items() if value is not None}


def _required(env: Mapping[str, str], name: str, what: str) -> str:
    value = env.get(name, "").strip()
    if not value:
        raise SettingsError(f"{name} is missing; put {what} there (environment or .env)")
    return value


def _secrets(env: Mapping[str, str]) -> tuple[str, ...]:
    name = "LINE_CHANNEL_SECRET"
    value = _required(env, name, "the channel secret of your LINE account")
    found = tuple(part.strip() for part in value.split(",") if part.strip())
    if not 1 <= len(found) <= 2:  # noqa: PLR2004
        raise SettingsError(f"{name} must be one secret, or two separated by a comma")
    return found


def _address(env: Mapping[str, str], name: str, default: str, *, https: bool = False) -> str:
    value = (env.get(name) or default).strip()
    if not value:
        raise SettingsError(f"{name} is missing; put the https address of this bot there")
    parts = urlsplit(value)
    allowed = {"https"} if https else {"http", "https"}
    if parts.scheme not in allowed or not parts.netloc or parts.query or parts.fragment:
        raise SettingsError(f"{name} must look like {'https' if https else 'http(s)'}://name")
    return value.rstrip("/")


def _database(env: Mapping[str, str], var: Path) -> str:
    value = env.get("DATABASE_URL") or f"sqlite:///{var / 'club.db'}"
    if not value.startswith(
        ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
    ):
        raise SettingsError("DATABASE_URL must begin with sqlite:/// or postgresql://")
    return value


def _port(env: Mapping[str, str]) -> int:
    value = env.get("PORT") or "8000"
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:  # noqa: PLR2004
        raise SettingsError("PORT must be a number from 1 to 65535")
    return int(value)


def _recipients(env: Mapping[str, str]) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in env.get("TIP_RECIPIENTS", "").split(",") if key.strip())
    for number, key in enumerate(keys, 1):
        if not AGE_KEY.fullmatch(key):
            raise SettingsError(
                f"TIP_RECIPIENTS: number {number} is no age public key (age1…, 62 characters)"
            )
    return keys


def _kept_secret(file: Path) -> str:
    """Make a secret once and keep it, readable by this user only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return file.read_text()

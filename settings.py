"""Everything that differs between machines, read once from the environment."""

import os
import re
import secrets
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Self, TypeVar

import pyrage
from dotenv import dotenv_values
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

# what this machine keeps: database, keys, files
VAR = Path(os.environ.get("VAR") or Path(__file__).parent / "var")
T = TypeVar("T")
HOST = r"[A-Za-z0-9.-]+"
SHORTEST_SECRET = 16


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
    metrics_token: str | None  # who knows it may read /metrics; none: there is no such page
    clock_file: Path | None  # a clock that can be moved, for trying things out

    @classmethod
    def from_env(cls, env: Mapping[str, str], var: Path = VAR) -> Self:
        """Read `env`, or raise SettingsError at start rather than fail at the first message."""
        clock = env.get("CLOCK_FILE")
        return cls(
            channel_secrets=_secrets(env),
            channel_token=_token(env),
            line_api=_address(env, "LINE_API_BASE", "https://api.line.me"),
            line_data_api=_address(env, "LINE_DATA_API_BASE", "https://api-data.line.me"),
            database_url=_database(env, var),
            public_url=_address(env, "PUBLIC_URL", "", https=True),
            port=_port(env),
            bind=_bind(env),
            secret_key=_secret_key(env, var),
            files=_files(env, var),
            tip_recipients=_recipients(env),
            metrics_token=_metrics_token(env),
            clock_file=Path(clock) if clock else None,
        )


def load() -> Settings:
    """The settings of this process: the environment, then `.env`. Ends it on a mistake."""
    return _read(Settings.from_env)


def database_url() -> str:
    """The database alone, for migrating it where nothing else is set."""
    return _read(lambda env: _database(env, VAR))


def names_database(url: str) -> bool:
    """Whether this is the address of a database that we can use."""
    schemes = ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
    try:
        return url.startswith(schemes) and make_url(url).database not in {None, "", ":memory:"}
    except (ArgumentError, ValueError):
        return False


def _read(make: Callable[[Mapping[str, str]], T]) -> T:
    try:
        return make({**_dotenv(), **os.environ})
    except SettingsError as error:
        sys.exit(f"settings: {error}")


def _dotenv() -> dict[str, str]:
    file = Path(__file__).parent / ".env"
    return {key: value for key, value in dotenv_values(file).items() if value is not None}


def _required(env: Mapping[str, str], name: str, what: str) -> str:
    value = env.get(name, "").strip()
    if not value:
        raise SettingsError(f"{name} is missing; put {what} there (environment or .env)")
    if not re.fullmatch("[ -~]+", value):
        raise SettingsError(f"{name} must be letters, digits and signs; put {what} there")
    return value


def _secrets(env: Mapping[str, str]) -> tuple[str, ...]:
    name = "LINE_CHANNEL_SECRET"
    value = _required(env, name, "the channel secret of your LINE account")
    found = tuple(part.strip() for part in value.split(",") if part.strip())
    if not 1 <= len(found) <= 2 or " " in "".join(found):  # noqa: PLR2004
        raise SettingsError(f"{name} must be one secret, or two separated by a comma")
    return found


def _token(env: Mapping[str, str]) -> str:
    name = "LINE_CHANNEL_ACCESS_TOKEN"
    value = _required(env, name, "the channel access token of your LINE account")
    if " " in value:  # it travels in a header
        raise SettingsError(f"{name} must be one word; copy it whole and without spaces")
    return value


def _address(env: Mapping[str, str], name: str, default: str, *, https: bool = False) -> str:
    value = (env.get(name) or default).strip()
    if not value:
        raise SettingsError(f"{name} is missing; put the https address of this bot there")
    scheme = "https" if https else "https?"
    if not re.fullmatch(rf"{scheme}://{HOST}(:\d{{1,5}})?(/[!-~]*)?", value) or set(value) & set(
        "?#"
    ):
        raise SettingsError(f"{name} must look like https://name")
    return value.rstrip("/")


def _database(env: Mapping[str, str], var: Path) -> str:
    value = env.get("DATABASE_URL") or f"sqlite:///{var / 'club.db'}"
    if not names_database(value):
        raise SettingsError(
            "DATABASE_URL must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
        )
    return value


def _bind(env: Mapping[str, str]) -> str:
    value = env.get("BIND") or "127.0.0.1"
    if not re.fullmatch(HOST, value):
        raise SettingsError("BIND must be an address such as 127.0.0.1, or 0.0.0.0 for all")
    return value


def _files(env: Mapping[str, str], var: Path) -> str:
    value = env.get("FILES") or str(var / "files")
    if "://" in value and not value.startswith("s3://"):
        raise SettingsError("FILES must be a folder, or s3://BUCKET/FOLDER")
    return value


def _secret_key(env: Mapping[str, str], var: Path) -> str:
    value = env.get("SECRET_KEY") or _kept_secret(var / "secret_key")
    if len(value) < SHORTEST_SECRET:
        raise SettingsError(
            f"SECRET_KEY must be {SHORTEST_SECRET} random characters or more; "
            "without it one is made and kept"
        )
    return value


def _port(env: Mapping[str, str]) -> int:
    value = env.get("PORT") or "8000"
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 0 < int(value) < 65536:  # noqa: PLR2004
        raise SettingsError("PORT must be a number from 1 to 65535")
    return int(value)


def _recipients(env: Mapping[str, str]) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in env.get("TIP_RECIPIENTS", "").split(",") if key.strip())
    for number, key in enumerate(keys, 1):
        try:
            pyrage.x25519.Recipient.from_str(key)
        except pyrage.RecipientError:
            raise SettingsError(
                f"TIP_RECIPIENTS: number {number} is no age public key (age1…, 62 characters)"
            ) from None
    return keys


def _metrics_token(env: Mapping[str, str]) -> str | None:
    value = env.get("METRICS_TOKEN") or None
    if value and not re.fullmatch(rf"[!-~]{{{SHORTEST_SECRET},}}", value):  # it travels in a header
        raise SettingsError(
            f"METRICS_TOKEN must be {SHORTEST_SECRET} random letters, digits and signs or more; "
            "without it /metrics is closed"
        )
    return value


def _kept_secret(file: Path) -> str:
    """Make a secret once and keep it, readable by this user only; all who start get the same."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=file.parent) as draft:
            draft.write(secrets.token_urlsafe(32))
            draft.flush()
            with suppress(FileExistsError):  # another process was first
                os.link(draft.name, file)  # so that nobody ever reads half of it
    return file.read_text()

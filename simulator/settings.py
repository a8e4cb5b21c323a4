"""What differs between machines, read once from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    port: int
    bind: str
    state: str
    clock_file: Path
    secret: str
    token: str
    name: str
    basic_id: str
    bot_url: str
    public_url: str

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """The secrets guard nothing here: a bot only has to be given the same ones."""
        get = environment.get
        return cls(
            port=_port(get("SIMULATOR_PORT", "8001")),
            bind=get("SIMULATOR_BIND", "127.0.0.1"),
            state=get("SIMULATOR_STATE", "var/simulator.db"),
            clock_file=Path(get("CLOCK_FILE", "var/clock")),
            secret=get("LINE_CHANNEL_SECRET", "simulator-secret"),
            token=get("LINE_CHANNEL_ACCESS_TOKEN", "simulator-token"),
            name=get("SIMULATOR_BOT_NAME", "Bot"),
            basic_id=get("SIMULATOR_BOT_ID", "@bot"),
            bot_url=get("BOT_URL", "http://127.0.0.1:8000"),
            public_url=get("PUBLIC_URL", "https://club.test"),
        )


def _port(value: str) -> int:
    if not value.isdecimal():
        raise SystemExit(f"SIMULATOR_PORT is a number, not {value!r}.")
    return int(value)

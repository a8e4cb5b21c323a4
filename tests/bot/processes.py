"""Real processes of the bot, to be killed: a worker in a moment, and gunicorn on a socket."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.conftest import SECRET, TOKEN

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
HURRY: dict[str, dict[str, Any]] = {  # a minute of a worker's takes seconds in a storm
    "bot.claiming": {
        "BATCH": 8,
        "RATES": {"push": 200, "multicast": 60, "broadcast": 1},
    },
    "bot.settling": {
        "LATER": timedelta(seconds=0.5),
        "SLOWER": timedelta(milliseconds=500),
        "SOON": timedelta(milliseconds=200),
    },
}
HURRIED_TIMEOUT = (0.6, 0.6)  # seconds for LINE

_forks = get_context("forkserver")  # has imported the app, and forks a clean process at once
_forks.set_forkserver_preload(["app"])


def environment(database: str, line: str, clock_file: Path) -> dict[str, str]:
    """The settings of processes that talk to a simulator."""
    return {
        "CLOCK_FILE": str(clock_file),
        "DATABASE_URL": database,
        "LINE_API_BASE": line,
        "LINE_DATA_API_BASE": line,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_CHANNEL_SECRET": SECRET,
        "PUBLIC_URL": "https://club.test",
        "SECRET_KEY": "secret of the tests",
    }


def start_worker(
    env: Mapping[str, str],
    *,
    forgetful: bool = False,
    hurried: bool = False,
    pages: int | None = None,
    log: Path | None = None,
) -> BaseProcess:
    """`flask --app app worker`; a forgetful one takes a new retry key for each try.

    One with `pages` stops laying out after so many, so that a kill falls between two.
    """
    changes = [partial(_replace, "bot.expansion", PAGES=1)]
    changes += [partial(_say_into, log)] if log else []
    changes += [_hurry] if hurried else []
    changes += [partial(_stop_after, pages)] if pages else []
    changes += [_forget_keys] if forgetful else []
    process = _forks.Process(target=_work, args=(dict(env), changes), daemon=True)
    process.start()
    return process


def _work(env: dict[str, str], changes: Sequence[Callable[[], None]]) -> None:
    from flask.cli import cli

    os.environ.update(env)
    for change in changes:
        change()
    cli.main(["--app", "app", "worker"], prog_name="flask")


def _say_into(log: Path) -> None:
    with log.open("ab") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())


def _hurry() -> None:
    from bot.line import LineApi

    for module, values in HURRY.items():
        _replace(module, **values)
    _replace("bot.deployment", LineApi=partial(LineApi, timeout=HURRIED_TIMEOUT))


def _replace(module: str, **values: Any) -> None:
    """A name that is not there any more must not be set for nothing."""
    for name, value in values.items():
        getattr(sys.modules[module], name)
        setattr(sys.modules[module], name, value)


def _stop_after(pages: int) -> None:
    from bot import expansion

    expand, left = expansion.expand, iter(range(pages))
    expansion.expand = lambda db, now: next(left, None) is not None and expand(db, now)


def _forget_keys() -> None:
    from bot.line import LineApi

    send = LineApi.send
    LineApi.send = lambda line, endpoint, body, _: send(line, endpoint, body, str(uuid4()))


@contextmanager
def gunicorn(env: Mapping[str, str], listening: socket.socket) -> Iterator[subprocess.Popen[bytes]]:
    """The web process as in the Procfile, on a socket that outlives it."""
    number = listening.fileno()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{number}", "app:create_app()"]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **env}, pass_fds=[number], start_new_session=True
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """The process and its children, without a word."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait(PATIENCE)

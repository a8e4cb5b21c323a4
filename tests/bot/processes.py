"""Real processes of the bot, to be killed: a worker in a moment, and gunicorn on a socket."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0

_forks = get_context("forkserver")  # has imported the app, and forks a clean process at once
_forks.set_forkserver_preload(["app"])


def start_worker(
    env: Mapping[str, str], *, forgetful: bool = False, pages: int | None = None
) -> BaseProcess:
    """`flask --app app worker`; a forgetful one takes a new retry key for each try.

    One with `pages` stops laying out after so many, so that a kill falls between two.
    """
    process = _forks.Process(target=_work, args=(dict(env), forgetful, pages), daemon=True)
    process.start()
    return process


def _work(env: dict[str, str], forgetful: bool, pages: int | None) -> None:  # noqa: FBT001
    from flask.cli import cli

    from bot import expansion

    os.environ.update(env)
    expansion.PAGES = 1
    if pages:
        _stop_after(pages)
    if forgetful:
        _forget_keys()
    cli.main(["--app", "app", "worker"], prog_name="flask")


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

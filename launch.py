"""Starts everything on this machine: `make run` (with the simulator) or `make serve` (with LINE).

One process checks the ports, brings the database to its shape and loads the demo; then honcho
runs web and worker from the Procfile, as any other machine would. What dies is started anew.
"""

import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import click
import pyrage
import urllib3
from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Printer
from honcho.process import Process

import settings
from settings import VAR, Settings

ROOT = Path(__file__).parent
READY_SECONDS = 30
STOPPED = (130, 143)  # honcho's codes for Ctrl-C and SIGTERM, which end us as they should
DEATHS = 5  # one after another, each so soon after its start that a next one would not help
SOON = 10.0  # seconds


def main() -> None:
    os.chdir(ROOT)
    if sys.argv[1:] == ["run"]:
        made = _try_out(os.environ)
        os.environ.update(made)
        _keep_environment(made)
        known = _prepare(with_demo=True)
        _start(known, {"simulator": f"{sys.executable} -m simulator"})
    elif sys.argv[1:] == ["serve"]:
        _start(_prepare(with_demo=False), {})
    else:
        sys.exit("usage: launch.py run | serve")


def _try_out(env: Mapping[str, str]) -> dict[str, str]:
    """The settings of `make run`: everything on this machine, nothing from `.env`."""
    port, simulator = env.get("PORT", "8000"), env.get("SIMULATOR_PORT", "8001")
    address = f"http://127.0.0.1:{simulator}"
    VAR.mkdir(exist_ok=True)
    return {
        "BOT_URL": f"http://127.0.0.1:{port}",
        "CLOCK_FILE": str(VAR / "clock"),
        "DATABASE_URL": f"sqlite:///{VAR / 'demo.db'}",
        "FLASK_SKIP_DOTENV": "1",
        "LINE_API_BASE": address,
        "LINE_CHANNEL_ACCESS_TOKEN": _kept("demo_token", lambda: secrets.token_hex(16)),
        "LINE_CHANNEL_SECRET": _kept("demo_secret", lambda: secrets.token_hex(16)),
        "LINE_DATA_API_BASE": address,
        "PORT": port,
        "PUBLIC_URL": "https://club.test",
        "SECRET_KEY": _kept("secret_key", lambda: secrets.token_urlsafe(32)),
        "SIMULATOR_BOT_ID": "@strong",
        "SIMULATOR_BOT_NAME": "น้องสตรอง",
        "SIMULATOR_PORT": simulator,
        "SIMULATOR_STATE": str(VAR / "simulator.db"),
        "TIP_RECIPIENTS": _reader(),
    }


def _keep_environment(made: Mapping[str, str]) -> None:
    """For commands beside it: `set -a; . var/environment; flask --app app tips`."""
    file = VAR / "environment"
    file.touch(mode=0o600)
    file.write_text("".join(f"{name}={value}\n" for name, value in made.items()))


def _kept(name: str, make: Callable[[], str]) -> str:
    """A secret of this machine's tries, made once."""
    file = VAR / name
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(make())
    return file.read_text().strip()


def _reader() -> str:
    """The public key of the demo's tip reader; the private one stays in a file to try with."""
    file = VAR / "tip-reader.key"
    if not file.exists():
        identity = pyrage.x25519.Identity.generate()
        file.touch(mode=0o600)
        file.write_text(f"# public key: {identity.to_public()}\n{identity}\n")
    return file.read_text().splitlines()[0].rpartition(" ")[2]


def _prepare(*, with_demo: bool) -> Settings:
    from models.shape import migrate  # noqa: PLC0415 - after the environment is made

    known = settings.load()
    _free(known.bind, known.port, "PORT")
    if with_demo:
        _free("127.0.0.1", int(os.environ["SIMULATOR_PORT"]), "SIMULATOR_PORT")
    migrate(known.database_url)
    if with_demo:
        from bot.deployment import Deployment  # noqa: PLC0415
        from demo.commands import prepare  # noqa: PLC0415

        prepare(Deployment.of(known))
    return known


def _free(host: str, port: int, setting: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            sys.exit(f"port {port} is taken; choose another: {setting}={port + 10} make …")


def _start(known: Settings, more: dict[str, str]) -> None:
    processes = parse_procfile((ROOT / "Procfile").read_text()).processes
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1"}
    manager = Keeper(Printer(sys.stdout, colour=sys.stdout.isatty()))
    for name, command in {**processes, **more}.items():
        if name != "release":
            # exec: no shell stands between us and what may be killed
            manager.add_process(name, f"exec {command}", env=env, cwd=str(ROOT))
    Thread(target=_announce, args=[known], daemon=True).start()
    manager.loop()
    sys.exit(_exit_code(manager.returncode))


def _exit_code(code: int) -> int:
    """As a shell tells it; a process that was killed has its signal's number below zero."""
    if code in STOPPED:
        return 0
    return code if code >= 0 else 128 - code


class Kept(Process):  # type: ignore[misc]  # honcho has no types
    """A process that is started anew when it dies, until all is to end."""

    _ending = False
    _quick_deaths = 0
    _died = False

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)  # ignored instead, our command would ignore them, too
        while not self._died:
            self._began = time.monotonic()
            super().run(events)

    def _send_message(self, data: Any, type: str = "line") -> None:  # noqa: A002
        """The manager ends everything at the first "stop", so it hears of the last one only."""
        if type == "start" and self._ending:
            self._end()  # it was asked for before there was something to end
        if type == "stop":
            self._died = self._ending or self._hopeless()
        if type == "stop" and not self._died:
            data, type = f"died ({data['returncode']}); starting it anew\n".encode(), "line"  # noqa: A001
        super()._send_message(data, type)

    def _hopeless(self) -> bool:
        quick = time.monotonic() - self._began < SOON
        self._quick_deaths = self._quick_deaths + 1 if quick else 0
        if self._quick_deaths == DEATHS:
            words = f"died {DEATHS} times within {SOON:.0f} s of its start; giving up\n"
            super()._send_message(words.encode())
        return self._quick_deaths == DEATHS

    def _end(self, *_: object) -> None:
        self._ending = True
        if self._child:
            with suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGTERM)


class Keeper(Manager):  # type: ignore[misc]
    """Runs processes until it is stopped, or until one of them dies again and again."""

    def __init__(self, printer: Printer) -> None:
        super().__init__(printer)
        self._process_ctor = Kept

    def terminate(self) -> None:
        for each in self._processes.values():
            each["process"].terminate()  # whoever starts it anew must know first
        super().terminate()


def _announce(known: Settings) -> None:
    """Say where to look, once everything answers."""
    host = "127.0.0.1" if known.bind == "0.0.0.0" else known.bind
    bot, simulator = f"http://{host}:{known.port}", os.environ.get("SIMULATOR_PORT")
    http = urllib3.PoolManager(retries=False, timeout=2)
    if not _answers(http, f"{bot}/readyz"):
        return
    if simulator is None:
        click.echo(f"\n  the bot answers at {bot}/callback\n")
    elif _answers(http, f"http://127.0.0.1:{simulator}/simulator/state"):
        from bot.deployment import Deployment  # noqa: PLC0415
        from demo.commands import present  # noqa: PLC0415
        from handlers.menu.actions import publish  # noqa: PLC0415

        running = Deployment.of(known)
        present(running)
        click.echo(f"\n  แชตเปิดแล้วที่ (chat) http://127.0.0.1:{simulator}\n")
        publish(running)


def _answers(http: urllib3.PoolManager, url: str) -> bool:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        try:
            if http.request("GET", url).status == 200:  # noqa: PLR2004
                return True
        except urllib3.exceptions.HTTPError:
            pass
        time.sleep(0.1)
    return False


if __name__ == "__main__":
    main()

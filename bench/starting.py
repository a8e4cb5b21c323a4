"""`make run`: from nothing, and again; in a copy of the checkout, so that nothing here changes."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import figure
from bench.plan import Plan
from bench.processes import ROOT, free_port, status, whole_machine
from bench.stand import Stand
from bench.tables import Table

PATIENCE = 300.0
PIP_DOWNLOAD = ["python3", "-m", "pip", "download", "-q", "--no-cache-dir", "--require-hashes"]


@dataclass(frozen=True)
class Cold:
    megabytes: float
    downloading: float  # seconds
    ready: float  # seconds, all that is downloaded being at hand


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    with whole_machine():
        cold = _cold(_copy(stand.folder / "cold")) if plan.cold else None
        again = _again(_copy(stand.folder / "again"), plan.rounds)
    yield Table(
        "`make run`",
        ("", "measured", "aim"),
        [*_cold_rows(cold), ("again, until chat and bot answer", figure(again, "s"), "5 s")],
        "In a fresh copy of the checkout, on all cores. From nothing is measured once; the time "
        "for downloading depends on the line and is apart.",
    )


def _cold_rows(cold: Cold | None) -> Sequence[Sequence[str]]:
    size, downloading, ready = (
        ([cold.megabytes], [cold.downloading], [cold.ready]) if cold else ([], [], [])
    )
    return [
        ("from nothing: to download", figure(size, "MB"), "200 MB"),
        ("downloading it, here", figure(downloading, "s"), ""),
        ("then until chat and bot answer", figure(ready, "s"), "90 s with the above"),
    ]


def _cold(checkout: Path) -> Cold:
    wheels = checkout / "wheels"
    began = time.monotonic()
    subprocess.run(
        [*PIP_DOWNLOAD, "-r", "requirements.lock", "-d", wheels],
        cwd=checkout,
        check=True,
    )
    downloading = time.monotonic() - began
    size = sum(file.stat().st_size for file in wheels.iterdir()) / 1e6
    at_hand = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_NO_CACHE_DIR": "1"}
    return Cold(size, downloading, _run(checkout, at_hand))


def _again(checkout: Path, rounds: int) -> list[float]:
    (checkout / ".venv").symlink_to(ROOT / ".venv")
    os.utime(checkout / "requirements.lock", (0, 0))  # the environment is newer: leave it alone
    _run(checkout)
    return [_run(checkout) for _ in range(rounds)]


def _run(checkout: Path, more: Mapping[str, str] | None = None) -> float:
    """Seconds from `make run` until both addresses answer; then Ctrl-C. Raises TimeoutError."""
    bot, chat = free_port(), free_port()
    env = {**os.environ, "PORT": str(bot), "SIMULATOR_PORT": str(chat), **(more or {})}
    began = time.monotonic()
    with (checkout / "run.log").open("ab") as log:
        process = subprocess.Popen(
            ["make", "run"], cwd=checkout, env=env, stdout=log, stderr=log, start_new_session=True
        )
    try:
        while status(bot, "/readyz") != 200 or status(chat, "/") != 200:
            if process.poll() is not None or time.monotonic() - began > PATIENCE:
                raise TimeoutError((checkout / "run.log").read_text()[-2000:])
            time.sleep(0.02)
        return time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)


def _copy(to: Path) -> Path:
    subprocess.run(["git", "clone", "-q", "--shared", ROOT, to], check=True)
    return to

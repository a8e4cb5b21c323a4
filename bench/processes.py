"""Processes under measurement: pinned to a core, waited for, stopped, and weighed."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).parent.parent
MEASURED, MEASURING = 0, 1  # cores: who is measured, and all who only take part in it
START_SECONDS = 30
KILOBYTE = 1024


@contextmanager
def running(
    command: Sequence[str], env: Mapping[str, str], core: int, log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """A process on one core, until the block ends. What it prints goes to `log`."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **env},
            stdout=output,
            stderr=output,
        )
    os.sched_setaffinity(process.pid, {core})
    try:
        yield process
    finally:
        process.terminate()
        process.wait(START_SECONDS)


@contextmanager
def whole_machine() -> Iterator[None]:
    """On all cores, for once; what is started meanwhile, too."""
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    try:
        yield
    finally:
        os.sched_setaffinity(0, {MEASURING})


def tool(name: str) -> str:
    """A command of the environment that this runs in."""
    return str(Path(sys.executable).with_name(name))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_answers(port: int, path: str) -> None:
    """Wait until a GET gets an answer that is no error of the server's. Raises TimeoutError."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        answered = status(port, path)
        if answered and answered < 500:
            return
        time.sleep(0.02)
    raise TimeoutError(f"nothing answers at port {port}{path}")


def status(port: int, path: str) -> int | None:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def heaviest(process: int) -> float:
    """The most memory that a process or any child of it ever had (RSS), in MB."""
    return max(_peak(each) for each in [process, *_children(process)])


def resident(process: int) -> float:
    """The memory that a process has at this moment (RSS), in MB."""
    return _kilobytes(process, "VmRSS") / KILOBYTE


def cpu_seconds(process: int) -> float:
    """The processor time that a process and its children have used so far."""
    ticks = 0
    for each in [process, *_children(process)]:
        after_name = Path(f"/proc/{each}/stat").read_text().rpartition(") ")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in children.split()]


def _peak(process: int) -> float:
    return _kilobytes(process, "VmHWM") / KILOBYTE


def _kilobytes(process: int, what: str) -> int:
    found = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) if found else 0

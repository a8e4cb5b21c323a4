"""What `make serve` started comes back when it is killed, and ends when it is told to."""

import os
import queue
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic

import pytest
import urllib3

from tests.bot.processes import PATIENCE, ROOT, environment

ALONE = """
import sys
from honcho.printer import Printer
import launch
keeper = launch.Keeper(Printer(sys.stdout))
keeper.add_process("quiet", "exec sleep 60")
keeper.add_process("other", sys.argv[1])
keeper.loop()
sys.exit(launch._exit_code(keeper.returncode))
"""


class Started:
    """A launcher with all that it prints."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self.said = process, ""
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._passed_by: list[str] = []
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line)

    def says(self, words: str) -> re.Match[str]:
        """The first line with these words that nobody asked for yet, whatever came between."""
        for line in self._passed_by:
            if found := re.search(words, line):
                self._passed_by.remove(line)
                return found
        return self._hears(words, monotonic() + PATIENCE)

    def _hears(self, words: str, until: float) -> re.Match[str]:
        while True:
            line = self._lines.get(timeout=max(0, until - monotonic()))
            self.said += line
            if found := re.search(words, line):
                return found
            self._passed_by.append(line)

    def pid(self, name: str) -> int:
        return int(self.says(rf"{name} started \(pid=(\d+)\)").group(1))


@contextmanager
def launched(*command: str, **env: str) -> Iterator[Started]:
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield Started(process)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str, word: str) -> bool:
    """Whether it says yes to this, sooner or later."""
    retries = urllib3.Retry(60, backoff_factor=0.1, backoff_max=0.2, status_forcelist=[503])
    return urllib3.request("GET", url, retries=retries).json()[word] is True


def test_a_killed_worker_and_a_killed_web_come_back(sqlite_url, line_url, tmp_path):
    port = free_port()
    env = environment(sqlite_url, line_url, tmp_path / "clock")
    with launched("launch.py", "serve", **env, PORT=str(port), VAR=str(tmp_path)) as serve:
        web, worker = serve.pid("web"), serve.pid("worker")  # in whatever order they began
        assert answers(f"http://127.0.0.1:{port}/readyz", "worker")
        os.kill(worker, signal.SIGKILL)
        serve.says(r"worker.* died \(-9\); starting it anew")
        worker_again = serve.pid("worker")
        os.kill(web, signal.SIGKILL)
        serve.says(r"web.* died \(-9\); starting it anew")
        web_again = serve.pid("web")
        assert answers(f"http://127.0.0.1:{port}/healthz", "alive")
        serve.process.terminate()
        assert serve.process.wait(PATIENCE) == 0
    assert all(gone(pid) for pid in (worker, worker_again, web, web_again))


def test_what_dies_at_once_again_and_again_ends_all_with_its_code():
    with launched("-c", ALONE, "exit 3") as keeper:
        quiet = keeper.pid("quiet")
        keeper.says("other.* died 5 times within 10 s of its start; giving up")
        assert keeper.process.wait(PATIENCE) == 3
    assert keeper.said.count("starting it anew") == 4
    assert gone(quiet)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_ends_what_came_back_too(number):
    with launched("-c", ALONE, "exec sleep 60") as keeper:
        os.kill(keeper.pid("other"), signal.SIGKILL)
        again = keeper.pid("other")
        os.killpg(keeper.process.pid, number)  # as a terminal does
        assert keeper.process.wait(PATIENCE) == 0
    assert gone(again)


def test_a_stop_while_something_dies_again_and_again_leaves_nothing_behind(tmp_path):
    """Whatever the moment is at which the stop meets the next start."""
    pids = tmp_path / "pids"
    with launched("-c", ALONE, f"echo $$ >> {pids}; exec sleep 60") as keeper:
        for _ in range(3):
            os.kill(keeper.pid("other"), signal.SIGKILL)
        keeper.process.terminate()
        assert keeper.process.wait(PATIENCE) == 0
    assert all(gone(int(pid)) for pid in pids.read_text().split())

"""`python -m simulator`, as a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from simulator.settings import Settings
from tests.simulator.stage import SOMCHAI, text

ROOT = Path(__file__).parents[2]


class Process:
    def __init__(self, folder: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "SIMULATOR_PORT": str(port),
            "SIMULATOR_STATE": str(folder / "var" / "simulator.db"),
            "CLOCK_FILE": str(folder / "var" / "clock"),
            "BOT_URL": "http://127.0.0.1:9",  # nobody is there
            "LINE_CHANNEL_SECRET": "s",
            "LINE_CHANNEL_ACCESS_TOKEN": "t",
        }
        self.child = subprocess.Popen(
            [sys.executable, "-m", "simulator"], cwd=ROOT, env=environment, stderr=subprocess.PIPE
        )

    def says(self) -> str:
        """The first line it writes."""
        assert self.child.stderr
        return self.child.stderr.readline().decode()

    def call(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": "Bearer t"}
        with urlopen(Request(self.url + path, data, headers), timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Its exit code, and what else it wrote."""
        self.child.send_signal(how)
        _, errors = self.child.communicate(timeout=10)
        return self.child.returncode, errors.decode()


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Callable[[], Process]]:
    started: list[Process] = []

    def start() -> Process:
        started.append(Process(tmp_path, port))
        return started[-1]

    yield start
    for process in started:
        process.child.kill()
        process.child.communicate()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_and_ends_cleanly(start: Callable[[], Process], how: signal.Signals):
    process = start()
    words = f"LINE simulator at {process.url}, for the bot at http://127.0.0.1:9\n"
    assert process.says() == words
    process.call("/simulator/people", {"displayName": "ความลับ", "follow": True})
    assert process.end(how) == (0, "")  # it wrote nothing of what happened


def test_a_taken_port_is_named_with_its_setting(start: Callable[[], Process], port: int):
    with socket.create_server(("127.0.0.1", port)):
        process = start()
        words = f"Port {port} is taken: choose another with SIMULATOR_PORT.\n"
        assert process.says() == words
        assert process.child.wait(10) == 1


def test_a_port_that_is_no_number_is_named():
    with pytest.raises(SystemExit, match="SIMULATOR_PORT is a number"):
        Settings.read({"SIMULATOR_PORT": "http"})


def test_its_memory_outlives_it(start: Callable[[], Process]):
    first = start()
    first.says()
    first.call("/simulator/people", {"userId": SOMCHAI, "displayName": "สมชาย", "follow": True})
    push = {"to": SOMCHAI, "messages": [text("จำได้")]}
    sent = first.call("/v2/bot/message/push", push)["sentMessages"]
    first.call("/simulator/clock", {"advance": 3600})
    before = first.call("/simulator/state")
    first.end(signal.SIGKILL)

    second = start()
    second.says()
    after = second.call("/simulator/state")
    assert (after["people"], after["quota"]) == (before["people"], before["quota"])
    assert after["quota"]["used"] == 1
    assert after["offset"] == 3600
    assert after["seq"] >= before["seq"]
    [said] = second.call(f"/simulator/chats/{SOMCHAI}")["messages"]
    assert (said["id"], said["message"]) == (sent[0]["id"], text("จำได้"))
    again = second.call("/v2/bot/message/push", push)["sentMessages"]
    assert again[0]["id"] > sent[0]["id"]


def test_the_clock_is_a_file_that_a_bot_can_read(start: Callable[[], Process], tmp_path: Path):
    process = start()
    process.says()
    assert process.call("/simulator/clock", {"advance": 90})["offset"] == 90
    assert float((tmp_path / "var" / "clock").read_text()) == 90
    process.call("/simulator/clock", {"reset": True})
    assert float((tmp_path / "var" / "clock").read_text()) == 0

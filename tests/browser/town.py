"""The whole club as `make run` starts it, in a folder of its own, and phones in a real browser."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import urllib3
from playwright.sync_api import Locator, Page, expect

BANGKOK = timezone(timedelta(hours=7))
ROOT = Path(__file__).parents[2]
START_SECONDS = 60
PATIENCE = 15_000  # milliseconds that a person would wait for an answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _until_morning(now: datetime) -> float:
    """Seconds until the next 09.00: at night nothing is sent that nobody waits for."""
    morning = now.replace(hour=9, minute=0, second=0, microsecond=0)
    return (morning + timedelta(days=morning < now) - now).total_seconds()


class Town:
    """web, worker and simulator, as processes; it is nine in the morning when they start."""

    def __init__(self, var: Path) -> None:
        self.var, self.port, self.simulator_port = var, free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.simulator_port}"
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("LINE_")},
            "VAR": str(var),
            "PORT": str(self.port),
            "SIMULATOR_PORT": str(self.simulator_port),
        }
        (var / "clock").write_text(f"{_until_morning(datetime.now(BANGKOK))}\n")
        self.log = var / "log"
        self.process = subprocess.Popen(
            [sys.executable, "launch.py", "run"],
            cwd=ROOT,
            env=self.env,
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )

    def wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while "127.0.0.1" not in self.log.read_text().partition("(chat)")[2]:
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.1)

    def flask(self, *words: str) -> str:
        """A command on the server, with the settings that `make run` made."""
        made = (self.var / "environment").read_text().splitlines()
        env = {**self.env, **dict(line.split("=", 1) for line in made)}
        command = [sys.executable, "-m", "flask", "--app", "app", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )
        return done.stdout

    def post(self, path: str, body: str) -> str:
        """What the simulator answers."""
        headers = {"Content-Type": "application/json"}
        answer = urllib3.request("POST", f"{self.url}{path}", body=body, headers=headers)
        assert answer.status < 300, answer.data
        return answer.data.decode()

    def state(self) -> Any:
        """What the simulator's page knows: people, groups, the clock, the quota."""
        return json.loads(urllib3.request("GET", f"{self.url}/simulator/state").data)

    def used(self) -> int:
        """Messages that were paid for, as LINE counts them."""
        return int(self.state()["quota"]["used"])

    def now(self) -> datetime:
        return datetime.fromisoformat(self.state()["now"])

    def moves_to(self, moment: datetime) -> None:
        """All clocks of the town."""
        self.post("/simulator/clock", json.dumps({"to": moment.isoformat()}))

    def close(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


class Phone:
    """One of the phones on the page; acts by visible text only."""

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name = page, name
        self.node: Locator = page.get_by_label(f"โทรศัพท์ของ {name}", exact=True)

    def says(self, words: str) -> None:
        self.node.get_by_placeholder("พิมพ์ข้อความ").fill(words)
        self.node.get_by_role("button", name="ส่ง", exact=True).click()

    def presses(self, label: str) -> None:
        """The newest thing with these words on it."""
        self.node.get_by_role("button", name=label, exact=True).last.click()

    def turns_to(self, chat: str) -> None:
        self.node.get_by_label("แชตที่เปิดอยู่").select_option(label=chat)

    def sees(self, words: str) -> None:
        expect(self.node.get_by_text(words).last).to_be_visible(timeout=PATIENCE)

    def sees_times(self, words: str, times: int) -> None:
        expect(self.node.get_by_text(words)).to_have_count(times, timeout=PATIENCE)


def on_screen(page: Page, name: str) -> Phone:
    """The phone of somebody, chosen among the people."""
    page.get_by_label("ผู้คน").get_by_role("button", name=name).click()
    return Phone(page, name)

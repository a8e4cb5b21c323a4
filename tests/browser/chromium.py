"""Finds the system's Chromium; `python -m tests.browser.chromium` brings it where it may."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PACKAGES = ["chromium", "fonts-noto-core"]
INSTALL = ["apt-get", "install", "-y", "-qq", *PACKAGES]


def path() -> str | None:
    """Where a browser is; CHROMIUM may name one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def opened() -> Iterator[Browser]:
    """A browser for tests; without one they are skipped, and in CI they fail."""
    found = path()
    if found is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(f"no Chromium: {' '.join(INSTALL)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def main() -> None:
    if path():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], INSTALL):
            subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)
    else:
        print(f"tests in a browser are skipped; to run them: sudo {' '.join(INSTALL)}")
        sys.exit(1 if os.environ.get("CI") else 0)


if __name__ == "__main__":
    main()

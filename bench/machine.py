"""Where and with what it was measured."""

import os
import platform
import re
import sqlite3
import subprocess
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.processes import ROOT

PACKAGES = ("flask", "gunicorn", "sqlalchemy", "psycopg", "urllib3", "line-bot-sdk")
WRITES = 200


def described(folder: Path) -> str:
    """The commit, the machine and the versions, in a paragraph."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Commit {commit()}. {os.cpu_count()} cores of {_processor()}, {_memory():.0f} GB, "
        f"{platform.system()} {platform.release()}; load average {os.getloadavg()[0]:.1f} when it "
        f"began; 4 KB and fdatasync where the databases lie: {fdatasync(folder):.0f} µs. "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {versions}."
    )


def commit() -> str:
    head = _git("rev-parse", "--short=10", "HEAD")
    return f"{head} with changes" if _git("status", "--porcelain", "--untracked-files=no") else head


def fdatasync(folder: Path) -> float:
    """What it costs to be sure that 4 KB are on the disk, in µs (median)."""
    took = []
    with (folder / "fdatasync").open("wb", buffering=0) as file:
        for _ in range(WRITES):
            began = time.perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - began)
    return median(took) * 1e6


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _processor() -> str:
    found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return found[1].strip() if found else platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30

"""`flask --app app import`: how long a province's members take, and how much memory."""

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import figure
from bench.plan import Plan
from bench.processes import MEASURED, ROOT, tool
from bench.stand import DATABASES, Stand
from bench.tables import Table
from models.shape import migrate

CLUBS = 100


@dataclass(frozen=True)
class Run:
    seconds: float
    megabytes: float


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    file = stand.folder / "members.yaml"
    file.write_text(document(plan.imported), encoding="utf-8")
    rows = []
    for kind in DATABASES:
        rounds = [_round(stand, kind, file) for _ in range(plan.import_rounds)]
        for name, runs in zip(("first time", "repeated"), zip(*rounds, strict=True), strict=True):
            seconds = figure([run.seconds for run in runs], "s")
            memory = figure([run.megabytes for run in runs], "MB")
            rows.append((f"{kind}, {name}", seconds, memory))
    size = file.stat().st_size / 1e6
    yield Table(
        f"Importing {plan.imported:,} members of {CLUBS} clubs",
        ("", "time", "memory"),
        rows,
        f"The whole command, from a YAML file of {size:.1f} MB. The aim is a minute for 100,000.",
    )


def document(members: int) -> str:
    """A file in the format that `import` reads."""
    lines = ["version: 1", "clubs:"]
    for number in range(CLUBS):
        name = f"อบต.ตัวอย่าง {number}"
        lines.append(f"  - {{code: BENCH-{number}, kind: อบต., name: {name}, province: ตัวอย่าง}}")
    lines.append("members:")
    for number in range(members):
        who = f"line_user_id: U{number:032x}, name: สมาชิก ตัวอย่าง {number}"
        lines.append(f"  - {{{who}, club: BENCH-{number % CLUBS}}}")
    return "\n".join(lines) + "\n"


def _round(stand: Stand, kind: str, file: Path) -> tuple[Run, Run]:
    address = stand.database(kind)
    migrate(address)
    return _import(stand, address, file), _import(stand, address, file)


def _import(stand: Stand, address: str, file: Path) -> Run:
    command = [tool("flask"), "--app", "app", "import", str(file)]
    env = {**os.environ, **stand.environment(address)}
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    os.sched_setaffinity(process.pid, {MEASURED})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return Run(time.monotonic() - began, used.ru_maxrss / 1024)

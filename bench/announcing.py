"""An announcement to very many, and as many that each name their reader: how near LINE's limit."""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench import news
from bench.figures import figure
from bench.plan import Plan
from bench.processes import MEASURED, ROOT, cpu_seconds, heaviest, resident, tool
from bench.stand import DATABASES, Stand
from bench.stub import RATES
from bench.tables import Table

RECIPIENTS = 500  # of one multicast
DELAY = 0.08  # seconds that LINE takes for an answer
AHEAD = 4.0  # seconds until it is due: the worker has come to rest by then
NAIVE = "a loop over the SDK, one call after the other"


@dataclass(frozen=True)
class Round:
    seconds: float  # from the due moment until LINE took the last
    cpu: float
    above: float  # MB beyond what the idle worker has
    report: dict[str, Any]


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    yield _alike(stand, plan)
    yield _personal(stand, plan)


def _alike(stand: Stand, plan: Plan) -> Table:
    limit = plan.announced / RECIPIENTS / RATES["multicast"]
    rows = [
        _row(kind, [_round(stand, kind, plan.announced) for _ in range(plan.rounds)], limit)
        for kind in DATABASES
    ]
    naive = [_naive(stand, plan) for _ in range(plan.rounds)]
    return Table(
        f"An announcement to {plan.announced:,} people",
        ("", "until LINE had the last", "beside LINE's limit", "CPU", "memory", "twice or refused"),
        [*rows, _naive_row(naive, limit)],
        f"One worker; LINE takes {DELAY * 1000:.0f} ms for an answer and {RATES['multicast']} "
        f"multicasts of {RECIPIENTS} a second, so no sender needs less than {figure([limit], 's')}"
        " from the first to the last. CPU is that of the worker, memory the most it had beyond "
        f"its rest (RSS). “{NAIVE}” made {plan.naive_calls} calls; the figures are those, "
        "multiplied.",
    )


def _personal(stand: Stand, plan: Plan) -> Table:
    limit = plan.personal / RATES["push"]
    rows = []
    for kind in DATABASES:
        rounds = [_round(stand, kind, plan.personal, personal=True) for _ in range(plan.rounds)]
        rates = [plan.personal / each.seconds for each in rounds]
        rows.append((*_row(kind, rounds, limit), figure(rates)))
    return Table(
        f"{plan.personal:,} messages that each name their reader",
        (
            "",
            "until LINE had the last",
            "beside LINE's limit",
            "CPU",
            "memory",
            "twice or refused",
            "requests/s",
        ),
        rows,
        f"One push each, of which LINE takes {RATES['push']:,} a second.",
    )


def _round(stand: Stand, kind: str, members: int, *, personal: bool = False) -> Round:
    address = stand.database(kind)
    (club,) = news.readers(address, members)
    stand.stub.begin(DELAY)
    with stand.worker(address) as worker:
        due = news.announce(address, club, AHEAD, personal=personal)
        time.sleep(due - time.time() - 0.5)
        idle, cpu = resident(worker), cpu_seconds(worker)
        report = news.wait_until_told(stand, address, members)
        spent, most = cpu_seconds(worker) - cpu, heaviest(worker)
    return Round(max(report["last"].values()) - due, spent, max(0.0, most - idle), report)


def _row(name: str, rounds: Sequence[Round], limit: float) -> Sequence[str]:
    return (
        name,
        figure([each.seconds for each in rounds], "s"),
        figure([each.seconds / limit for each in rounds]),
        figure([each.cpu for each in rounds], "s"),
        figure([each.above for each in rounds], "MB"),
        trouble([each.report for each in rounds]),
    )


def trouble(reports: Sequence[dict[str, Any]]) -> str:
    """Whether anybody got two, or LINE had to say no."""
    most = max(report["most_to_one"] for report in reports)
    refused = [words for report in reports for words in report["refused"]]
    return "none" if most == 1 and not refused else f"{most} to one; {', '.join(refused)}"


def _naive(stand: Stand, plan: Plan) -> dict[str, float]:
    """Seconds and CPU seconds of the loop, for all that are announced to."""
    stand.stub.begin(DELAY)
    command = [tool("python"), "-m", "bench.naive", str(stand.stub.port), str(plan.naive_calls)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        check=True,
        preexec_fn=lambda: os.sched_setaffinity(0, {MEASURED}),
    )
    times = plan.announced / RECIPIENTS / plan.naive_calls
    return {name: value * times for name, value in json.loads(done.stdout).items()}


def _naive_row(rounds: Sequence[dict[str, float]], limit: float) -> Sequence[str]:
    seconds = [each["seconds"] for each in rounds]
    cpu = figure([each["cpu"] for each in rounds], "s")
    return NAIVE, figure(seconds, "s"), figure([each / limit for each in seconds]), cpu, "", ""
